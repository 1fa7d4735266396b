"""How changed quantities are written, and where a reader finds them."""

from datetime import UTC, datetime, timedelta

import pytest
from linkers import draft, link, link_again

from storage.analysis.recognition.sentence_encoder import LazyEncoder
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import ChangedNumber
from storage.model.documents import brief_document, story_page_document
from storage.model.sentence_index import Measure, Quantity
from storage.stories.changed_numbers import changed_numbers
from storage.stories.sentence_novelty import Change

COUNT, MONEY, PERCENT, DAYS, *_ = Measure


@pytest.mark.parametrize(
    ("measure", "before", "after", "written"),
    [
        (COUNT, 13, 34, "13 → 34"),
        (COUNT, 950, 1_204, "950 → 1,204"),
        (MONEY, 2_300_000, 41_000_000_000, "2.3 million → 41 billion"),
        (MONEY, 3.5, 4, "3.5 → 4"),
        (PERCENT, 4.25, 4, "4.25% → 4%"),
        (DAYS, 3, 14, "3 days → 2 weeks"),
        (DAYS, 1 / 24, 365, "1 hour → 1 year"),
        (DAYS, 30 / 86_400, 0.5, "30 seconds → 12 hours"),
    ],
)
def test_changes_are_written_as_a_reader_writes_them(
    measure: Measure, before: float, after: float, written: str
) -> None:
    change = Change(Quantity(measure, before), Quantity(measure, after))
    (found,) = changed_numbers([change, change])
    assert str(found) == written


NOW = datetime.now(UTC)
REPORTS = [
    draft(
        "Landslide kills 13 in Oromala",
        "A landslide has killed at least 13 people in the town of Oromala in northern Tavria, the governor "
        "said. The hillside gave way after three days of rain. Rescuers dig with spades.",
        NOW - timedelta(hours=20),
        source="A",
    ),
    draft(
        "Toll of Oromala landslide rises",
        "The number of people killed by a landslide in the town of Oromala in Tavria has risen to 34, "
        "the governor said. It had rained for three days when the hillside gave way.",
        NOW - timedelta(hours=2),
        source="B",
    ),
]


@pytest.fixture
def later(desk: Desk, desk_file: DeskFile) -> Desk:
    """A desk on which the first of two reports of a landslide was read."""
    link(desk_file, REPORTS, encoder=LazyEncoder())
    desk.articles.mark_read([1])
    return desk


def test_the_story_says_what_a_number_was(later: Desk) -> None:
    story = later.stories.of(2)
    assert story
    (news,) = story_page_document(later.stories.page(story.id))["news"]
    assert news["sentences"] == [news["changed"][0]["sentence"]]
    assert news["changed"] == [{"sentence": news["sentences"][0], "before": "13", "after": "34"}]
    (sentence,) = later.stories.new_sentences(2)
    assert sentence.changed == (ChangedNumber("13", "34"),)
    assert later.news_in(2) == [(sentence.start, sentence.end)]


def test_the_brief_says_what_a_number_was(later: Desk) -> None:
    brief = brief_document(later.briefs.make(NOW - timedelta(hours=10)))
    sentences = [one for report in brief["stories"][0]["news"] for one in report["sentences"]]
    assert [one["changed"] for one in sentences] == [[{"before": "13", "after": "34"}]]


def test_linking_again_keeps_the_vectors(later: Desk, desk_file: DeskFile) -> None:
    before = later.stories.new_sentences(2)
    link_again(desk_file, 2)
    assert later.stories.new_sentences(2) == before
