"""What long work tells of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a source that could not be read; `line` counts from 1, 0 where no line is meant."""

    origin: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.origin}:{self.line}" if self.line else self.origin
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is; `total` is 0 while it is not known. `what` names the item at hand."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import or a re-analysis did: articles, new feeds (`subscribed`), corrections of names."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    analysed: int = 0
    subscribed: int = 0
    corrected: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: feeds fetched, of them unchanged and failed; articles; pages taken in."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    pages: int = 0
    analysed: int = 0
    troubles: tuple[Trouble, ...] = ()
