"""Named fields to a draft: what every kind of file has to do once it knows which field is which."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from storage.model import Draft
from storage.sources.drafts.dates import read_date
from storage.sources.drafts.headings import headings
from storage.text.plain_text import clean, clean_line

_TITLE_WIDTH = 80
_SHOWN_WIDTH = 60
_LONGEST_ADDRESS = 8000


@dataclass(frozen=True, slots=True)
class Complaint:
    """A field whose value could not be used; `message` is a sentence for the reader."""

    field: str
    message: str


def assemble(fields: Mapping[str, str], origin: str) -> tuple[Draft, tuple[Complaint, ...]]:
    """Return the draft that the raw `fields` describe, cleaned, and what of them could not be used.

    Fields are key, title, text, url, source, byline, published and language. Without a title the first words
    of the text stand in for it. Without a key the address is the key, else a digest of source, date and
    title (of the text, where there is no title), so that an article in a moved file keeps it.
    """
    line = {
        name: clean_line(fields.get(name, "")) for name in ("key", "title", "source", "byline", "language")
    }
    text = clean(fields.get("text", ""))
    url, published = address(fields.get("url", "")), read_date(fields.get("published", ""))
    draft = Draft(
        key=line["key"] or url or _digest(line["source"], published, line["title"] or text),
        title=line["title"] or first_words(text),
        text=text,
        origin=origin,
        url=url,
        source=line["source"],
        byline=line["byline"],
        published=published,
        language=line["language"],
        spans=headings(text),
    )
    return draft, _complaints(fields, draft)


def address(value: str) -> str:
    """Return `value` if it is a web address (http or https) of readable characters only, else ""."""
    value = value.strip()
    if len(value) > _LONGEST_ADDRESS or any(map(str.isspace, value)):
        return ""
    if clean_line(value) != unicodedata.normalize("NFC", value):
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return value if usable else ""


def first_words(text: str) -> str:
    """Return the first words of clean `text` on one line of at most 80 characters."""
    start = clean_line(text[: 4 * _TITLE_WIDTH].split("\n\n", 1)[0])
    return clipped(start, _TITLE_WIDTH)


def clipped(line: str, width: int = _SHOWN_WIDTH) -> str:
    """Return `line`, or as many of its words as fit into `width` characters with an ellipsis."""
    if len(line) <= width:
        return line
    start = line[:width]
    whole_words, _, rest = start.rpartition(" ")
    return clean_line((whole_words if len(rest) < width // 2 else start[:-1]).rstrip(" ,;:–—-") + "…")


def _complaints(fields: Mapping[str, str], draft: Draft) -> tuple[Complaint, ...]:
    complaints = []
    if fields.get("published", "").strip() and draft.published is None:
        shown = clipped(clean_line(fields["published"]))
        complaints.append(
            Complaint("published", f"“{shown}” is not a date that newsdesk can read; taken in undated")
        )
    if fields.get("url", "").strip() and not draft.url:
        shown = clipped(clean_line(fields["url"]))
        complaints.append(Complaint("url", f"“{shown}” is not a web address; taken in without it"))
    return tuple(complaints)


def _digest(source: str, published: datetime | None, title: str) -> str:
    moment = published.astimezone(UTC).isoformat() if published else ""
    return hashlib.sha256("\n".join((source, moment, title)).encode()).hexdigest()[:32]
