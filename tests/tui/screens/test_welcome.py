"""The first run."""

from pathlib import Path

import pytest

from tui.intakes import Intakes
from tui.screens.welcome import WelcomeScreen


async def test_an_empty_desk_welcomes(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        assert isinstance(stage.app.screen, WelcomeScreen)
        assert "The sample desk" in stage.screen_text()


async def test_a_path_that_is_not_there_is_said_in_words(on_empty_stage, tmp_path: Path) -> None:
    async with on_empty_stage() as stage:
        await stage.press("i")
        await stage.press("enter")
        assert "Type the path" in stage.screen_text()
        stage.app.screen.line.value = str(tmp_path / "none")
        await stage.press("enter")
        assert "There is no file or folder" in stage.screen_text()
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_several_paths(on_empty_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    monkeypatch.setattr(Intakes, "start", lambda _, paths: started.extend(paths))
    for name in ("one.txt", "two three.txt"):
        (tmp_path / name).write_text("Title\n\nText.")
    one, spaced = tmp_path / "one.txt", tmp_path / "two three.txt"
    for typed, wanted in (
        (f"{one} '{spaced}'", [one, spaced]),
        (f"{spaced} ", [spaced]),
        (f'"{one}"', [one]),
    ):
        async with on_empty_stage() as stage:
            stage.app.screen.line.value = typed
            await stage.press("i", "enter")
        assert started == wanted
        started.clear()


async def test_a_quote_that_is_not_closed(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        stage.app.screen.line.value = "'one.txt"
        await stage.press("i", "enter")
        assert "There is no file or folder 'one.txt" in stage.screen_text()


async def test_later_leaves_an_empty_desk_with_words(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.press("escape")
        assert stage.app.screen is stage.reading
        assert "No articles yet." in stage.screen_text()
        await stage.press(
            "j", "k", "G", "enter", "right_square_bracket", "1", "n", "s", "m", "space", "l", "tab"
        )
        assert stage.app.is_running


async def test_the_welcome_fits_a_small_terminal(on_empty_stage) -> None:
    async with on_empty_stage(20, 5) as stage:
        await stage.resize(200, 50)
        await stage.resize(40, 10)
        assert isinstance(stage.app.screen, WelcomeScreen)


async def test_q_quits(on_empty_stage) -> None:
    async with on_empty_stage() as stage:
        await stage.press("q")
        assert stage.app._exit
