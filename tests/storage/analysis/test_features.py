from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.features import closeness, cosine, days_apart, features
from storage.analysis.likelihood import likelihood
from storage.analysis.portrait import portrait
from storage.analysis.rarity import Rarity
from storage.model import Draft

RARITY = Rarity()
NOON = datetime(2021, 12, 9, 12, tzinfo=UTC)
SIGNS = {"names_missing": -1, "title_names_missing": -1, "other_year": -1, "far": -1}


def of(first: Draft, second: Draft) -> dict[str, float]:
    return features(portrait(first, RARITY), portrait(second, RARITY), RARITY)


def draft(title: str, text: str, published: datetime | None = None) -> Draft:
    return Draft(key="", title=title, text=text, origin="", published=published)


@pytest.mark.parametrize(
    ("other", "days"),
    [
        (NOON, 0),
        (NOON + timedelta(hours=6), 0.25),
        (NOON - timedelta(days=3), 3),
        (NOON.replace(hour=0), 0),
        (datetime(2021, 12, 10, tzinfo=timezone(timedelta(hours=3))), 1),
        (NOON.replace(tzinfo=None), 0),
        (datetime(9999, 12, 9, 12, tzinfo=UTC), 2913904),
    ],
)
def test_days_between_two_dates(other: datetime, days: float) -> None:
    assert days_apart(NOON, other) == days_apart(other, NOON) == days


def test_an_unknown_date_is_no_distance() -> None:
    assert days_apart(None, NOON) is None
    assert closeness(None) == closeness(None)
    assert closeness(0)["near"] > closeness(None)["near"] > closeness(30)["near"]


def test_a_wildly_wrong_date_counts_as_a_year() -> None:
    assert closeness(2_913_770) == closeness(365)


def test_what_two_reports_share() -> None:
    a = draft("Zagorin wins in Tbilisi", "Vera Zagorin won the final on 9 December. 4,120 people saw it.")
    b = draft("Zagorin takes final", "In Tbilisi Vera Zagorin took it on December 9 before 4,120 people.")
    pair = of(a, b)
    assert pair["same_day_named"] == 1
    assert pair["numbers"] == 0.5
    assert pair["names"] > 0.5
    assert pair["names_missing"] == 0
    assert 0 < pair["least_contained"] <= pair["most_contained"] <= 1


def test_names_that_the_other_never_says_count_against_it() -> None:
    a = draft("Zagorin wins in Tbilisi", "In Tbilisi Vera Zagorin won.")
    b = draft("Marlow loses in Quito", "In Quito John Marlow lost.")
    assert of(a, b)["title_names_missing"] == 1


def test_the_years_of_undated_texts_are_compared() -> None:
    old, new = draft("", "It was in 2014."), draft("", "It was in 2014 and 2021.")
    assert of(old, new)["other_year"] == 1
    assert of(new, draft("", "", NOON))["other_year"] == 0
    assert of(old, draft("", "", NOON))["other_year"] == 1
    assert of(draft("", "In 2014", NOON), draft("", "In 2021", NOON))["other_year"] == 0


def test_nothing_is_shared_by_empty_articles() -> None:
    pair = of(draft("", ""), draft("", ""))
    assert pair["whole"] == pair["names"] == pair["phrases"] == pair["most_contained"] == 0


def test_empty_vectors_have_no_angle() -> None:
    assert cosine({}, {"a": 1.0}) == 0


@given(st.text(), st.text(), st.text(), st.text())
def test_the_order_does_not_matter(title: str, text: str, other_title: str, other_text: str) -> None:
    a, b = draft(title, text, NOON), draft(other_title, other_text)
    assert of(a, b) == of(b, a)


@pytest.mark.parametrize("caseless", [False, True])
def test_every_weight_has_the_sign_that_a_reader_expects(caseless: bool) -> None:
    pair = of(draft("", ""), draft("", ""))
    before = likelihood(pair, caseless=caseless)
    for name in pair:
        after = likelihood(pair | {name: pair[name] + 1}, caseless=caseless)
        assert (after - before) * SIGNS.get(name, 1) >= 0, name
