"""Undo and redo of every action of the reader but the deletion of articles."""

import sqlite3
import time
from typing import Any

from storage.database import briefs, hidden_articles, labels, story_state_changes, undo_log
from storage.database.articles import article_texts, read_state
from storage.database.feeds import subscriptions
from storage.database.names import entities, name_corrections, reassignments
from storage.database.searches import saved_searches
from storage.database.stories import story_constraints
from storage.database.undo_log import UndoEntry
from storage.model import Provenance

_SAYING = (undo_log.NAMES, undo_log.STORIES, undo_log.STORY_STATES, undo_log.LABELS, undo_log.RULES)
_FEED_ACTIONS = {
    "subscribed": "subscribed to",
    "imported": "subscribed to",
    "unsubscribed": "unsubscribed from",
    "edited": "edited",
}


def undo(connection: sqlite3.Connection) -> str | None:
    """Undo the latest action and return a sentence that names it, `None` if there is none."""
    entry = undo_log.next_to_undo(connection)
    if entry is None:
        return None
    undo_log.set_undone(connection, entry, True)
    if entry.kind == undo_log.NAMES:
        _undo_names(connection, entry)
    else:
        for part in reversed(_parts(entry)):
            _set_state(connection, part, part.after, part.before)
    return f"Undone: {_sentence(connection, entry)}"


def redo(connection: sqlite3.Connection) -> str | None:
    """Redo the action that was undone last and return a sentence that names it, `None` if there is none."""
    entry = undo_log.next_to_redo(connection)
    if entry is None:
        return None
    undo_log.set_undone(connection, entry, False)
    if entry.kind == undo_log.NAMES:
        _redo_names(connection, entry)
    else:
        for part in _parts(entry):
            _set_state(connection, part, part.before, part.after)
    return f"Redone: {_sentence(connection, entry)}"


def _parts(entry: UndoEntry) -> list[UndoEntry]:
    """Return the changes of an action: what rules did is several ones."""
    return [UndoEntry(*part) for part in entry.before["parts"]] if entry.kind == undo_log.RULES else [entry]


def _set_state(connection: sqlite3.Connection, entry: UndoEntry, present: Any, state: Any) -> None:
    """Set the state from before or after an action, in place of the present one; the entry holds both."""
    if entry.kind in _RESTORE:
        _RESTORE[entry.kind](connection, entry, state)
    elif entry.kind == undo_log.LABELS:
        labels.restore(connection, present, state)
    elif entry.kind in saved_searches.KINDS:
        saved_searches.restore(connection, entry, state)
    elif entry.kind in _FEED_ACTIONS:
        for feed, columns in zip(entry.subject, state, strict=True):
            subscriptions.restore(connection, feed, columns)
    else:
        read_state.set_state(connection, entry.kind, entry.subject, bool(state))


def _restore_stories(connection: sqlite3.Connection, _: UndoEntry, state: Any) -> None:
    story_constraints.restore(connection, state)


def _restore_story_states(connection: sqlite3.Connection, entry: UndoEntry, state: Any) -> None:
    rows = [tuple(row) for row in state["states"]]
    story_state_changes.set_states(connection, rows, entry.subject, state["read"], time.time())


def _restore_brief(connection: sqlite3.Connection, _: UndoEntry, state: Any) -> None:
    briefs.restore(connection, state["until"])


def _restore_text(connection: sqlite3.Connection, entry: UndoEntry, state: Any) -> None:
    for article in entry.subject:
        article_texts.show_chosen(connection, article, Provenance(state), time.time())


def _restore_hidden(connection: sqlite3.Connection, entry: UndoEntry, state: Any) -> None:
    hidden_articles.set_hidden(connection, zip(entry.subject, state, strict=True))


_RESTORE = {
    undo_log.STORIES: _restore_stories,
    undo_log.STORY_STATES: _restore_story_states,
    undo_log.BRIEF: _restore_brief,
    undo_log.TEXT: _restore_text,
    undo_log.HIDDEN: _restore_hidden,
}
_SAID = {
    undo_log.NAMES,
    undo_log.STORIES,
    undo_log.STORY_STATES,
    undo_log.BRIEF,
    undo_log.LABELS,
    undo_log.RULES,
}
"""The kinds whose entries hold the sentence on what was done."""


def _sentence(connection: sqlite3.Connection, entry: UndoEntry) -> str:
    if entry.kind in _SAID:
        said = str(entry.after["said"])
        return said[:1].lower() + said[1:]
    if entry.kind == undo_log.TEXT:
        return f"text from {article_texts.PLACES[Provenance(entry.after)]} shown"
    if entry.kind == undo_log.HIDDEN:
        return hidden_articles.sentence(entry.after)
    if entry.kind in saved_searches.KINDS:
        return saved_searches.sentence(connection, entry)
    if entry.kind in _FEED_ACTIONS:
        return f"{_FEED_ACTIONS[entry.kind]} {_feeds_in_words(connection, entry.subject)}"
    return read_state.sentence(entry.kind, bool(entry.after), len(entry.subject))


def _undo_names(connection: sqlite3.Connection, entry: UndoEntry) -> None:
    """Restore the entities and mentions from before a correction of names."""
    name_corrections.remove(connection, map(name_corrections.from_json, entry.after["come"]))
    name_corrections.add(connection, map(name_corrections.from_json, entry.after["gone"]))
    now = dict(entry.after["entities"])
    for entity, before in entry.before["entities"]:
        if before:
            entities.restore(connection, entity, now[entity], before)
    for target, entity, called in entry.after["late"]:
        reassignments.record_later(connection, entry.id, target, entity, called)
    reassignments.revert(connection, entry.id)


def _redo_names(connection: sqlite3.Connection, entry: UndoEntry) -> None:
    name_corrections.remove(connection, map(name_corrections.from_json, entry.after["gone"]))
    name_corrections.add(connection, map(name_corrections.from_json, entry.after["come"]))
    now = dict(entry.before["entities"])
    # An entity that was merged needs the other one to be there.
    for entity, after in sorted(entry.after["entities"], key=lambda pair: bool(pair[1].get("merged_into"))):
        entities.restore(connection, entity, now[entity], after)
    reassignments.apply(connection, entry.id)


def _feeds_in_words(connection: sqlite3.Connection, feeds: list[int]) -> str:
    return subscriptions.title(connection, feeds[0]) if len(feeds) == 1 else f"{len(feeds)} feeds"
