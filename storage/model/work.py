"""Progress and reports of imports, refreshes and analyses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read. `line` counts from 1; 0 means no line."""

    origin: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.origin}:{self.line}" if self.line else self.origin
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some work is. `total` is 0 while it is unknown; `what` names the current item."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import or analysis did: numbers of articles, new feeds (`subscribed`) and corrections.

    `searches` counts the new saved searches. `problems` is how many problems there were; `troubles` are the
    first of them.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    analysed: int = 0
    subscribed: int = 0
    corrected: int = 0
    searches: int = 0
    problems: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class NotesReport:
    """What an export of notes did: numbers of new, changed and unchanged notes.

    `kept` notes have been changed by somebody else since the last export, and are left as they are.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: numbers of fetched feeds, of articles, and of stored pages and pictures.

    `postponed` feeds were not asked, because their server wants a pause. `pages_waiting` is how many pages
    are still to be fetched.
    """

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    postponed: int = 0
    new: int = 0
    changed: int = 0
    pages: int = 0
    pages_waiting: int = 0
    pictures: int = 0
    analysed: int = 0
    troubles: tuple[Trouble, ...] = ()
