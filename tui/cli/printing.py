"""What goes to standard output and standard error, whatever these are."""

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from storage.errors import DeskError, NewsdeskError


class OutputError(NewsdeskError):
    """Standard output can't be written to, as when a disk is full."""


def prepare() -> None:
    """Let standard output show what its encoding lacks as question marks, in place of failing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def line(text: str = "", *, bold: bool = False, colour: str | None = None) -> None:
    """Print text and a line's end on standard output. Raises `OutputError`, or `BrokenPipeError`."""
    _echo(
        click.style(text, bold=True, fg=colour) if bold else click.style(text, fg=colour) if colour else text
    )


def complain(sentence: str) -> None:
    """Print a sentence on standard error, without what in it could tell the terminal to do something."""
    with suppress(OSError):  # nobody is left who could be told
        click.echo(printable(sentence), err=True)


def json_document(document: object) -> None:
    """Print one JSON document on standard output. Raises as `line`."""
    _echo(_json(document, indent=2))


def json_line(document: object) -> None:
    """Print one JSON object on a line of standard output. Raises as `line`."""
    _echo(_json(document))


def json_lines(documents: Iterable[Mapping[str, Any]], file: Path | None) -> None:
    """Write one JSON object a line to a file or standard output. Raises `DeskError`, and as `line`."""
    if file is None:
        for document in documents:
            json_line(document)
    else:
        _replace(file, (f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents))


def utf8(text: str, file: Path | None) -> None:
    """Write a text that says itself to be UTF-8 to a file or standard output. Raises as `json_lines`."""
    if file is None:
        _echo(text.encode(), end=False)
    else:
        _replace(file, [text])


def printable(text: str) -> str:
    """Return a sentence without what a file name or setting in it could tell the terminal to do."""
    return "".join(char if char.isprintable() else "�" for char in text)


def wrapped(text: str, *, first: str = "", then: str = "") -> str:
    """Break lines at words where a person reads them; a program gets the text as it is.

    The first line starts with `first`, those that it breaks into with `then`.
    """
    if sys.stdout is None or not sys.stdout.isatty():
        return first + text
    width = min(80, shutil.get_terminal_size().columns)
    return "\n".join(
        textwrap.fill(part, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
        for part in text.split("\n")
    )


def abandon() -> None:
    """Write nothing more to standard output, so that Python does not complain of it at exit."""
    with suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _echo(content: str | bytes, *, end: bool = True) -> None:
    try:
        click.echo(content, nl=end)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"Standard output can't be written to: {error.strerror}.") from error


def _json(document: object, indent: int | None = None) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # JSON has a way to write any character in any encoding
        return json.dumps(document, indent=indent)
    return text


def _replace(file: Path, parts: Iterable[str]) -> None:
    # Beside the file first: what fails halfway must not have destroyed an earlier export.
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            out.writelines(parts)
        unfinished.replace(file)
    except OSError as error:
        raise DeskError(f"{file} can't be written: {error.strerror}.") from error
