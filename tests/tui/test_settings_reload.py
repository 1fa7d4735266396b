"""The settings file, read again while the app is open."""

from pathlib import Path

import pytest

from storage.settings import Settings
from tui import themes
from tui.messages import Perform


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(path))
    return path


async def reload(stage) -> None:
    stage.app.post_message(Perform("reload_settings"))
    await stage.settle()


async def test_what_the_file_says_now_is_in_force(on_stage, file: Path) -> None:
    async with on_stage(settings=Settings(refresh=False, theme="dark")) as stage:
        file.write_text(
            "theme = 'light'\n[keys]\nset = 'newsboat'\ntoggle_star = 'f5'\n[pages]\non_open = false\n"
        )
        await reload(stage)
        assert stage.app.theme == themes.LIGHT
        assert "The settings are read again." in stage.lines()[-1]
        await stage.press("f5")
        assert stage.reading.headlines.current.starred
        assert "F5 star" in stage.lines()[-1]
        assert stage.app.shell.settings.pages.on_open is False
        await stage.press("N")
        assert stage.reading.headlines.current.read
        file.write_text("")
        await reload(stage)
        await stage.press("m")
        assert not stage.reading.headlines.current.read
        assert "s star" in stage.lines()[-1]


async def test_mistakes_are_said_and_the_rest_is_in_force(on_stage, file: Path) -> None:
    async with on_stage() as stage:
        file.write_text("\ntheme = 3\n[stories]\nread_together = true\n[keys]\nfly = 'f'\n")
        await reload(stage)
        assert stage.complaints == [
            "settings.toml, line 2: “theme” must be text in quotation marks."
            " 1 more: `newsdesk settings check` lists them."
        ]
        assert stage.app.shell.settings.stories.read_together
