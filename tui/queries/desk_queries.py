"""What the app asks of the desk as a whole: functions that run in a thread and return one message."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.desk import Desk
from storage.errors import NotFoundError, QueryError
from tui.messages import Part, Written
from tui.navigation.places import ReadingPlace
from tui.queries.list_queries import load_list
from tui.queries.results.desk import Changed, DeskOpened, DueLoaded
from tui.queries.results.lists import ListLoaded
from tui.queries.search_queries import load_orders

if TYPE_CHECKING:
    from tui.navigation.saved_history import SavedHistory


HISTORY = "history"
"""The key of the value that has the places visited."""


def open_desk(path: Path, rows: int) -> DeskOpened:
    """Open the desk, and load the saved looks and the list that is shown first."""
    desk = Desk.open(path)
    version = desk.version()  # before the list is read: a write in between is seen as a change
    with desk.snapshot():
        visited, orders = _visited(desk), load_orders(desk)
        place = visited.reading if visited else ReadingPlace()
        first = _load_first(desk, place._replace(view=orders.applied(place.view)), rows)
        if visited:
            visited = visited.with_reading(first.place)
        theme, brackets = desk.values.get("theme") or "", desk.values.get("brackets") or ""
        return DeskOpened(desk, version, first, theme, brackets, visited, orders)


def _visited(desk: Desk) -> "SavedHistory | None":
    text = desk.values.get(HISTORY)
    if not text:
        return None
    from tui.navigation import saved_history  # noqa: PLC0415 - not needed by a new desk

    return saved_history.read(text)


def _load_first(desk: Desk, place: ReadingPlace, rows: int) -> ListLoaded:
    """Load the list of a place, or that of all articles if this one can no longer be read.

    An unread list begins anew: of what was read before, it has what was read from this article on.
    """
    view, article = place.view, place.under if place.article is None else place.article
    try:
        if view.since is not None:
            read = desk.lists.read_at(article) if article is not None else None
            place = place._replace(view=replace(view, since=time.time() if read is None else read))
        return load_list(desk, place, rows)
    except (NotFoundError, QueryError):
        return load_list(desk, ReadingPlace(), rows)


def version(desk: Desk) -> Changed:
    """Return the version of the desk file."""
    return Changed(desk.version())


def next_due(desk: Desk) -> DueLoaded:
    """Return when the next feed is due, and how many pages wait."""
    return DueLoaded(desk.feeds.next_due(), desk.work.pages_waiting())


def undo(desk: Desk) -> Written:
    """Undo the reader's last action."""
    return Written(desk.undo() or "Nothing to undo.", Part.ALL)


def redo(desk: Desk) -> Written:
    """Redo what was undone last."""
    return Written(desk.redo() or "Nothing to redo.", Part.ALL)


def save_value(desk: Desk, key: str, value: str) -> Written:
    """Store a piece of the program's own state."""
    desk.values.set(key, value)
    return Written()
