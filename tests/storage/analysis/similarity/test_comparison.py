"""How two articles compare: copy, one form filled in twice, update, or too far apart."""

from datetime import UTC, datetime, timedelta

import pytest
from growing_vocabulary import GrowingVocabulary
from linkers import ELSEWHERE, NOTICE, SAME_EVENT, VERDICT

from storage.analysis.similarity.comparison import Comparison, compare, ranks

DAY = datetime(2023, 5, 2, 9, 30, tzinfo=UTC)
NOTICE_OF_MARCH = NOTICE.format(amount=250, day="March 4", years=10, rate="4.25")
NOTICE_OF_APRIL = NOTICE.format(amount=400, day="April 8", years=30, rate="3.75")
CRASH = (
    "A bus has fallen into a gorge near Pokhara in Nepal. {} people died, police in Pokhara said, and {} "
    "were taken to hospital. The driver, Hari Thapa, had lost control in the rain. Soldiers are looking for "
    "others."
)


def compared(
    new: tuple[str, str], old: tuple[str, str], days: float | None = 0.0, score: float = 1.0
) -> Comparison | None:
    """Compare two articles so many days apart, or undated."""
    vocabulary = GrowingVocabulary()
    published = None if days is None else DAY
    later = None if days is None else DAY + timedelta(days=days)
    first = vocabulary.article_vectors((*old, published))
    found = compare(vocabulary.article_vectors((*new, later)), first, [score])
    return found[0] if found else None


@pytest.mark.parametrize(
    ("new", "old", "days", "is_copy", "same_text"),
    [
        (("Prison", VERDICT), ("Six years", VERDICT), 0, True, True),
        (("Prison", VERDICT), ("Six years", VERDICT), None, True, True),
        (("Prison", VERDICT), ("Six years", VERDICT), 30, True, False),  # the same words again, weeks later
        (("Prison", VERDICT[:280]), ("Six years", VERDICT), 0, True, False),  # a part of the other
        (("Open thread", "Say it here."), ("Open thread", "Say it here."), 0, True, False),  # a few words
        (("Prison", VERDICT), ("Prison", SAME_EVENT), 0, False, False),
        (("Bonds", NOTICE_OF_APRIL), ("Bonds", NOTICE_OF_MARCH), 35, False, False),  # a form
        (("Bonds", NOTICE_OF_MARCH), ("Bonds", NOTICE_OF_MARCH), 0, True, True),
        (("12 dead", CRASH.format(12, 30)), ("23 dead", CRASH.format(23, 41)), 0.1, False, False),
    ],
)
def test_copies(
    new: tuple[str, str], old: tuple[str, str], days: float | None, is_copy: bool, same_text: bool
) -> None:
    found = compared(new, old, days)
    assert found is not None
    assert (found.is_copy, found.same_text) == (is_copy, same_text)


@pytest.mark.parametrize(
    ("new", "old", "days", "is_story"),
    [
        (("Banker Laanemets in prison", SAME_EVENT), ("Banker Laanemets sentenced", VERDICT), 0.2, True),
        (("Banker Laanemets in prison", SAME_EVENT), ("Banker Laanemets sentenced", VERDICT), 3, True),
        (("Banker Laanemets in prison", SAME_EVENT), ("Banker Laanemets sentenced", VERDICT), 61, False),
        (("Bonds", NOTICE_OF_APRIL), ("Bonds", NOTICE_OF_MARCH), 35, False),  # a form
        (("12 dead", CRASH.format(12, 30)), ("23 dead", CRASH.format(23, 41)), 0.1, True),  # an update
        (("12 dead", CRASH.format(12, 30)), ("23 dead", CRASH.format(23, 41)), 9, False),  # another accident
    ],
)
def test_the_same_story(new: tuple[str, str], old: tuple[str, str], days: float, is_story: bool) -> None:
    found = compared(new, old, days)
    assert found is not None
    assert (found.likelihood >= 0.5) is is_story


def test_dates_count_for_the_likelihood_alone() -> None:
    near, far = (
        compared(("Laanemets in prison", SAME_EVENT), ("Laanemets sentenced", VERDICT), days)
        for days in (0.1, 13.0)
    )
    assert near is not None
    assert far is not None
    assert near.likelihood > far.likelihood
    assert near.relatedness == far.relatedness


def test_articles_on_other_subjects_are_left_out() -> None:
    assert compared(("Volcano", ELSEWHERE), ("Banker sentenced", VERDICT), days=10) is None


def test_the_best_of_a_few_is_no_good_match_yet() -> None:
    assert ranks([0.5]).tolist() == [0]
    assert ranks([0.5, 0.25]).tolist() == pytest.approx([0.2, 0.1])
    assert ranks([0.1] * 9).max() < 0.5  # nor is the best where nothing fits
    assert ranks([0.5, *[0.0] * 9]).tolist()[0] == 1
