"""Pages: text, title, authors and date that newsdesk and trafilatura as shipped extract from web pages.

- Body: F1 over the words (runs of letters, digits and "_", in lower case, with their counts) of the expected
and
  the extracted text, averaged over the pages. trafilatura is `bare_extraction` of the same bytes without
  comments.
- Title: equal except for white space.
- Author, where labelled: equal except for white space, case and a leading "By", "Par" or "Von". First author:
the
  same, up to the first comma, semicolon, "and" or "&".
- Date, where labelled: the same day as written, or the same instant.

A digest of its id puts each page in one of two halves. A gap between the halves shows a rule fitted to single
pages.
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

from quality_data import Options
from trafilatura import bare_extraction

from storage.errors import SourceError
from storage.sources.drafts.dates import read_date
from storage.sources.pages.page_parser import parse_page

WORD = re.compile(r"\w+")
BYLINE_PREFIX = re.compile(r"^(?:(?:written|posted)\s+)?(?:by|par|von|por)\s+")
AUTHOR_SEPARATOR = re.compile(r"\s*[,;&]\s*|\s+and\s+")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extractor finds in a page; "" for what it does not find."""

    text: str = ""
    title: str = ""
    author: str = ""
    published: str = ""


def pages(options: Options) -> Iterator[str]:
    """Yield the scores of newsdesk and of trafilatura as shipped, over all pages and over each half."""
    rows = options.rows("pages/readability.jsonl")
    files = {row["id"]: options.data / "pages" / row["file"] for row in rows}
    sets = {
        "all": rows,
        "half 1": [r for r in rows if in_first_half(r)],
        "half 2": [r for r in rows if not in_first_half(r)],
    }
    yield f"{'':24}{'pages':>6}{'body F1':>9}{'title':>8}{'author':>8}{'first':>8}{'date':>8}{'ms':>6}"
    for name, extractor in {"newsdesk": with_newsdesk, "trafilatura": with_trafilatura}.items():
        started = time.perf_counter()
        extracts = {row["id"]: extractor(files[row["id"]]) for row in rows}
        milliseconds = 1000 * (time.perf_counter() - started) / max(1, len(rows))
        for label, part in sets.items():
            figures = "".join(
                f"{share(part, extracts):8.3f}"
                for share in (right_titles, right_authors, right_first_authors, right_dates)
            )
            body = mean_body_f1(part, extracts)
            yield f"{name:18}{label:6}{len(part):>6}{body:9.3f}{figures}{milliseconds:6.0f}"


def with_newsdesk(path: Path) -> Extract:
    """Return what newsdesk extracts from a page."""
    try:
        draft = parse_page(path.read_bytes(), str(path))
    except SourceError:
        return Extract()
    published = draft.published.isoformat() if draft.published else ""
    return Extract(draft.text, draft.title, draft.byline, published)


def with_trafilatura(path: Path) -> Extract:
    """Return what trafilatura as shipped extracts from a page."""
    document = bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
    if document is None or isinstance(document, dict):
        return Extract()
    return Extract(document.text or "", document.title or "", document.author or "", document.date or "")


def in_first_half(row: Row) -> bool:
    """Return whether a page is in the first half."""
    return bool(hashlib.sha256(row["id"].encode()).digest()[-1] % 2)


def body_f1(expected: str, found: str) -> float:
    """Return the F1 of the words of two texts; 1 if both are empty."""
    one, other = word_counts(expected), word_counts(found)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


@cache
def word_counts(text: str) -> Counter[str]:
    """Return the words of a text with their counts."""
    return Counter(WORD.findall(text.lower()))


def mean_body_f1(rows: Sequence[Row], extracts: Mapping[str, Extract]) -> float:
    """Return the mean F1 of the bodies."""
    return fmean(body_f1(row["text"] or "", extracts[row["id"]].text) for row in rows)


def right_titles(rows: Sequence[Row], extracts: Mapping[str, Extract]) -> float:
    """Return the share of pages with the right title."""
    return _share(rows, lambda row: normalised(row["title"]) == normalised(extracts[row["id"]].title))


def right_authors(rows: Sequence[Row], extracts: Mapping[str, Extract]) -> float:
    """Return the share of pages with labelled authors whose authors are right."""
    labelled = [row for row in rows if row["author"]]
    return _share(
        labelled,
        lambda row: normalised_byline(row["author"]) == normalised_byline(extracts[row["id"]].author),
    )


def right_first_authors(rows: Sequence[Row], extracts: Mapping[str, Extract]) -> float:
    """Return the share of pages with labelled authors whose first author is right."""
    labelled = [row for row in rows if row["author"]]
    return _share(
        labelled, lambda row: _first_author(row["author"]) == _first_author(extracts[row["id"]].author)
    )


def right_dates(rows: Sequence[Row], extracts: Mapping[str, Extract]) -> float:
    """Return the share of pages with a labelled date whose day is right."""
    labelled = [row for row in rows if row["published"]]
    return _share(labelled, lambda row: same_day(row["published"], extracts[row["id"]].published))


def normalised(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def normalised_byline(text: str | None) -> str:
    """Return a byline in lower case, with single spaces and without "By" and the like."""
    return BYLINE_PREFIX.sub("", normalised(text).lower())


def same_day(expected: str, found: str) -> bool:
    """Return whether two dates are the same day as written, or the same instant."""
    if expected[:10] == found[:10]:
        return True
    instants = read_date(expected), read_date(found)
    return None not in instants and instants[0] == instants[1]


def _first_author(text: str | None) -> str:
    return AUTHOR_SEPARATOR.split(normalised_byline(text))[0]


def _share(rows: Sequence[Row], is_right: Callable[[Row], bool]) -> float:
    return fmean(map(is_right, rows)) if rows else 0.0
