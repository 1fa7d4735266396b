"""What the app asks of the desk as a whole: functions that run in a thread and return one message."""

from pathlib import Path

from storage.desk import Desk
from tui.messages import Part, Written
from tui.navigation.places import ReadingPlace
from tui.queries.list_queries import load_list
from tui.queries.results import Changed, DeskOpened, DueLoaded


def open_desk(path: Path, rows: int) -> DeskOpened:
    """Open the desk, and load the saved looks and the list that is shown first."""
    desk = Desk.open(path)
    version = desk.version()  # before the list is read: a write in between is seen as a change
    with desk.snapshot():
        first = load_list(desk, ReadingPlace(), rows)
        theme, brackets = desk.values.get("theme") or "", desk.values.get("brackets") or ""
        return DeskOpened(desk, version, first, theme, brackets)


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
