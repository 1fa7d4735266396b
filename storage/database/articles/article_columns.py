"""Conversion between articles and the columns of their rows."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from storage.model import Article, Draft, Enclosure, Extent, Picture, Provenance, Role, Span

Value: TypeAlias = str | float | None

LOCAL_DAY = """
    case when substr(article.published, 12, 8) = '00:00:00' and substr(article.published, 20, 1) <> '.'
    then substr(article.published, 1, 10) else date(article.sort_at, 'unixepoch', 'localtime') end
"""
"""The SQL for the day of a dated article, by the same rule as `storage.model.publication_day`."""

FEED_TITLE = "coalesce(nullif(feed.name, ''), nullif(feed.title, ''), feed.url)"
"""The SQL for the title of a feed: the one that the reader gave it, else its own, else its address."""

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
"""The `hidden_until` of an article that does not come back by itself."""

# An article can have two texts, the shown one and the alternative. Each has these columns.
TEXT_COLUMNS = ("title", "byline", "text", "spans", "pictures", "extent", "language", "provenance")

# The first digests were made of these fields. Later fields count only if they are filled, so importing an old
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
    if field.name not in (*_FIRST_FIELDS, "pictures", "marks") and field.default is not MISSING
)


def columns(draft: Draft, canonical: str, added: float) -> dict[str, Value]:
    """Return the columns of a draft. `added` (Unix seconds) is the place in time of an undated one."""
    published = draft.published
    return {
        **text_columns(draft),
        "source": draft.source,
        "published": published.isoformat() if published else None,
        "approximate_date": draft.approximate_date,
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
    """Return the `TEXT_COLUMNS` of a draft."""
    return {
        "title": draft.title,
        "byline": draft.byline,
        "text": draft.text,
        "spans": json.dumps([(s.start, s.end, s.role, s.target) for s in draft.spans]),
        "pictures": json.dumps([(p.position, p.address, p.alt) for p in draft.pictures], ensure_ascii=False),
        "extent": draft.extent,
        "language": draft.language,
        "provenance": draft.provenance,
    }


def digest(draft: Draft) -> str:
    """Return a digest of a draft without its origin, so a moved folder changes nothing."""
    import hashlib  # noqa: PLC0415 - the app digests nothing

    if draft.extent is Extent.TEASER:  # which was no extent when the first digests were made
        draft = replace(draft, extent=Extent.WHOLE)
    values = [f"{name}={'' if name == 'origin' else getattr(draft, name)!r}" for name in _FIRST_FIELDS]
    values += [
        f"{name}={value!r}" for name, default in _LATER_FIELDS if (value := getattr(draft, name)) != default
    ]
    text = f"Draft({', '.join(values)})"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def same_words(one: Mapping[str, Value] | sqlite3.Row, other: Mapping[str, Value] | sqlite3.Row) -> bool:
    """Return whether two rows have the same `title` and `text`, white space ignored."""
    return all(
        one[column] == other[column] or str(one[column]).split() == str(other[column]).split()
        for column in ("title", "text")
    )


def article(row: sqlite3.Row, other: Provenance | None = None, feeds: Iterable[str] = ()) -> Article:
    """Return the article of a row, with the provenance of its `other` text and the titles of its feeds."""
    return Article(
        id=row["id"],
        language=row["detected_language"] or row["language"],
        read=row["read_at"] is not None,
        starred=bool(row["starred"]),
        position=row["position"],
        analysed=row["analysed"] is not None,
        other=other,
        feeds=tuple(feeds),
        page_trouble=row["page_trouble"],
        hidden=row["hidden_until"] is not None,
        hidden_until=_time_hidden(row["hidden_until"]),
        **_shared_fields(row, row),
    )


def _time_hidden(stored: float | None) -> datetime | None:
    """Return when a hidden article comes back, `None` for one that does not."""
    return None if stored is None or stored >= FOR_GOOD else datetime.fromtimestamp(stored).astimezone()


def draft(row: sqlite3.Row, text: Mapping[str, str] | sqlite3.Row) -> Draft:
    """Return a draft of an article's row with the `TEXT_COLUMNS` of `text`."""
    return Draft(language=text["language"], **_shared_fields(row, text))


def _shared_fields(row: sqlite3.Row, text: Mapping[str, str] | sqlite3.Row) -> dict[str, Any]:
    """Return the fields that articles and drafts have in common."""
    return {
        "key": row["key"],
        "title": text["title"],
        "text": text["text"],
        "origin": row["origin"],
        "url": row["url"],
        "source": row["source"],
        "byline": text["byline"],
        "published": date(row["published"]),
        "approximate_date": bool(row["approximate_date"]),
        "spans": spans(text["spans"]),
        "pictures": tuple(Picture(*fields) for fields in json.loads(text["pictures"])),
        "provenance": Provenance(text["provenance"]),
        "extent": Extent(text["extent"]),
        "original_url": row["original_url"],
        "image": row["image"],
        "categories": tuple(json.loads(row["categories"])),
        "enclosures": tuple(Enclosure(*fields) for fields in json.loads(row["enclosures"])),
    }


def date(stored: str | None) -> datetime | None:
    """Return a stored date with its offset from UTC, `None` for an undated article."""
    return datetime.fromisoformat(stored) if stored else None


def spans(stored: str) -> tuple[Span, ...]:
    """Return the spans that a column holds as JSON."""
    found: Iterable[tuple[int, int, str, str]] = json.loads(stored)
    return tuple(Span(start, end, Role(role), target) for start, end, role, target in found)


def _dump_enclosures(enclosures: Iterable[Enclosure]) -> str:
    # Without a length as before, so that the same article has the same row.
    rows = [(one.url, one.type, one.size, *((one.seconds,) if one.seconds else ())) for one in enclosures]
    return json.dumps(rows, ensure_ascii=False)
