"""What an article says, as columns of its row and back."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import TypeAlias

from storage.model import Article, Draft, Enclosure, Extent, Provenance, Role, Span

Value: TypeAlias = str | float | None

LOCAL_DAY = """
    case when substr(article.published, 12, 8) = '00:00:00' and substr(article.published, 20, 1) <> '.'
    then substr(article.published, 1, 10) else date(article.sort_at, 'unixepoch', 'localtime') end
"""
"""The SQL for the day of a dated article, by the same rule as `storage.model.publication_day`."""

# The columns of a text of which an article can have two: that which is shown, and the alternative.
TEXT_COLUMNS = ("title", "byline", "text", "spans", "extent", "language", "provenance")

# A digest was first made of these fields. Others count only where they are filled, so that importing an old
# file again changes nothing.
_FIRST_FIELDS = (
    "key",
    "title",
    "text",
    "origin",
    "url",
    "source",
    "byline",
    "published",
    "language",
    "spans",
    "provenance",
)
_LATER_FIELDS = tuple(
    (field.name, field.default)
    for field in fields(Draft)
    if field.name not in _FIRST_FIELDS and field.default is not MISSING
)


def columns(draft: Draft, canonical: str, added: float) -> dict[str, Value]:
    """Return the columns that a draft fills; an undated article is sorted by when it was `added`."""
    published = draft.published
    return {
        **text_columns(draft),
        "source": draft.source,
        "published": published.isoformat() if published else None,
        "sort_at": published.timestamp() if published else added,
        "url": draft.url,
        "origin": draft.origin,
        "original_url": draft.original_url,
        "canonical": canonical,
        "image": draft.image,
        "categories": json.dumps(draft.categories, ensure_ascii=False) if draft.categories else "[]",
        "enclosures": _dump_enclosures(draft.enclosures) if draft.enclosures else "[]",
    }


def text_columns(draft: Draft) -> dict[str, Value]:
    """Return the `TEXT_COLUMNS` that a draft fills."""
    return {
        "title": draft.title,
        "byline": draft.byline,
        "text": draft.text,
        "spans": json.dumps([(s.start, s.end, s.role, s.target) for s in draft.spans]),
        "extent": draft.extent,
        "language": draft.language,
        "provenance": draft.provenance,
    }


def digest(draft: Draft) -> str:
    """Return a digest of all that a draft says but where it was read from: a moved folder changes nothing."""
    said = [f"{name}={'' if name == 'origin' else getattr(draft, name)!r}" for name in _FIRST_FIELDS]
    said += [
        f"{name}={value!r}" for name, default in _LATER_FIELDS if (value := getattr(draft, name)) != default
    ]
    text = f"Draft({', '.join(said)})"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def same_words(one: Mapping[str, Value] | sqlite3.Row, other: Mapping[str, Value] | sqlite3.Row) -> bool:
    """Return whether two texts with `title` and `text` differ in white space at most."""
    return all(
        one[column] == other[column] or str(one[column]).split() == str(other[column]).split()
        for column in ("title", "text")
    )


def article(row: sqlite3.Row, other: Provenance | None = None, feeds: Iterable[str] = ()) -> Article:
    """Make an article of all columns of its row."""
    return Article(
        id=row["id"],
        key=row["key"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        byline=row["byline"],
        published=date(row["published"]),
        language=row["detected_language"] or row["language"],
        provenance=Provenance(row["provenance"]),
        origin=row["origin"],
        read=row["read_at"] is not None,
        starred=bool(row["starred"]),
        spans=spans(row["spans"]),
        position=row["position"],
        analysed=row["analysed"] is not None,
        extent=Extent(row["extent"]),
        original_url=row["original_url"],
        image=row["image"],
        categories=tuple(json.loads(row["categories"])),
        enclosures=tuple(Enclosure(*fields) for fields in json.loads(row["enclosures"])),
        other=other,
        feeds=tuple(feeds),
        page_trouble=row["page_trouble"],
    )


def draft(row: sqlite3.Row, text: Mapping[str, str] | sqlite3.Row) -> Draft:
    """Make a draft of the row of an article with `text` as its text."""
    return Draft(
        key=row["key"],
        title=text["title"],
        text=text["text"],
        origin=row["origin"],
        url=row["url"],
        source=row["source"],
        byline=text["byline"],
        published=date(row["published"]),
        language=text["language"],
        spans=spans(text["spans"]),
        provenance=Provenance(text["provenance"]),
        extent=Extent(text["extent"]),
        original_url=row["original_url"],
        image=row["image"],
        categories=tuple(json.loads(row["categories"])),
        enclosures=tuple(Enclosure(*fields) for fields in json.loads(row["enclosures"])),
    )


def date(stored: str | None) -> datetime | None:
    """Return a stored date with its offset."""
    return datetime.fromisoformat(stored) if stored else None


def spans(stored: str) -> tuple[Span, ...]:
    """Return stored spans."""
    found: Iterable[tuple[int, int, str, str]] = json.loads(stored)
    return tuple(Span(start, end, Role(role), target) for start, end, role, target in found)


def _dump_enclosures(enclosures: Iterable[Enclosure]) -> str:
    return json.dumps([(one.url, one.type, one.size) for one in enclosures], ensure_ascii=False)
