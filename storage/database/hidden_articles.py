"""Hidden articles: in no list and no count until a time, or for good. Nothing of them is lost."""

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence

from storage.database import undo_log
from storage.database.articles import articles, read_state
from storage.database.articles.article_columns import FOR_GOOD
from storage.database.stories import copies, stories
from storage.database.undo_log import UndoEntry


def hide(connection: sqlite3.Connection, numbers: Iterable[int], until: float | None, undoable: bool) -> int:
    """Hide articles until a time in Unix seconds, `None` for good, and return how many changed."""
    return _recorded(connection, change(connection, numbers, FOR_GOOD if until is None else until), undoable)


def unhide(connection: sqlite3.Connection, numbers: Iterable[int], undoable: bool = True) -> int:
    """Show hidden articles again and return how many there were."""
    return _recorded(connection, change(connection, numbers, None), undoable)


def unhide_due(connection: sqlite3.Connection, now: float) -> int:
    """Show the articles whose time has passed again, and return how many there were."""
    return unhide(connection, articles.due_to_be_shown(connection, now), undoable=False)


def set_hidden(connection: sqlite3.Connection, wanted: Iterable[tuple[int, float | None]]) -> None:
    """Set until when each of these articles is hidden, `None` for not at all; what depends on it follows."""
    given = json.dumps(list(wanted))
    changed = connection.execute(
        "update article set hidden_until = wanted.value ->> 1 from json_each(?) as wanted "
        "where article.id = wanted.value ->> 0 and hidden_until is not wanted.value ->> 1 "
        "returning article.id",
        (given,),
    ).fetchall()
    numbers = [row[0] for row in changed]
    copies.represent_hidden(connection, numbers)
    for story in stories.stories_with(connection, numbers):
        stories.update_summary(connection, story, None)


def sentence(hidden_until: Sequence[float | None]) -> str:
    """Return in words what was done to articles that are hidden until these times afterwards."""
    words = read_state.articles_in_words(len(hidden_until))
    return f"{words} hidden" if any(one is not None for one in hidden_until) else f"{words} shown again"


def change(connection: sqlite3.Connection, numbers: Iterable[int], value: float | None) -> UndoEntry:
    """Set the `hidden_until` of articles; return the entry of those that changed, which is not recorded."""
    rows = connection.execute(
        "select id, hidden_until from article where hidden_until is not :value "
        "and id in (select value from json_each(:numbers)) order by id",
        {"value": value, "numbers": json.dumps(list(numbers))},
    ).fetchall()
    found, before = [row[0] for row in rows], [row[1] for row in rows]
    if found:
        set_hidden(connection, [(number, value) for number in found])
    return UndoEntry(undo_log.HIDDEN, found, before, [value] * len(found))


def _recorded(connection: sqlite3.Connection, entry: UndoEntry, undoable: bool) -> int:
    if entry.subject and undoable:
        undo_log.record(connection, entry, time.time())
    return len(entry.subject)
