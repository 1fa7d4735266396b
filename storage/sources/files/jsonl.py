"""JSON Lines: one article or correction a line, read as a stream."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import Never

from storage.errors import SourceError
from storage.model import Correction, Draft, Kind, Marks, Trouble, Verdict
from storage.sources.drafts.draft_assembly import assemble
from storage.sources.encodings.codec_detection import UTF8_SIG
from storage.sources.encodings.text_decoding import detect_codec
from storage.text.label_names import label_names
from storage.text.plain_text import clean_line

LONGEST_LINE = 5_000_000  # characters; no news article is longer

_CONTENT = ("title", "text")
_DETAILS = ("url", "source", "byline", "published", "language")
_HEAD = 4096  # bytes
_CHUNK = 1 << 20  # characters
_GIVE_UP_AFTER = 100  # lines without a JSON object
_REMEMBERED = 100_000  # keys


def read_jsonl(path: Path, origin: str) -> Iterator[Draft | Correction | Trouble]:
    """Yield the article or correction of each line, or a `Trouble`, in constant memory.

    Yields a problem with an optional field after its article. An article whose key was seen among the last
    100,000 is yielded again, and reported. Raises `SourceError` if the file is empty, not text or of another
    kind, and `OSError` if it can't be read.
    """
    reader = _LineReader(origin)
    with _opened(path) as stream:
        for number, line in _numbered(stream):
            yield from reader.read(number, line)
    if not reader.lines:
        raise SourceError("the file is empty")


class _LineReader:
    """Reads the lines of one file; `lines` counts those that are not blank."""

    def __init__(self, origin: str) -> None:
        self.lines = 0
        self._origin = origin
        self._has_row = False
        self._line_of_key: dict[int, int] = {}

    def read(self, number: int, line: str) -> Iterator[Draft | Correction | Trouble]:
        self.lines += 1
        if self.lines == 1 and line.strip() in ("[", "[{"):
            raise SourceError("the file is one JSON array; newsdesk reads JSON Lines, one article a line")
        try:
            row = _parse(_checked(line))
            found = _correction(row) if "correction" in row else _fields(row)
        except SourceError as error:
            yield Trouble(self._origin, str(error), number)
            if not self._has_row and self.lines >= _GIVE_UP_AFTER:
                message = (
                    f"none of the first {_GIVE_UP_AFTER} lines is a JSON object; newsdesk stopped reading"
                )
                raise SourceError(message) from error
            return
        self._has_row = True
        if isinstance(found, Correction):
            yield found
        else:
            is_approximate = row.get("approximate_date") is True
            yield from self._article(
                number, *found, *_labels(row), marks=_marks(row), is_approximate=is_approximate
            )

    def _article(
        self,
        number: int,
        fields: Mapping[str, str],
        problems: list[str],
        labels: Sequence[str],
        label_problems: Sequence[str],
        *,
        marks: Marks | None,
        is_approximate: bool,
    ) -> Iterator[Draft | Trouble]:
        draft, field_problems = assemble(fields, self._origin)
        draft = replace(draft, labels=tuple(labels), marks=marks)
        if is_approximate and draft.published:
            draft = replace(draft, approximate_date=True)
        problems = [*problems, *label_problems]
        if not draft.title:
            yield Trouble(self._origin, "the article has neither title nor text", number)
            return
        yield draft
        if earlier := self._earlier(draft.key, number):
            problems = [*problems, f"same id, address or title as line {earlier}; the later article counts"]
        for message in (*problems, *(problem.message for problem in field_problems)):
            yield Trouble(self._origin, message, number)

    def _earlier(self, key: str, number: int) -> int:
        """Return the line where `key` was last seen, 0 for none. Keeps hashes, because keys can be long."""
        earlier = self._line_of_key.pop(hash(key), 0)
        self._line_of_key[hash(key)] = number
        if len(self._line_of_key) > _REMEMBERED:
            del self._line_of_key[next(iter(self._line_of_key))]
        return earlier


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    """Open a text file; undecodable bytes of UTF-8 become lone surrogates."""
    with path.open("rb") as file:
        head = file.peek(_HEAD)[:_HEAD]
        # A few NULs spoil a few lines, not the file.
        has_many_nuls = head.count(0) * 10 > len(head)
        encoding = detect_codec(head if has_many_nuls else head.replace(b"\0", b""))
        errors = "surrogateescape" if encoding == UTF8_SIG else "replace"
        with TextIOWrapper(file, encoding, errors, newline="\n") as stream:
            yield stream


def _numbered(stream: TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their numbers, each cut just beyond `LONGEST_LINE`."""
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
    try:
        line.encode()
    except UnicodeEncodeError:
        raise SourceError("the line is not valid UTF-8") from None
    return line


def _parse(line: str) -> dict[str, object]:
    try:
        row = json.loads(line, parse_constant=_reject_constant)
    except json.JSONDecodeError as error:
        raise SourceError(f"the line is not JSON: {error.msg} (column {error.colno})") from error
    except ValueError as error:
        raise SourceError("the line has a number that is too long") from error
    except RecursionError as error:
        raise SourceError("the line is nested too deeply") from error
    if not isinstance(row, dict):
        raise SourceError(f"the line is {_type_name(row)}, not a JSON object")
    return row


def _reject_constant(constant: str) -> Never:
    raise SourceError(f"the line is not JSON: {constant} is not a JSON value")


def _fields(row: Mapping[str, object]) -> tuple[Mapping[str, str], list[str]]:
    """Return the raw fields of an article, and a sentence for each detail that is not text.

    The field `key` is the row's `key` if that is text, as in newsdesk's own export, else its `id`. Ignores
    names that newsdesk does not know. Raises `SourceError` if the title, text or id has a wrong type.
    """
    fields = {"key": _key(row)} | {name: _text(row, name) for name in _CONTENT}
    problems = []
    for name in _DETAILS:
        try:
            fields[name] = _text(row, name)
        except SourceError as error:
            problems.append(f"{error}; ignored")
    return fields, problems


def _labels(row: Mapping[str, object]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the labels of an article, and a sentence if they are not a list of text."""
    given = row.get("labels")
    if given is None:
        return (), ()
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return label_names(given), ()
    return (), ("“labels” must be a list of text; ignored",)


def _marks(row: Mapping[str, object]) -> Marks | None:
    """Return the marks of an article that newsdesk has exported, `None` for another."""
    read, starred = row.get("read"), row.get("starred")
    is_own = "provenance" in row and isinstance(row.get("key"), str)
    return Marks(read, starred) if is_own and isinstance(read, bool) and isinstance(starred, bool) else None


def _correction(row: Mapping[str, object]) -> Correction:
    """Return the correction in a row. Raises `SourceError` if it is damaged."""
    text = {name: _text(row, name) for name in ("correction", "name", "kind", "other", "other_kind")}
    try:
        verdict, kind = Verdict(text["correction"]), Kind(text["kind"])
        other_kind = Kind(text["other_kind"]) if text["other_kind"] else None
    except ValueError as error:
        raise SourceError(f"newsdesk does not know this correction: {error}") from error
    return Correction(verdict, clean_line(text["name"]), kind, clean_line(text["other"]), other_kind)


def _key(row: Mapping[str, object]) -> str:
    key, own = row.get("key"), row.get("id")
    if isinstance(key, str) and key.strip():
        return key
    if own is None or (isinstance(own, int | float | str) and not isinstance(own, bool)):
        return "" if own is None else str(own)
    raise SourceError(f"“id” must be text or a number, not {_type_name(own)}")


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    raise SourceError(f"“{name}” must be text, not {_type_name(value)}")


def _type_name(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case str():
            return "text"
        case _:
            return "an object"
