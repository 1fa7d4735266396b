"""Undo and redo of what the reader did to articles."""

import math

from storage.database import deleted_articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Filter, View


def unread(desk: Desk) -> set[int]:
    return {row.id for row in desk.lists.headlines(View(Filter.UNREAD), 0, 100)}


def test_undo_and_redo_go_back_and_forth(sample_desk: Desk) -> None:
    assert sample_desk.articles.mark_all_read(View()) == 7
    sample_desk.articles.mark_read([3], read=False)
    assert unread(sample_desk) == {3}
    assert sample_desk.undo() == "Undone: 1 article marked unread"
    assert sample_desk.undo() == "Undone: 7 articles marked read"
    assert len(unread(sample_desk)) == 7
    assert sample_desk.undo() is None
    assert sample_desk.redo() == "Redone: 7 articles marked read"
    assert sample_desk.redo() == "Redone: 1 article marked unread"
    assert sample_desk.redo() is None
    assert unread(sample_desk) == {3}


def test_undo_brings_back_only_what_changed(sample_desk: Desk) -> None:
    sample_desk.articles.mark_read([1, 2])
    sample_desk.articles.mark_read([1, 2, 3])
    sample_desk.undo()
    assert unread(sample_desk) == {3, 4, 5, 6, 7}


def test_a_new_action_ends_redo(sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    sample_desk.undo()
    sample_desk.articles.star(2)
    assert sample_desk.redo() is None
    assert [row.id for row in sample_desk.lists.headlines(View(Filter.STARRED), 0, 9)] == [2]


def test_undo_is_kept_across_restarts(sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    with Desk.open(sample_desk.path) as again:
        assert again.undo() == "Undone: 1 article starred"
    assert sample_desk.lists.counts().starred == 0


def test_undo_after_a_purge_marks_what_is_left(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.mark_read([1, 2])
    sample_desk.articles.delete([1])
    with desk_file.writing() as connection:
        deleted_articles.purge(connection, math.inf)
    assert sample_desk.undo() == "Undone: 2 articles marked read"
    assert unread(sample_desk) == {2, 3, 4, 5, 6, 7}


def test_the_undo_log_keeps_the_latest_1000_entries(sample_desk: Desk, desk_file: DeskFile) -> None:
    for number in range(1010):
        sample_desk.articles.star(1, number % 2 == 0)
    with desk_file.reading() as connection:
        assert connection.execute("select count(*) from undo_entry").fetchone()[0] == 1000
