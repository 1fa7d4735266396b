"""Rows of lists: messages to the list."""

from dataclasses import dataclass

from textual.message import Message

from storage.model import Counts, Headline, View
from tui.navigation.places import ReadingPlace


@dataclass(eq=False, repr=False)
class ListLoaded(Message):
    """A list with the window of `rows` around its cursor, which begins at row `offset`.

    The list has `count` rows, of which `unread` are unread. `place` is that of the question. `cursor` is
    the row of the article `under` the cursor, or of the copy or story that stands for it; without such a
    row, `under` is `None`. `inserted` counts the rows that had been inserted above the cursor at the time
    of the question.
    """

    place: ReadingPlace
    counts: Counts
    count: int
    unread: int
    cursor: int
    under: int | None
    offset: int
    rows: list[Headline]
    inserted: int = 0

    @property
    def view(self) -> View:
        """Which list it is."""
        return self.place.view


@dataclass(eq=False, repr=False)
class HeadlinesLoaded(Message):
    """Another window of rows of a list."""

    view: View
    offset: int
    rows: list[Headline]


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread row of a list in the direction of `step` and its article, `None` if there is none.

    It `goes_round` if nothing is unread in that direction, and the row is looked for from the other end.
    """

    view: View
    row: int | None
    headline: Headline | None
    goes_round: bool
    step: int
