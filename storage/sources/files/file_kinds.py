"""Which kind of document a file is: by its content, and where that leaves it open by its name."""

from pathlib import Path

from storage.sources.files.file_signatures import ENOUGH, Shape, sniffed

READABLE = "text (.txt), JSON Lines (.jsonl), pages (.html), feeds (.xml), OPML and newsboat’s urls"

_SUFFIXES = {
    ".txt": Shape.TEXT,
    ".jsonl": Shape.LINES,
    ".ndjson": Shape.LINES,
    ".html": Shape.PAGE,
    ".htm": Shape.PAGE,
    ".xhtml": Shape.PAGE,
    ".xml": Shape.FEED,
    ".rss": Shape.FEED,
    ".atom": Shape.FEED,
    ".rdf": Shape.FEED,
    ".json": Shape.FEED,
    ".opml": Shape.OPML,
}
_NAMES = {"urls": Shape.URLS}


def expected_kind(path: Path) -> Shape | None:
    """Return what the name of a file says it is, `None` if it says nothing; the file is not opened."""
    return _SUFFIXES.get(path.suffix.lower()) or _NAMES.get(path.name)


def kind_of_file(path: Path) -> Shape | None:
    """Return what a file is, `None` if it is nothing that newsdesk reads. OSError if it can't be opened.

    A file of JSON Lines is told by its name alone, as its lines may hold anything.
    """
    expected = expected_kind(path)
    if expected is Shape.LINES:
        return expected
    with path.open("rb") as stream:
        head = stream.read(ENOUGH)
        found = sniffed(head, is_whole=not stream.read(1))
    if found is Shape.LINES and expected is not Shape.FEED:
        return expected
    return found or expected
