"""Deletion of articles in writes of 100, with undo and redo of it."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.database import deleted_articles, story_state_changes, undo_log, undoing
from storage.database.articles import articles, read_state
from storage.database.connection import Connection, DeskFile
from storage.database.undo_log import UndoEntry
from storage.stories import story_reading

_STEP = 100  # articles in one write; a longer write would keep other programs waiting


def delete(desk_file: DeskFile, numbers: Sequence[int]) -> int:
    """Delete articles as one undoable action and return how many there were."""
    deleted = 0
    entry = UndoEntry(undo_log.DELETED, [], None, None)
    for first in range(0, len(numbers), _STEP):
        some, now = numbers[first : first + _STEP], time.time()
        with desk_file.writing() as connection:
            found = delete_articles(connection, some, now)
            entry = replace(entry, subject=[*entry.subject, *found])
            if found and not undo_log.extend(connection, entry):
                entry = replace(entry, subject=found)
                entry = replace(entry, id=undo_log.record(connection, entry, now))
        deleted += len(found)
    return deleted


def undo(desk_file: DeskFile) -> str | None:
    """Undo the latest action and return a sentence that names it, `None` if there is none."""
    with desk_file.writing() as connection:
        entry = undo_log.next_to_undo(connection)
        if entry is None or entry.kind != undo_log.DELETED:
            return _settled(connection, entry, undoing.undo(connection))
        restored, is_done = _restore_some(connection, entry.id)
    while not is_done:
        with desk_file.writing() as connection:
            more, is_done = _restore_some(connection, entry.id)
        restored += more
    back = f"Undone: {read_state.articles_in_words(restored)} deleted"
    return f"{back}; names and links come back with the next analysis" if restored else back


def redo(desk_file: DeskFile) -> str | None:
    """Redo the action that was undone last and return a sentence that names it, `None` if there is none."""
    with desk_file.writing() as connection:
        entry = undo_log.next_to_redo(connection)
        if entry is None or entry.kind != undo_log.DELETED:
            return _settled(connection, entry, undoing.redo(connection))
        deleted, is_done = _delete_some(connection, entry)
    while not is_done:
        with desk_file.writing() as connection:
            more, is_done = _delete_some(connection, entry)
        deleted += more
    return f"Redone: {read_state.articles_in_words(deleted)} deleted"


def delete_articles(connection: Connection, numbers: Iterable[int], now: float) -> list[int]:
    """Delete articles within a write and return the numbers of those that existed, in the order given."""
    from storage.stories import linking  # noqa: PLC0415 - opening a desk needs none of what it brings
    from storage.stories.grouping import Grouping  # noqa: PLC0415 - as linking

    existing = articles.existing(connection, numbers)
    terms_of = linking.indexed_terms(connection, existing)
    # Their story may not be muted any more when they are restored.
    story_state_changes.hide(connection, dict.fromkeys(existing))
    for number in existing:
        content = deleted_articles.content(connection, number)
        Grouping(connection).remove(number)
        deleted_articles.delete(connection, number, content, now)
    linking.remove_from_index(connection, terms_of)
    return existing


def _settled(connection: Connection, entry: UndoEntry | None, said: str | None) -> str | None:
    """Return a sentence once what was undone or redone has reached the articles of stories."""
    if entry is not None and entry.kind in (undo_log.STORIES, undo_log.STORY_STATES):
        story_reading.settle(connection)
    return said


def _restore_some(connection: Connection, entry_number: int) -> tuple[int, bool]:
    """Restore some articles of the deletion in an undo entry; return how many, and whether none is left."""
    # Read again each time: another program may still be deleting, and add to it.
    entry = undo_log.entry(connection, entry_number)
    if entry is None:
        return 0, True
    left = deleted_articles.restorable(connection, entry.subject)
    # The last one first: what joins two articles was set aside with the one that was deleted first.
    some = left[::-1][:_STEP]
    for number in some:
        deleted_articles.restore(connection, number)
    is_done = len(left) <= _STEP
    # Only at the end: until then the next undo restores what an interrupted one has left.
    if is_done:
        undo_log.set_undone(connection, entry, True)
        story_reading.settle(connection)
    return len(some), is_done


def _delete_some(connection: Connection, entry: UndoEntry) -> tuple[int, bool]:
    """Delete some articles of a deletion again; return how many, and whether none is left."""
    # At the beginning: what is deleted by then can be undone. The entry is gone if another program has undone
    # it and gone on.
    if not undo_log.set_undone(connection, entry, False):
        return 0, True
    left = articles.existing(connection, entry.subject)
    return len(delete_articles(connection, left[:_STEP], time.time())), len(left) <= _STEP
