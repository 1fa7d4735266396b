"""Pages: text, title, authors and date of web pages, ours and stock trafilatura's side by side.

- Body: F1 over the bags of words (runs of letters, digits, "_", in lower case) of the expected and the found
  text, mean over the pages. Stock trafilatura is `bare_extraction` of the same bytes without comments.
- Title: equal after white space is folded.
- Author, of those given: equal after white space, case and a leading "By", "Par" or "Von" are left aside;
  first author: the same of what stands before the first comma, semicolon, "and" or "&".
- Date, of those given: the same day as written, or the same moment.

The halves are by a digest of the page's id: a rule that only helps where it was found shows as a gap.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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
OPENING = re.compile(r"^(?:(?:written|posted)\s+)?(?:by|par|von|por)\s+")
SEAM = re.compile(r"\s*[,;&]\s*|\s+and\s+")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor makes of a page; `published` as it is written in the page's own time, "" for none."""

    text: str = ""
    title: str = ""
    author: str = ""
    published: str = ""


def pages(options: Options) -> Iterator[str]:
    """Yield a line for newsdesk and one for stock trafilatura, over all pages and over each half."""
    rows = options.rows("pages/readability.jsonl")
    files = {row["id"]: options.data / "pages" / row["file"] for row in rows}
    sets = {"all": rows, "half 1": [r for r in rows if half(r)], "half 2": [r for r in rows if not half(r)]}
    yield f"{'':24}{'pages':>6}{'body F1':>9}{'title':>8}{'author':>8}{'first':>8}{'date':>8}{'ms':>6}"
    for name, extractor in {"newsdesk": ours, "stock trafilatura": stock}.items():
        started = datetime.now().astimezone()
        found = {row["id"]: extractor(files[row["id"]]) for row in rows}
        pace = 1000 * (datetime.now().astimezone() - started).total_seconds() / max(1, len(rows))
        for label, part in sets.items():
            figures = "".join(
                f"{share(part, found):8.3f}" for share in (titles, authors, first_authors, dates)
            )
            yield f"{name:18}{label:6}{len(part):>6}{bodies(part, found):9.3f}{figures}{pace:6.0f}"


def ours(path: Path) -> Found:
    """Return what newsdesk makes of a page."""
    try:
        draft = parse_page(path.read_bytes(), str(path))
    except SourceError:
        return Found()
    published = draft.published.isoformat() if draft.published else ""
    return Found(draft.text, draft.title, draft.byline, published)


def stock(path: Path) -> Found:
    """Return what trafilatura makes of a page by itself."""
    document = bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
    if document is None or isinstance(document, dict):
        return Found()
    return Found(document.text or "", document.title or "", document.author or "", document.date or "")


def half(row: Row) -> bool:
    """Tell in which half of the pages one is."""
    return bool(hashlib.sha256(row["id"].encode()).digest()[-1] % 2)


def body_f1(expected: str, found: str) -> float:
    """Return the F1 of two texts as bags of words; 1 where both are empty."""
    one, other = bag(expected), bag(found)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


@cache
def bag(text: str) -> Counter[str]:
    """Return the words of a text with their counts."""
    return Counter(WORD.findall(text.lower()))


def bodies(rows: Sequence[Row], found: Mapping[str, Found]) -> float:
    """Return the mean F1 of the texts."""
    return fmean(body_f1(row["text"] or "", found[row["id"]].text) for row in rows)


def titles(rows: Sequence[Row], found: Mapping[str, Found]) -> float:
    """Return the share of titles that are exactly right."""
    return _share(rows, lambda row: folded(row["title"]) == folded(found[row["id"]].title))


def authors(rows: Sequence[Row], found: Mapping[str, Found]) -> float:
    """Return the share of the authors given that are exactly right."""
    given = [row for row in rows if row["author"]]
    return _share(given, lambda row: author(row["author"]) == author(found[row["id"]].author))


def first_authors(rows: Sequence[Row], found: Mapping[str, Found]) -> float:
    """Return the share of pages with authors whose first one is right."""
    given = [row for row in rows if row["author"]]
    return _share(given, lambda row: _first(row["author"]) == _first(found[row["id"]].author))


def dates(rows: Sequence[Row], found: Mapping[str, Found]) -> float:
    """Return the share of the dates given whose day is right."""
    given = [row for row in rows if row["published"]]
    return _share(given, lambda row: same_day(row["published"], found[row["id"]].published))


def folded(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def author(text: str | None) -> str:
    """Return a byline as it is compared."""
    return OPENING.sub("", folded(text).lower())


def same_day(expected: str, found: str) -> bool:
    """Tell whether two dates are the same day as written, or the same moment."""
    if expected[:10] == found[:10]:
        return True
    moments = read_date(expected), read_date(found)
    return None not in moments and moments[0] == moments[1]


def _first(text: str | None) -> str:
    return SEAM.split(author(text))[0]


def _share(rows: Sequence[Row], is_right: Callable[[Row], bool]) -> float:
    return fmean(map(is_right, rows)) if rows else 0.0
