"""Which texts of a feed only announce an article."""

from dataclasses import replace

import pytest

from storage.model import Draft, Enclosure, Extent, Provenance
from storage.model.feeds import entry_digest
from storage.sources.feeds.teasers import mark_teasers

TEXT = "The committee agreed on the budget."
ENTRY = Draft("1", "A budget at last", TEXT, "feed", url="https://a.example/1", provenance=Provenance.FEED)


def extents(*drafts: Draft) -> list[Extent]:
    return [draft.extent for draft in mark_teasers(drafts)]


def test_a_line_under_a_headline_is_a_teaser() -> None:
    assert extents(ENTRY) == [Extent.TEASER]
    assert extents(replace(ENTRY, text="")) == [Extent.TEASER]


@pytest.mark.parametrize(
    "change",
    [
        {"url": ""},
        {"title": TEXT},
        {"text": TEXT * 60},
        {"enclosures": (Enclosure("https://a.example/1.mp3", "audio/mpeg"),)},
    ],
    ids=["no page", "a status without a title", "a long text", "notes of a recording"],
)
def test_these_are_whole(change: dict[str, object]) -> None:
    assert extents(replace(ENTRY, **change)) == [Extent.WHOLE]


def test_what_breaks_off_stays_truncated() -> None:
    assert extents(replace(ENTRY, extent=Extent.TRUNCATED)) == [Extent.TRUNCATED]


def test_a_short_note_among_full_texts_is_whole() -> None:
    full = replace(ENTRY, text=TEXT * 100)
    note = replace(ENTRY, text=TEXT * 10)
    assert extents(full, full, note) == [Extent.WHOLE] * 3
    assert extents(note, note, full) == [Extent.TEASER, Extent.TEASER, Extent.WHOLE]


def test_digests_of_earlier_versions_stay_valid() -> None:
    assert entry_digest(ENTRY) == entry_digest(replace(ENTRY, extent=Extent.TEASER))
