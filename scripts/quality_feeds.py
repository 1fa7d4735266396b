"""Feeds: how many collected feed files newsdesk reads, and how many with entries yield articles."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from feed_entries import count_entries
from quality_data import Options

from storage.errors import SourceError
from storage.sources.feeds.feed_parser import parse_feed

_ADDRESS = "https://feeds.example.org/feed.xml"
_COLUMNS = {"files": 8, "read": 8, "refused": 9, "with": 8, "without": 9, "missed": 8, "raised": 8}


class _Outcome(NamedTuple):
    """The columns that count a file, and the problem with it, "" if there is none."""

    columns: list[str]
    problem: str


def feeds(options: Options) -> Iterator[str]:
    """Yield a row of counts for each folder of feed files, a line for each problem, and the totals."""
    folder, total = options.data / "feeds", Counter[str]()
    yield f"{'':14}" + "".join(f"{column:>{width}}" for column, width in _COLUMNS.items())
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = (path for path in sorted(part.rglob("*")) if path.is_file())
        counts = Counter[str]()
        for path in islice(files, options.limit):
            outcome = _parse(path)
            counts.update(["files", *outcome.columns])
            if outcome.problem:
                yield f"  {path.relative_to(folder)}: {outcome.problem}"
        yield _row(part.name, counts)
        total += counts
    yield _row("all", total)
    yield "read: parsed as a feed; refused: not a feed, with an error message; with, without: entries in the"
    yield "file, counted without newsdesk; missed: it has entries, but none was read."


def _parse(path: Path) -> _Outcome:
    entries = count_entries(path)
    expected = "with" if entries else "without"
    try:
        articles = len(parse_feed(path.read_bytes(), _ADDRESS).drafts)
    except SourceError as error:
        if entries:
            return _Outcome(["refused", expected, "missed"], f"{entries} entries, but {error}")
        return _Outcome(["refused", expected], "")
    except Exception as error:  # noqa: BLE001 - the section counts unexpected errors
        return _Outcome(["raised", expected], f"{type(error).__name__}: {error}")
    if entries and not articles:
        return _Outcome(["read", expected, "missed"], f"none of {entries} entries")
    return _Outcome(["read", expected], "")


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name:14}" + "".join(f"{counts[column]:>{width}}" for column, width in _COLUMNS.items())
