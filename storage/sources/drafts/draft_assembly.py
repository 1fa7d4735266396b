"""Raw fields to a clean draft: checks them, and finds a key, a title and the sub-headings."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from storage.model import Draft, Role, Span
from storage.sources.drafts.dates import parse_date
from storage.sources.web.web_addresses import web_address
from storage.text.plain_text import clean, clean_line, truncate_line

_TITLE_WIDTH = 80  # characters
_LONGEST_HEADING = 80  # characters
_ENDINGS = frozenset(".!?…:;,-–—|。！？；：，、؟۔؛،।॥։።")
_CLOSERS = "\"'”’»›)]}）」』"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A field with an unusable value; `message` is a sentence for the reader."""

    field: str
    message: str


def assemble(fields: Mapping[str, str], origin: str) -> tuple[Draft, tuple[FieldProblem, ...]]:
    """Return the draft that the raw `fields` describe, and their problems.

    The fields are key, title, text, url, source, byline, published and language; all are cleaned. A missing
    title becomes the first words of the text. A missing key becomes the address, else a digest of source,
    date and title (of the text if there is no title): the key stays the same when a file moves.
    """
    line = {
        name: clean_line(fields.get(name, "")) for name in ("key", "title", "source", "byline", "language")
    }
    text = clean(fields.get("text", ""))
    url, date = web_address(fields.get("url", "")), parse_date(fields.get("published", ""))
    published = date.moment if date else None
    draft = Draft(
        key=line["key"] or url or _digest(line["source"], published, line["title"] or text),
        title=line["title"] or first_words(text),
        text=text,
        origin=origin,
        url=url,
        source=line["source"],
        byline=line["byline"],
        published=published,
        approximate_date=bool(date and date.approximate),
        language=line["language"],
        spans=headings(text),
    )
    return draft, _problems(fields, draft)


def first_words(text: str) -> str:
    """Return the first words of clean `text` on one line of at most 80 characters."""
    start = clean_line(text[: 4 * _TITLE_WIDTH].split("\n\n", 1)[0])
    return truncate_line(start, _TITLE_WIDTH)


def headings(text: str) -> tuple[Span, ...]:
    """Return a span for every sub-heading of clean `text`: `text[span.start:span.end]` is the heading.

    A sub-heading is a short line before running text. Lists of short lines and a short last line have none.
    """
    blocks = list(_blocks(text))
    return tuple(
        Span(start, start + len(block), Role.HEADING)
        for (start, block), (_, following) in pairwise(blocks)
        if reads_like_heading(block) and not reads_like_heading(following)
    )


def reads_like_heading(line: str) -> bool:
    """Return whether a block is one short line that has a word and does not end a sentence."""
    if not 0 < len(line) <= _LONGEST_HEADING or "\n" in line:
        return False
    inner = line.rstrip(_CLOSERS)
    return any(map(str.isalpha, line)) and inner[-1:] not in _ENDINGS


def _problems(fields: Mapping[str, str], draft: Draft) -> tuple[FieldProblem, ...]:
    problems = []
    if fields.get("published", "").strip() and draft.published is None:
        shown = truncate_line(clean_line(fields["published"]))
        problems.append(
            FieldProblem(
                "published", f"“{shown}” is not a date that newsdesk can read; the article is undated"
            )
        )
    if fields.get("url", "").strip() and not draft.url:
        shown = truncate_line(clean_line(fields["url"]))
        problems.append(FieldProblem("url", f"“{shown}” is not a web address; ignored"))
    return tuple(problems)


def _digest(source: str, published: datetime | None, title: str) -> str:
    date = published.astimezone(UTC).isoformat() if published else ""
    return hashlib.sha256("\n".join((source, date, title)).encode()).hexdigest()[:32]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for block in text.split("\n\n"):
        yield start, block
        start += len(block) + 2
