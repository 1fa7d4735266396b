"""JSON Lines: one article a line, read as a stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import count
from pathlib import Path

from storage.errors import SourceError
from storage.model import Correction, Draft, Trouble
from storage.sources.drafts.draft_assembly import assemble
from storage.sources.encodings.decoding import sniff
from storage.sources.encodings.encoding_names import UTF8
from storage.sources.files.jsonl_rows import Row, read_correction, read_row

# In characters; what is longer is no news article.
LONGEST_LINE = 5_000_000

_HEAD = 4096
_CHUNK = 1 << 20
_PATIENCE = 100
_REMEMBERED = 100_000


def read_jsonl(path: Path, origin: str) -> Iterator[Draft | Correction | Trouble]:
    """Yield for every line of a file its article or correction, or a trouble, in constant memory.

    An optional field that can't be used is left out of its article and reported after it. An article whose
    key came among the 100,000 articles before it is given again, and reported. SourceError for a file that
    is empty, not text, or of another kind; OSError if it can't be read.
    """
    lines = _Lines(origin)
    with _opened(path) as stream:
        for number, line in _numbered(stream):
            yield from lines.read(number, line)
    if not lines.filled:
        raise SourceError("the file is empty")


class _Lines:
    """What the lines of one file have shown so far."""

    def __init__(self, origin: str) -> None:
        self.filled = 0
        self._origin = origin
        self._has_row = False
        self._latest: dict[int, int] = {}

    def read(self, number: int, line: str) -> Iterator[Draft | Correction | Trouble]:
        self.filled += 1
        if self.filled == 1 and line.strip() in ("[", "[{"):
            raise SourceError("the file is one JSON array: newsdesk reads JSON Lines, one article a line")
        try:
            if correction := read_correction(_checked(line)):
                self._has_row = True
                yield correction
                return
            row = read_row(line)
        except SourceError as error:
            yield Trouble(self._origin, str(error), number)
            if not self._has_row and self.filled >= _PATIENCE:
                message = f"none of the first {_PATIENCE} lines is a JSON object: newsdesk stopped reading"
                raise SourceError(message) from error
            return
        self._has_row = True
        for result in self._article(row):
            yield result if isinstance(result, Draft) else Trouble(self._origin, result, number)
            if isinstance(result, Draft) and (earlier := self._earlier(result.key, number)):
                message = f"the same id, address or title as in line {earlier}: the later article counts"
                yield Trouble(self._origin, message, number)

    def _article(self, row: Row) -> Iterator[Draft | str]:
        draft, complaints = assemble(row.fields, self._origin)
        if draft.title:
            yield draft
            yield from row.misfits
            yield from (complaint.message for complaint in complaints)
        else:
            yield "the article has neither a title nor a text"

    def _earlier(self, key: str, number: int) -> int:
        """Return the line where `key` last came, 0 for none; remembers hashes, as keys can be long."""
        earlier = self._latest.pop(hash(key), 0)
        self._latest[hash(key)] = number
        if len(self._latest) > _REMEMBERED:
            del self._latest[next(iter(self._latest))]
        return earlier


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    """Open a text whose undecodable bytes, if it is UTF-8, come out as lone surrogates."""
    with path.open("rb") as file:
        head = file.peek(_HEAD)[:_HEAD]
        # A stray NUL spoils one line, not the file.
        is_riddled = head.count(0) * 10 > len(head)
        encoding = sniff(head if is_riddled else head.replace(b"\0", b""))
        errors = "surrogateescape" if encoding == UTF8 else "replace"
        with TextIOWrapper(file, encoding, errors, newline="\n") as stream:
            yield stream


def _numbered(stream: TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers; of an endless one just its beginning."""
    for number in count(1):
        line = end = stream.readline(LONGEST_LINE + 1)
        while end and not end.endswith("\n"):
            end = stream.readline(_CHUNK)
        if not line:
            return
        if not line.isspace():
            yield number, line


def _checked(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise SourceError(f"the line is longer than {LONGEST_LINE:,} characters")
    if not _is_unicode(line):
        raise SourceError("the line is not valid UTF-8")
    return line


def _is_unicode(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
