"""What happens on the screen when something is stored, and when that fails."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from tui.navigation.places import Pane
from tui.screens.names import NamesScreen

TO_VICTORY = ["j"] * 4
VICTORY = 1


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are sent to SQLite from now on, in lower case."""
    sent: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments, **options) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda statement: sent.append(" ".join(statement.lower().split())))
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return sent


def refuse(desk_file: DeskFile, column: str) -> None:
    """Make every change of a column fail."""
    with desk_file.writing() as connection:
        connection.execute(
            f"create trigger refuse before update of {column} on article"
            " begin select raise(abort, 'the pen is dry'); end"
        )


def complaints(stage) -> list[str]:
    return [note.message for note in stage.app._notifications]


async def check_version(stage) -> None:
    """Do what happens once a second."""
    stage.app.desk_watch.check_version()
    await stage.settle()


def reads(statements: list[str]) -> int:
    """How often the desk was read: each question of the screen is one transaction."""
    return statements.count("begin")


# What a write reloads


async def test_a_reading_position_reloads_nothing(on_stage, statements: list[str]) -> None:
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter")
        await check_version(stage)
        statements.clear()
        await stage.press("space")
        stage.reading.panes.reader.reading_position.save()
        await stage.settle()
        await check_version(stage)
        assert any(one.startswith("update article set position") for one in statements)
        assert reads(statements) == 0


async def test_a_star_reloads_the_list_once_and_no_feeds(on_stage, statements: list[str]) -> None:
    async with on_stage() as stage:
        await check_version(stage)
        statements.clear()
        await stage.press("s")
        await check_version(stage)
        assert reads(statements) == 1
        assert not any("from feed join feed_list" in one for one in statements)


async def test_a_read_mark_reloads_the_list_and_the_feeds_once(on_stage, statements: list[str]) -> None:
    async with on_stage() as stage:
        await check_version(stage)
        statements.clear()
        await stage.press("m")
        await check_version(stage)
        assert reads(statements) == 2
        assert sum("from feed join feed_list" in one for one in statements) == 1


async def test_what_another_program_writes_is_shown(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await check_version(stage)
        sample_desk.articles.mark_read([VICTORY])
        await check_version(stage)
        assert "6 unread of 7" in stage.lines()[0]


# Reading while another program writes


async def test_lists_load_while_writes_wait_for_another_program(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    async with on_stage() as stage:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(4))
        other = sqlite3.connect(desk_file.path, isolation_level=None)
        other.execute("begin immediate")
        try:
            for _ in range(8):
                await stage.pilot.press("s", "j")
            await stage.pilot.press("e")
            async with asyncio.timeout(10):
                while not (isinstance(stage.app.screen, NamesScreen) and stage.app.screen.names.count):
                    await stage.pilot.pause()
        finally:
            other.execute("rollback")
            other.close()
        await stage.settle()
        assert sample_desk.lists.counts().starred == 6  # the last one got its star and lost it


# Writes that fail


async def test_a_star_that_is_not_stored_is_taken_back(on_stage, desk_file: DeskFile) -> None:
    refuse(desk_file, "starred")
    async with on_stage() as stage:
        await stage.press("s")
        assert not stage.reading.headlines.current.starred
        (sentence,) = complaints(stage)
        assert "the pen is dry" in sentence


async def test_a_read_mark_that_is_not_stored_is_taken_back(on_stage, desk_file: DeskFile) -> None:
    refuse(desk_file, "read_at")
    async with on_stage() as stage:
        await stage.press("m")
        assert not stage.reading.headlines.current.read
        await stage.press("j", "enter")
        assert not stage.reading.headlines.current.read
        assert all("the pen is dry" in sentence for sentence in complaints(stage))


async def test_a_write_that_fails_at_the_end_is_told(on_stage, desk_file: DeskFile, capsys) -> None:
    refuse(desk_file, "position")
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter", "space", "escape", "q")
    assert stage.app.return_code == 1
    message = capsys.readouterr().err
    assert message.startswith("newsdesk: ")
    assert "the pen is dry" in message


async def test_a_reading_position_that_was_not_stored_is_stored_later(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    refuse(desk_file, "position")
    async with on_stage(80, 12) as stage:
        await stage.press("j", "j", "enter", "space")
        stage.reading.panes.reader.reading_position.save()
        await stage.settle()
        assert complaints(stage)
        with desk_file.writing() as connection:
            connection.execute("drop trigger refuse")
        await stage.press("n")
        assert sample_desk.articles.get(4).position > 0


async def test_an_article_that_cannot_be_deleted_is_shown_again(on_stage, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        connection.execute(
            "create trigger refuse before delete on article begin select raise(abort, 'the pen is dry'); end"
        )
    async with on_stage() as stage:
        title = stage.title
        await stage.press("delete")
        assert stage.title == title
        assert len(complaints(stage)) == 1


# Reads that fail


async def test_rows_that_could_not_be_read_are_read_when_they_come_into_sight(
    on_stage, sample_desk: Desk, desk_file: DeskFile
) -> None:
    fill_up(desk_file, 400)
    async with on_stage() as stage:
        break_reading(desk_file)
        await stage.press("G")
        assert stage.reading.headlines.current is None
        assert len(complaints(stage)) == 1
        mend_reading(desk_file)
        stage.reading.headlines._request_again()
        await stage.settle()
        assert stage.reading.headlines.current is not None


def fill_up(desk_file: DeskFile, number: int) -> None:
    with desk_file.writing() as connection:
        for count in range(number):
            articles.store(connection, draft(f"Filler {count}", "The war in Iraq is over."))


def break_reading(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        connection.execute("alter table article rename column title to lost")


def mend_reading(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        connection.execute("alter table article rename column lost to title")


# Deleting


@pytest.mark.parametrize("keys", [["delete"], ["enter", "delete"]], ids=["list", "article"])
async def test_an_article_is_deleted_and_comes_back_with_undo(on_stage, sample_desk: Desk, keys) -> None:
    async with on_stage() as stage:
        await stage.press("j")
        headline, following = stage.reading.headlines.current, stage.reading.headlines.item(2)
        await stage.press(*keys)
        assert "The article is deleted; u takes it back." in stage.lines()[-1]
        assert stage.reading.headlines.current.id == following.id
        assert stage.title == following.title
        assert stage.reading.pane is Pane.LIST
        assert sample_desk.lists.counts().articles == 6
        await stage.press("u")
        assert sample_desk.lists.counts().articles == 7
        assert headline.title[:30] in stage.screen_text()
