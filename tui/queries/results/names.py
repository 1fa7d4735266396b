"""Names, and what is found among them or among stories and articles: messages to pages and dialogs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.message import Message

from storage.model import Entity, Headline, NameGuess, Occurrence, Spelling, Story
from tui.navigation.places import NamePlace


@dataclass(eq=False, repr=False)
class NameLoaded(Message):
    """A name with all that its page shows, and the first window of its articles.

    `place` is that of the question; its name differs from the entity's if that was merged into it. `row`
    is where the article of the place is.
    """

    place: NamePlace
    row: int
    entity: Entity
    description: str
    spellings: list[Spelling]
    timeline: list[tuple[date, int]]
    guesses: list[NameGuess]
    co_occurring: list[tuple[Entity, int]]
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class OccurrencesLoaded(Message):
    """Another window of a name's articles."""

    entity: int
    offset: int
    occurrences: list[Occurrence]


@dataclass(eq=False, repr=False)
class RowsLoaded(Message):
    """The rows of a search from `offset` on. `count` is the number of all rows, `None` in later windows.

    `row` is where the name or story that was `wanted` under the cursor is now, `None` if it is not there.
    """

    query: str
    count: int | None
    offset: int
    rows: Sequence[Entity | Story]
    wanted: int | None = None
    row: int | None = None


@dataclass(eq=False, repr=False)
class ChoicesFound(Message):
    """The names or articles that match a search in a dialog."""

    query: str
    choices: Sequence[Entity | Headline]
