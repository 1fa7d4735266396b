"""How many of the collected feed files go through, and how many of those that hold entries yield some."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from feed_entries import entries_in
from quality_data import Options

from storage.errors import SourceError
from storage.sources.feeds.feed_parser import parse_feed

_ADDRESS = "https://feeds.example.org/feed.xml"


def feeds(options: Options) -> Iterator[str]:
    """Yield a line for each folder of feed files, one for each file that goes wrong, and the sum of all."""
    folder, total = options.data / "feeds", Counter[str]()
    yield f"{'':14}{'files':>8}{'read':>8}{'refused':>9}{'with':>8}{'without':>9}{'missed':>8}{'raised':>8}"
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = (path for path in sorted(part.rglob("*")) if path.is_file())
        counts = Counter[str]()
        for path in islice(files, options.limit):
            outcome, why = _outcome(path)
            counts.update((*outcome, "files"))
            if why:
                yield f"  {path.relative_to(folder)}: {why}"
        yield _line(part.name, counts)
        total += counts
    yield _line("all", total)
    yield "read: as a feed; refused: as no feed, in a sentence; with, without: entries by its own format;"
    yield "missed: it has entries by its own format, but none came out."


def _outcome(path: Path) -> tuple[tuple[str, ...], str]:
    expected = "with" if (held := entries_in(path)) else "without"
    try:
        found = len(parse_feed(path.read_bytes(), _ADDRESS).drafts)
    except SourceError as error:
        return (
            "refused",
            expected,
            *(("missed",) if held else ()),
        ), f"{held} entries, but {error}" if held else ""
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return ("raised", expected), f"{type(error).__name__}: {error}"
    missed = held > 0 and not found
    return ("read", expected, *(("missed",) if missed else ())), f"none of {held} entries" if missed else ""


def _line(name: str, counts: Counter[str]) -> str:
    figures = (counts[what] for what in ("files", "read", "refused", "with", "without", "missed", "raised"))
    widths = (8, 8, 9, 8, 9, 8, 8)
    return f"{name:14}" + "".join(f"{figure:>{width}}" for figure, width in zip(figures, widths, strict=True))
