"""What belongs to the whole app: opening, settings, keys, looks, help, commands."""

import asyncio
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from fake_program import FakeProgram
from textual.command import CommandPalette
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from storage.desk import Desk
from storage.settings import Settings
from tui import keymap, keys, themes
from tui.app import Newsdesk
from tui.messages import Perform
from tui.queries import desk_queries
from tui.queries.results.desk import DeskOpened
from tui.screens.dialogs.help import HelpScreen
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane
from tui.widgets.headline_list import HeadlineList


async def test_a_desk_that_cannot_be_opened_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is no database" * 100)
    app = Newsdesk(path, Settings())
    async with app.run_test() as pilot:
        while app.return_code is None:
            await pilot.pause()
    assert app.return_code == 1


async def test_keys_before_the_desk_is_open_do_no_harm(
    sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = Event()

    def slow(path: Path, rows: int) -> DeskOpened:
        may_open.wait()
        return open_desk(path, rows)

    open_desk = desk_queries.open_desk
    monkeypatch.setattr(desk_queries, "open_desk", slow)
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    async with app.run_test() as pilot:
        for key in ("n", "e", "slash", "s", "u", "A", "right_square_bracket", "1", "space", "t", "delete"):
            await pilot.press(key)
        assert app.is_running
        assert not app.shell.ready
        may_open.set()
        await pilot.pause()
        while not app.router.reading.headlines.count:
            await pilot.pause()


async def test_a_signal_before_there_is_a_screen_ends_the_app(
    sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_and_end(shell: Shell, desk: Desk) -> None:
        open_desk(shell, desk)
        app._quitting.begin(143)

    open_desk = Shell.open
    monkeypatch.setattr(Shell, "open", open_and_end)
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    async with asyncio.timeout(20):
        await app.run_async(headless=True)
    assert app.return_code == 143


async def test_the_first_picture_shows_the_list(sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []

    def draw(self: HeadlineList, crop: Region) -> list[Strip]:
        counts.append(self.count)
        return draw_lines(self, crop)

    draw_lines = HeadlineList.render_lines
    monkeypatch.setattr(HeadlineList, "render_lines", draw)
    async with Newsdesk(sample_desk.path, Settings(refresh=False)).run_test():
        assert counts[0]


async def test_the_theme_is_toggled_and_remembered(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        assert stage.app.theme == themes.DARK
        await stage.press("t")
        assert stage.app.theme == themes.LIGHT
        assert sample_desk.values.get("theme") == "light"
    async with on_stage() as stage:
        assert stage.app.theme == themes.LIGHT
    async with on_stage(settings=Settings(theme="dark")) as stage:
        assert stage.app.theme == themes.DARK


async def test_keys_of_the_settings_replace_the_usual_ones(on_stage) -> None:
    async with on_stage(settings=Settings(keys={"down": "x,down", "next_name": "w"})) as stage:
        await stage.press("j")
        assert stage.reading.headlines.cursor == 0
        await stage.press("x", "down")
        assert stage.reading.headlines.cursor == 2
        await stage.press("enter", "w")
        assert stage.reading.article_pane.mark == 0
        assert "w next name" in stage.lines()[-1]


async def test_an_unknown_action_in_the_settings_is_said(on_stage) -> None:
    async with on_stage(settings=Settings(keys={"fly": "f"})) as stage:
        assert [note.message for note in stage.app._notifications] == [
            "settings.toml: “fly” is not an action."
        ]


async def test_one_key_for_two_actions_is_said(on_stage) -> None:
    async with on_stage(settings=Settings(keys={"next_unread": "m"})) as stage:
        assert [note.message for note in stage.app._notifications] == [
            "settings.toml: The key m is given to next_unread and toggle_read."
        ]


async def test_help_is_searchable(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "Star or unstar" in stage.screen_text()
        await stage.type("unread")
        assert "Next unread article" in stage.screen_text()
        assert "Star or unstar" not in stage.screen_text()
        await stage.press("escape")
        assert stage.app.screen is stage.reading


async def test_every_group_stands_once_in_the_help() -> None:
    groups = [binding.group.description for binding in keys.EXPLAINED if binding.group]
    assert [group for at, group in enumerate(groups) if group not in groups[:at]] == list(
        dict.fromkeys(groups)
    )
    assert sum(one != other for one, other in pairwise(groups)) == len(set(groups)) - 1


@pytest.mark.parametrize("words", ["theme", "unread articles", "starred articles", "problems"])
async def test_the_palette_knows_these_words(on_stage, words: str) -> None:
    async with on_stage() as stage:
        titles = [command.title for command in stage.app.get_system_commands(stage.reading)]
        assert any(words in title.casefold() for title in titles)


async def test_every_action_has_its_name_in_the_palette(on_stage) -> None:
    async with on_stage() as stage:
        names = {command.title for command in stage.app.get_system_commands(stage.reading)}
        assert {binding.description for binding in keys.EXPLAINED} <= names
        await stage.press("colon")
        assert isinstance(stage.app.screen, CommandPalette)
        stage.app.screen.query_one(Input).value = "Starred"
        await stage.settle()
        await stage.press("enter")
        await stage.press("enter")
        assert stage.reading.view.filter == "starred"


@pytest.mark.parametrize("name", ["down", "toggle_star", "next_name", "names", "follow_1"])
async def test_an_action_by_name_does_what_its_key_does(on_stage, name: str) -> None:
    async with on_stage() as stage:
        await stage.press("j", "j", "j", "enter")
        before = stage.screen_text()
        stage.app.post_message(Perform(keys.named(name).action))
        await stage.settle()
        if name == "down":
            return
        assert stage.screen_text() != before


async def test_without_colour_names_have_brackets(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage() as stage:
        await stage.press("j", "j", "j", "j")
        text = stage.screen_text()
        assert "⟨Iraq⟩ declares victory over ⟦Islamic State⟧" in text
        assert "‹Haidar al-Abadi›" in text


@pytest.mark.parametrize("term", ["xterm", "dumb", "linux"])
async def test_few_colours_get_a_theme_of_their_own(
    on_stage, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM")
    async with on_stage() as stage:
        assert stage.app.theme == themes.DARK_16
        assert stage.app.native_ansi_color
        await stage.press("j", "j", "j", "j", "enter", "right_square_bracket", "t")
        assert stage.app.current_theme.name == themes.LIGHT_16
        assert "⟦Islamic State⟧" in stage.screen_text()


async def test_brackets_are_toggled_and_remembered(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("j", "j", "j", "j")
        stage.app.action_toggle_look("brackets")
        await stage.settle()
        assert "⟦Islamic State⟧" in stage.screen_text()
    async with on_stage() as stage:
        assert stage.reading.article_pane.brackets


async def test_only_addresses_of_the_web_are_opened(on_stage, browser: FakeProgram) -> None:
    async with on_stage() as stage:
        stage.reading.article_pane.post_message(ArticlePane.AddressChosen("file:///etc/passwd"))
        await stage.settle()
        assert stage.complaints == ["Only addresses of the web are opened."]
        stage.reading.article_pane.post_message(ArticlePane.AddressChosen("https://example.org/victory"))
        await stage.settle()
        assert browser.arguments == ["https://example.org/victory"]


@pytest.mark.parametrize(
    ("key", "drawn"),
    [
        ("j", "j"),
        ("G", "G"),
        ("ctrl+o", "Ctrl+O"),
        ("right_square_bracket", "]"),
        ("alt+left", "Alt+←"),
        ("space", "␣"),
    ],
)
def test_how_keys_are_drawn(key: str, drawn: str) -> None:
    assert keymap.drawn(key) == drawn


def test_every_binding_has_an_id_of_its_own() -> None:
    names = [binding.id for binding in keys.ALL]
    assert len(set(names)) == len(names)
    assert all(names)
