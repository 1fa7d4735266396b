"""The cursor of the list: it stands on an article, whatever happens to the rows around it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from storage.model import Headline, View
from tui.navigation.places import ReadingPlace
from tui.queries.results.lists import ListLoaded
from tui.widgets.headline_list import HeadlineList


class Listed(NamedTuple):
    """An article that is in the list, with its row."""

    row: int
    headline: Headline


class ListCursor:
    """Knows on which article the cursor stands, also while its row is on its way, and finds it again."""

    def __init__(self, headlines: Callable[[], HeadlineList]) -> None:
        """Move the cursor of the list that `headlines` returns, once it is there."""
        self._headlines = headlines
        self.awaited: ReadingPlace | None = None
        """The place whose rows are on their way, `None` if the cursor is where it belongs."""
        self.inserted = 0
        """Rows inserted above the cursor since the first list was loaded."""
        self._stands_for: tuple[int, int] | None = None
        """The number of a row that stands for another article, and the number of that article."""

    def place(self, view: View) -> ReadingPlace:
        """Return the list with the article under the cursor, or where the cursor will be."""
        if self.awaited is not None:
            awaited = self.awaited
            return ReadingPlace(awaited.view, awaited.row, under=awaited.under, line=awaited.line)
        headlines = self._headlines()
        return ReadingPlace(view, headlines.cursor, under=self._under, line=headlines.line)

    @property
    def _under(self) -> int | None:
        """The article on which the cursor stands, also where a copy or its story has the row."""
        current = self._headlines().current
        if current is None:
            return None
        row, article = self._stands_for or (None, 0)
        return article if current.id == row else current.id

    def listed(self, article: int | None) -> Listed | None:
        """Return the row of an article with its headline, if it is among the rows that are loaded."""
        loaded = self._headlines().loaded()
        return next((Listed(row, one) for row, one in loaded if one.id == article), None)

    def go_to(self, place: ReadingPlace) -> bool:
        """Go to a place of the list on show; return False if its row is not loaded."""
        row: int | None = place.row
        if place.under is not None and place.under == self._under:
            row = self._headlines().cursor
        elif place.under is not None:
            listed = self.listed(place.under)
            row = listed.row if listed else None
        if row is None:
            return False
        self.awaited = None
        self._headlines().put_cursor(row, place.line)
        return True

    def stand_on(self, article: int, row: int) -> None:
        """Go to the row of an article, which may be that of its story."""
        self._headlines().move_to(row, notify=False)
        self._remember(article)

    def show(self, event: ListLoaded, rows: Sequence[Headline], *, same: bool) -> None:
        """Show the rows of a list, which is the `same` as the one on show or another."""
        headlines, before = self._headlines(), self._headlines().cursor
        cursor, line = event.cursor, event.place.line
        if self.awaited == event.place:
            self.awaited = None
        elif same:
            cursor, line = self._by_now(event), headlines.line
        headlines.set_rows(event.count, cursor, event.offset, list(rows), line=line)
        self.inserted += headlines.cursor - before
        if event.under is not None and headlines.cursor == event.cursor:
            self._remember(event.under)

    def _by_now(self, event: ListLoaded) -> int:
        """Return the row of the article under the cursor, which may have moved since the question."""
        headlines = self._headlines()
        current = headlines.current
        if current is not None and self._under != event.place.under:
            for at, headline in enumerate(event.rows, event.offset):
                if headline.id == current.id:
                    return at
        moved = headlines.cursor - self.inserted - (event.place.row - event.inserted)
        return event.cursor + moved

    def _remember(self, article: int) -> None:
        current = self._headlines().current
        self._stands_for = (current.id, article) if current else None
