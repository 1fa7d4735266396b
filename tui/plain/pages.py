"""Pages of the line-by-line mode: each says what it has, and carries out the actions of keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Lines: TypeAlias = list[str]
PAGE_ROWS = 10
"""Rows of a list that are read out at a time."""


class Page(Protocol):
    """A list or an article."""

    def opening(self) -> Lines:
        """Return what is said when the reader comes to the page, also when coming back."""
        ...

    @property
    def actions(self) -> Mapping[str, "Callable[[], Reply]"]:
        """What the page can do, by the names of the actions in tui/keys.py."""
        ...

    def choose(self, number: int) -> "Reply":
        """Open what has a number on this page."""
        ...


Reply: TypeAlias = Lines | Page
"""What an action answers: lines to say, or the page to go to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what is said of it, the page that it opens, and the number of the article in it."""

    words: str
    open: Callable[[], Reply]
    article: int = 0


class NumberedList:
    """Rows with numbers from 1, read ten at a time; one of them has the cursor.

    Keys act on the row as it was said last, also when another one has its number by now.
    """

    def __init__(
        self,
        title: str,
        count: Callable[[], int],
        rows: Callable[[int, int], Sequence[Row]],
        *,
        empty: str = "Nothing is in this list.",
        more: Mapping[str, Callable[[int], Reply]] | None = None,
    ) -> None:
        """`rows` returns the rows from an offset, at most as many as its second argument.

        `more` are further actions by name; each gets the article in the row under the cursor.
        """
        self._title = title
        self._count = count
        self._rows = rows
        self._empty = empty
        self._more = more or {}
        self._begun = False
        self._said: dict[int, Row] = {}
        self.cursor = 0
        """The row on which the keys act, from 0."""

    def opening(self) -> Lines:
        """Return the title with the number of rows, and the first rows; later the row of the cursor."""
        count = self._count()
        if not count:
            return [self._title, self._empty]
        self.cursor = min(self.cursor, count - 1)
        rows = self._spoken(self.cursor, 1 if self._begun else PAGE_ROWS)
        self._begun = True
        return [f"{self._title}, {count:,}", *rows]

    @property
    def actions(self) -> Mapping[str, Callable[[], Reply]]:
        """Moving, opening, and what was given to the list."""
        return {
            "down": lambda: self.go_to(self.cursor + 1),
            "up": lambda: self.go_to(self.cursor - 1),
            "first": lambda: self.go_to(0),
            "last": lambda: self.go_to(self._count() - 1),
            "page_down": lambda: self._turn(PAGE_ROWS),
            "page_up": lambda: self._turn(-PAGE_ROWS),
            "read_on": lambda: self._turn(PAGE_ROWS),
            "open": lambda: self.choose(self.cursor + 1),
            **{name: self._at_cursor(act) for name, act in self._more.items()},
        }

    def choose(self, number: int) -> Reply:
        """Open a row by its number."""
        row = number - 1
        if row not in self._said:
            self._spoken(row, 1)
        if row not in self._said:
            return [f"There is no row {number} in this list."]
        self.cursor = row
        return self._said[row].open()

    def go_to(self, row: int) -> Lines:
        """Put the cursor on a row and say it; beyond an end say which end it is."""
        count = self._count()
        if not count:
            return [self._empty]
        if not 0 <= row < count:
            return ["This is the first row." if row < 0 else "This is the last row."]
        self.cursor = row
        return self._spoken(row, 1)

    def say_cursor(self) -> Lines:
        """Say the row that has the cursor now, after a row was removed."""
        self._said.clear()
        return self.go_to(min(self.cursor, max(0, self._count() - 1)))

    def _turn(self, step: int) -> Lines:
        row = self.cursor + step
        if step > 0 and row >= self._count():
            return ["This is the end of the list."]
        self.cursor = max(0, row)
        return self._spoken(self.cursor)

    def _spoken(self, start: int, limit: int = PAGE_ROWS) -> Lines:
        rows = dict(enumerate(self._rows(start, limit), start)) if start >= 0 else {}
        self._said |= rows
        return [f"{number + 1}. {row.words}" for number, row in rows.items()]

    def _at_cursor(self, act: Callable[[int], Reply]) -> Callable[[], Reply]:
        def answer() -> Reply:
            row = self._said.get(self.cursor)
            return act(row.article) if row else [self._empty]

        return answer
