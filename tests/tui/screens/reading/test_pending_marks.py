"""Marks that are on the screen before they are stored."""

import sqlite3
from contextlib import contextmanager

import pytest

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import NewsdeskError
from storage.model import Filter, View
from tui.messages import Part, Written
from tui.navigation.places import Pane, ReadingPlace
from tui.queries import article_queries
from tui.screens.reading.pending_marks import PendingMark, PendingMarks

VICTORY = 1
NOWHERE = 99


@contextmanager
def locked(desk_file: DeskFile):
    """Keep every write waiting."""
    other = sqlite3.connect(desk_file.path, isolation_level=None)
    other.execute("begin immediate")
    try:
        yield
    finally:
        other.execute("rollback")
        other.close()


def test_the_last_of_several_marks_counts(sample_desk: Desk) -> None:
    article = sample_desk.articles.get(VICTORY)
    pending, first = PendingMarks(), PendingMark(VICTORY, starred=True)
    pending.add(first)
    pending.add(PendingMark(VICTORY, starred=False))
    pending.add(PendingMark(VICTORY, read=True))
    pending.add(PendingMark(2, starred=True))
    marked = pending.applied(article)
    assert (marked.read, marked.starred) == (True, False)
    pending.remove(first)
    assert pending.applied(article) == marked


async def test_a_list_that_is_loaded_meanwhile_keeps_the_mark(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    async with on_stage() as stage:
        headlines, shown = stage.reading.headlines, []
        with locked(desk_file):
            await stage.pilot.press("s")
            set_rows = headlines.set_rows
            headlines.set_rows = lambda *a, **k: (set_rows(*a, **k), shown.append(headlines.current.starred))
            stage.reading.desk_changed(Part.LIST)
            await stage.until(lambda: shown)
            assert shown == [True]
        await stage.settle()
        assert headlines.current.starred
        assert sample_desk.articles.get(7).starred


async def test_marks_that_both_fail_leave_what_is_stored(
    on_stage, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk, article: int, starred: bool) -> Written:
        desk.articles.delete([NOWHERE])  # waits for the lock
        raise NewsdeskError("The disk is gone.")

    monkeypatch.setattr(article_queries, "star", broken)
    async with on_stage() as stage:
        with locked(desk_file):
            await stage.pilot.press("s", "s")
        await stage.settle()
        assert not stage.reading.headlines.current.starred


async def test_an_article_in_no_row_is_marked_and_unmarked(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(7)
    async with on_stage() as stage:
        stage.app.router.go(
            ReadingPlace(View(Filter.STARRED), article=VICTORY, pane=Pane.ARTICLE, followed=True)
        )
        await stage.settle()
        assert stage.reading.panes.list_pane.cursor.listed(VICTORY) is None
        assert sample_desk.articles.get(VICTORY).read
        await stage.press("m")
        assert not sample_desk.articles.get(VICTORY).read
        await stage.press("m")
        assert sample_desk.articles.get(VICTORY).read


async def test_an_article_in_no_row_shows_what_was_undone(on_stage, sample_desk: Desk) -> None:
    sample_desk.articles.star(7)
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(View(Filter.STARRED), article=VICTORY, pane=Pane.ARTICLE))
        await stage.settle()
        await stage.press("m")
        await stage.press("u")
        assert sample_desk.articles.get(VICTORY).read
        await stage.press("m")
        assert not sample_desk.articles.get(VICTORY).read


async def test_an_article_marked_unread_counts_as_read_when_it_is_opened_again(
    on_stage, sample_desk: Desk
) -> None:
    sample_desk.articles.mark_read([7])
    async with on_stage() as stage:
        await stage.press("m")
        assert not sample_desk.articles.get(7).read
        await stage.press("enter")
        assert sample_desk.articles.get(7).read
