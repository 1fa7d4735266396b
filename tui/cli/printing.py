"""What commands write to standard output and standard error, and how they end when something fails."""

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from storage.errors import DeskError, NewsdeskError
from tui.signals import EndedBySignal

FAILED, INTERRUPTED = 1, 130

_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_COLOURS = {"red": "\x1b[31m", "green": "\x1b[32m"}


class OutputError(NewsdeskError):
    """Standard output can't be written to, for example because the disk is full."""


def prepare() -> None:
    """Make the standard streams safe: characters that an encoding lacks become question marks.

    A stream that the caller has closed is replaced by one that discards everything, so that its number is
    not given to the next file that is opened.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors that newsdesk can explain into a sentence on standard error and an exit code."""
    try:
        try:
            yield
        finally:
            _write("")
    except NewsdeskError as error:
        if isinstance(error, OutputError):
            _discard(sys.stdout)
        _exit(str(error), FAILED)
    except KeyboardInterrupt as interrupt:
        code = interrupt.code if isinstance(interrupt, EndedBySignal) else INTERRUPTED
        _exit("Stopped; what was done so far is kept.", code)
    except BrokenPipeError:
        # The reader of the output has ended, as `head` does; that is no failure worth a sentence.
        _discard(sys.stdout)
        sys.exit(0)
    except OSError:
        # Click prints wrong usage itself.
        if _can_write(sys.stderr):
            raise
        _discard(sys.stderr)
        sys.exit(FAILED)


def line(text: str = "", *, bold: bool = False, colour: str = "") -> None:
    """Print a line on standard output. Raises `OutputError`, or `BrokenPipeError`."""
    if bold or colour:
        text = _styled(text, bold, colour)
    _write(f"{text}\n")


def complain(sentence: str) -> None:
    """Print a sentence on standard error, without control characters."""
    with suppress(OSError):
        sys.stdout.flush()  # first, so that both are in order where they go to one file
    try:
        sys.stderr.write(f"{printable(sentence)}\n")
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)


def json_document(document: object) -> None:
    """Print one JSON document on standard output. Raises as `line` does."""
    _write(f"{_json(document, indent=2)}\n")


def json_array(documents: Iterable[object]) -> None:
    """Print a JSON array on standard output, one item after the other. Raises as `line` does."""
    start = "["
    for document in documents:
        item = _json(document, indent=2).replace("\n", "\n  ")
        _write(f"{start}\n  {item}")
        start = ","
    _write("[]\n" if start == "[" else "\n]\n")


def json_line(document: object) -> None:
    """Print one JSON object on a line of standard output. Raises as `line` does."""
    _write(f"{_json(document)}\n")


def json_lines(documents: Iterable[Mapping[str, Any]], file: Path | None) -> None:
    """Write one JSON object a line to a file or standard output. Raises `DeskError`, and as `line` does."""
    if file is None:
        for document in documents:
            json_line(document)
    else:
        _replace(file, (f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents))


def utf8(text: str, file: Path | None) -> None:
    """Write a text that declares itself UTF-8 to a file or standard output. Raises as `json_lines` does."""
    if file is None:
        _write("")
        with _explained_output():
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
    else:
        _replace(file, [text])


def done(sentence: str, as_json: bool) -> None:
    """Print what an action did, as a sentence or as the documented JSON object. Raises as `line` does."""
    if as_json:
        json_document({"done": sentence})
    else:
        line(sentence)


def printable(text: str) -> str:
    """Return text without control characters, which a file name could use to steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


def wrapped(text: str, *, first: str = "", then: str = "") -> str:
    """Return text with lines of at most 80 columns for a terminal, unchanged for a program.

    The first line begins with `first`, the lines that it is broken into with `then`.
    """
    if not sys.stdout.isatty():
        return first + text
    width = min(80, shutil.get_terminal_size().columns)
    return "\n".join(
        textwrap.fill(part, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
        for part in text.split("\n")
    )


def _styled(text: str, bold: bool, colour: str) -> str:
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return text
    style = _BOLD if bold else ""
    if not os.environ.get("NO_COLOR"):
        style += _COLOURS.get(colour, "")
    return f"{style}{text}{_RESET}" if style else text


def _write(text: str) -> None:
    with _explained_output():
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def _explained_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"Standard output can't be written to: {error.strerror}.") from error


def _can_write(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True


def _discard(stream: TextIO) -> None:
    """Send what is left in a stream to nowhere, so that Python does not fail to write it at exit."""
    with suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _exit(sentence: str, code: int) -> None:
    complain(f"newsdesk: {sentence}")
    sys.exit(code)


def _json(document: object, indent: int | None = None) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # JSON can escape any character
        return json.dumps(document, indent=indent)
    return text


def _replace(file: Path, parts: Iterable[str]) -> None:
    try:
        if file.exists() and not file.is_file():  # a device or a pipe
            _write_file(file, parts)
            return
        # Under another name first: an export that fails must not have destroyed an earlier one.
        unfinished = file.resolve().with_name(f"{file.name}.unfinished")
        try:
            _write_file(unfinished, parts)
            unfinished.replace(file.resolve())
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise DeskError(f"{file} can't be written: {error.strerror}.") from error


def _write_file(file: Path, parts: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(parts)
