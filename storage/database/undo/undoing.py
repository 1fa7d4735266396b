"""Undo and redo, whatever it was that the reader did."""

import sqlite3

from storage.database.articles import read_state
from storage.database.feeds import subscriptions
from storage.database.names import entities, name_corrections, reassignments
from storage.database.stories import story_snapshot
from storage.database.undo import undo_log
from storage.database.undo.undo_log import UndoEntry

_FEEDS = {
    "subscribed": "subscribed to",
    "imported": "subscribed to",
    "unsubscribed": "unsubscribed from",
    "edited": "edited",
}


def undo(connection: sqlite3.Connection) -> str | None:
    """Take back the last deed; returns a sentence on what was undone, `None` if there is none."""
    deed = undo_log.last_done(connection)
    if deed is None:
        return None
    return f"Undone: {_replay(connection, deed, undone=True)}"


def redo(connection: sqlite3.Connection) -> str | None:
    """Do again what was last undone; returns a sentence, `None` if there is nothing."""
    deed = undo_log.last_undone(connection)
    if deed is None:
        return None
    return f"Redone: {_replay(connection, deed, undone=False)}"


def _replay(connection: sqlite3.Connection, deed: UndoEntry, undone: bool) -> str:
    """Bring back the state before or after a deed; returns what the deed was, in words."""
    undo_log.set_undone(connection, deed, undone)
    if deed.kind == undo_log.NAMES:
        (_take_back if undone else _do_again)(connection, deed)
        return str(deed.after["said"])
    state = deed.before if undone else deed.after
    if deed.kind == undo_log.STORIES:
        story_snapshot.restore(connection, state)
        return str(deed.after["said"])
    if deed.kind not in _FEEDS:
        read_state.set_mark(connection, deed.kind, deed.subject, bool(state))
        return read_state.sentence(deed.kind, bool(deed.after), len(deed.subject))
    for feed, columns in zip(deed.subject, state, strict=True):
        subscriptions.restore(connection, feed, columns)
    return f"{_FEEDS[deed.kind]} {_named(connection, deed.subject)}"


def _take_back(connection: sqlite3.Connection, deed: UndoEntry) -> None:
    """Let names mean again what they meant before a correction."""
    name_corrections.remove(connection, map(name_corrections.from_json, deed.after["come"]))
    name_corrections.add(connection, map(name_corrections.from_json, deed.after["gone"]))
    now = dict(deed.after["entities"])
    for entity, before in deed.before["entities"]:
        if before:
            entities.restore(connection, entity, now[entity], before)
    for target, entity, called in deed.after["late"]:
        reassignments.choose_later(connection, deed.id, target, entity, called)
    reassignments.revert(connection, deed.id)


def _do_again(connection: sqlite3.Connection, deed: UndoEntry) -> None:
    name_corrections.remove(connection, map(name_corrections.from_json, deed.after["gone"]))
    name_corrections.add(connection, map(name_corrections.from_json, deed.after["come"]))
    now = dict(deed.before["entities"])
    for entity, after in deed.after["entities"]:
        entities.restore(connection, entity, now[entity], after)
    reassignments.apply(connection, deed.id)


def _named(connection: sqlite3.Connection, feeds: list[int]) -> str:
    return subscriptions.title(connection, feeds[0]) if len(feeds) == 1 else f"{len(feeds)} feeds"
