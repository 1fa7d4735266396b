"""What starts a program for an article, and what it printed: messages to the reading screen and the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from storage.model import Format

if TYPE_CHECKING:
    from storage.desk.programs import Outcome


@dataclass(eq=False, repr=False)
class PipeWanted(Message):
    """The article for a program, earlier commands with the latest first, and the format used last."""

    article: int
    earlier: Sequence[str]
    written: Format


@dataclass(eq=False, repr=False)
class ProgramEnded(Message):
    """A program has ended, and printed something or failed."""

    outcome: "Outcome"


@dataclass(eq=False, repr=False)
class FolderWanted(Message):
    """The article that the reader saves, before a folder is set; one that may be meant."""

    article: int
    suggested: str


@dataclass(eq=False, repr=False)
class RunInTerminal(Message):
    """Give the terminal to a program until it ends; then say `done`, if it ended well.

    `given` is what the program reads in place of the terminal, `None` for nothing.
    """

    arguments: Sequence[str]
    done: str = ""
    given: bytes | None = None


@dataclass(eq=False, repr=False)
class DownloadWanted(Message):
    """A file that comes with an article (1 is the first) must be downloaded."""

    article: int
    number: int
