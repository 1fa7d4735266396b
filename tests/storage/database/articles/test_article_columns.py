"""Digests: what counts as a change of a draft."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage.database.articles.article_columns import digest
from storage.model import Draft, Enclosure, Extent, Marks, Picture, Provenance, Role, Span
from storage.model.feeds import entry_digest

FULL = Draft(
    "k",
    "Title",
    "Text\n\nHeading",
    "o",
    url="https://example.org/",
    source="S",
    byline="B",
    published=datetime(2021, 12, 9, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
    language="en",
    spans=(Span(6, 13, Role.HEADING), Span(0, 4, Role.LINK, "https://example.org/x")),
)
OTHER = {
    "key": "other",
    "title": "other",
    "text": "other",
    "origin": "other",
    "url": "https://example.org/other",
    "source": "other",
    "byline": "other",
    "published": datetime(2021, 1, 1, tzinfo=UTC),
    "language": "de",
    "spans": (),
    "provenance": Provenance.PAGE,
    "extent": Extent.TRUNCATED,
    "original_url": "https://example.org/?utm_source=x",
    "image": "https://example.org/x.png",
    "categories": ("x",),
    "enclosures": (Enclosure("https://example.org/x.mp3"),),
    "pictures": (Picture(0, "https://example.org/x.png"),),
    "labels": ("x",),
    "marks": Marks(True, True),
    "approximate_date": True,
}


def test_digests_are_those_that_old_desks_hold() -> None:
    assert digest(Draft("k", "T", "Text “so”.", "some/file.txt")) == "fb0f3a7fd8b83cc2d7d6613f46b4f6f5"
    assert digest(FULL) == "6c40d9261715571a2cfc81c8c9c03b43"
    assert entry_digest(Draft("k", "T", "Text “so”.", "some/file.txt")) == "b69b8853d1ad7f8b80b4a2ce5d0739f2"
    assert entry_digest(FULL) == "324db820b0a417eae6460bd553248127"


def test_every_field_of_a_draft_is_tried() -> None:
    assert set(OTHER) == {field.name for field in fields(Draft)}


@pytest.mark.parametrize("field", OTHER)
def test_every_field_counts_but_where_it_was_read(field: str) -> None:
    changed = replace(FULL, **{field: OTHER[field]})  # type: ignore[arg-type]
    assert (digest(changed) == digest(FULL)) is (field in ("origin", "pictures", "marks"))
    assert (entry_digest(changed) == entry_digest(FULL)) is (
        field in ("origin", "key", "pictures", "labels", "marks")
    )
