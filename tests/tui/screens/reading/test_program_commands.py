"""Programs that the reader starts for an article: browser, player, bookmark command."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_program import FakeProgram
from newsroom import draft
from processes import HeldTask

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.model import Enclosure
from storage.settings import Bookmark, Media, Settings

SOUND = Enclosure("https://example.org/talk.mp3?a=1&b='2'", "audio/mpeg", 23_000_000, 930)
HARD = '-rf $(touch x); "it\'s" `id` | more'


@pytest.fixture(autouse=True)
def _article(sample_desk, desk_file: DeskFile) -> None:
    one = draft(HARD, "Text.", datetime.now(UTC), url="https://example.org/a?b=c&d", enclosures=(SOUND,))
    with desk_file.writing() as connection:
        articles.store(connection, one)


def settings(*, player: tuple[str, ...] = (), bookmark: tuple[str, ...] = ()) -> Settings:
    return Settings(refresh=False, media=Media(player=player), bookmark=Bookmark(run=bookmark))


@pytest.mark.parametrize("keys", [["o"], ["enter", "o"]])
async def test_o_opens_the_address_in_the_browser(on_stage, browser: FakeProgram, keys: list[str]) -> None:
    async with on_stage() as stage:
        await stage.press(*keys)
        assert browser.arguments == ["https://example.org/a?b=c&d"]
        assert "Opened https://example.org/a?b=c&d" in stage.lines()[-1]


async def test_opened_is_not_said_of_a_browser_that_fails(
    on_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", str(FakeProgram(tmp_path, "firefox", code=3).path))
    async with on_stage() as stage:
        await stage.press("o")
        assert stage.complaints == ["“firefox” failed with code 3."]
        assert "Opened" not in stage.lines()[-1]


async def test_without_a_display_and_a_browser_it_says_so(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    async with on_stage() as stage:
        await stage.press("o")
        (complaint,) = stage.complaints
        assert complaint == "No browser can be started: there is no display, and no browser for the terminal."


async def test_a_browser_for_the_terminal_where_it_cannot_be_handed_over(
    on_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = FakeProgram(tmp_path, "w3m")
    monkeypatch.setenv("BROWSER", str(program.path))
    async with on_stage() as stage:
        await stage.press("o")
        assert stage.complaints == ["“w3m” needs the terminal, which newsdesk can't hand over here."]
        assert not program.arguments


async def test_capital_o_plays_the_file(on_stage, tmp_path: Path) -> None:
    player = FakeProgram(tmp_path, "player")
    async with on_stage(settings=settings(player=(str(player.path), "--volume=50", "{url}"))) as stage:
        await stage.press("O")
        assert player.arguments == ["--volume=50", SOUND.url]
        assert "Playing audio · 15:30 · 23 MB" in stage.lines()[-1]


async def test_a_player_without_a_place_for_the_address_gets_it_last(on_stage, tmp_path: Path) -> None:
    player = FakeProgram(tmp_path, "player")
    async with on_stage(settings=settings(player=(str(player.path),))) as stage:
        await stage.press("enter", "semicolon", "1", "enter")
        assert player.arguments == [SOUND.url]


async def test_without_a_player_the_file_is_downloaded(
    on_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[HeldTask] = []
    monkeypatch.setattr(HeldTask, "begun", begun, raising=False)
    monkeypatch.setattr("tui.tasks.task_pool.SubprocessTask", HeldTask)
    chosen = Settings(refresh=False, media=Media(folder=tmp_path))
    async with on_stage(settings=chosen) as stage:
        await stage.press("O")
        (task,) = begun
        assert task.task.command == ("download", "--json", "--file", "1", "--to", str(tmp_path), "--", "8")
        assert "Downloading …" in stage.lines()[-1]
        task.advance("downloading", 12_000_000, 23_000_000)
        await stage.settle()
        assert "━" in stage.lines()[-1]
        assert "12 MB of 23 MB" in stage.lines()[-1]
        task.end(downloaded="/media/talk.mp3")
        await stage.settle()
        assert "Downloaded as /media/talk.mp3" in stage.lines()[-1]


async def test_no_file_to_play(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("j", "O")
        assert "No file comes with this article." in stage.lines()[-1]


async def test_b_gives_the_article_to_the_bookmark_command(on_stage, tmp_path: Path) -> None:
    program = FakeProgram(tmp_path, "bookmark", words="index 7")
    command = (str(program.path), "--add", "{url}", "{title}", "{source}{unknown}")
    async with on_stage(settings=settings(bookmark=command)) as stage:
        await stage.press("b")
        assert program.arguments == ["--add", "https://example.org/a?b=c&d", f" {HARD}", "{unknown}"]
        assert json.loads(program.given)["title"] == HARD
        assert "Bookmarked: index 7" in stage.lines()[-1]


async def test_a_bookmark_command_that_fails(on_stage, tmp_path: Path) -> None:
    program = FakeProgram(tmp_path, "bookmark", code=1, words="no such folder")
    async with on_stage(settings=settings(bookmark=(str(program.path),))) as stage:
        await stage.press("b")
        assert stage.complaints == ["“bookmark” failed with code 1: no such folder"]


async def test_without_a_bookmark_command_it_says_how_to_set_one(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("b")
        assert "[bookmark] run" in stage.complaints[0]
