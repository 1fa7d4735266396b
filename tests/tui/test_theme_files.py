"""Themes of the reader's own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.settings import Settings
from tui import theme_files, themes
from tui.messages import Perform
from tui.settings_check import problems_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the settings file."""
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(tmp_path / "settings.toml"))
    (tmp_path / "themes").mkdir()
    return tmp_path


def test_colours_replace_those_of_the_base() -> None:
    own = theme_files.parsed(
        "x.toml", 'base = "light"\naccent = "#00f"\nperson = "rgb(1, 2, 3)"\ntext = "navy"\n'
    )
    assert own.problems == ()
    assert own.theme
    assert own.theme.dark is False
    assert (own.theme.accent, own.theme.foreground) == ("#0000FF", "#000080")
    assert own.theme.variables["person"] == "#010203"
    assert own.theme.background == themes.LIGHT_COLOURS.background


def test_an_empty_file_is_the_dark_theme() -> None:
    own = theme_files.parsed("x.toml", "")
    assert own.theme
    assert own.theme.dark is True
    assert own.theme.variables == themes.DEFAULTS


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('\nacent = "red"', "x.toml, line 2: A theme has no colour “acent”. Is it “accent”?"),
        ('sky = "red"', "x.toml, line 1: A theme has no colour “sky”."),
        ('dim = "reddish"', 'x.toml, line 1: “dim” must be a colour, like "#e3a857" or "orange".'),
        ('dim = "#11223344"', 'x.toml, line 1: “dim” must be a colour, like "#e3a857" or "orange".'),
        ('dim = "auto"', 'x.toml, line 1: “dim” must be a colour, like "#e3a857" or "orange".'),
        ('dim = "ansi_red"', 'x.toml, line 1: “dim” must be a colour, like "#e3a857" or "orange".'),
        ("dim = 3", 'x.toml, line 1: “dim” must be a colour, like "#e3a857" or "orange".'),
        ('base = "blue"', "x.toml, line 1: “base” must be “dark” or “light”."),
        ("dim = [", "x.toml, line 1: This is not TOML: a quotation mark or bracket may be missing."),
    ],
)
def test_a_mistake_is_named_and_costs_nothing_else(text: str, problem: str) -> None:
    own = theme_files.parsed("x.toml", f'{text}\nperson = "#123456"')
    assert own.problems == (problem,)
    assert own.theme
    assert own.theme.variables["person"] == "#123456"
    assert own.theme.variables["dim"] == themes.DARK_COLOURS.dim


@given(st.text())
def test_any_text_is_a_theme(text: str) -> None:
    assert theme_files.parsed("x.toml", text).theme


def test_a_theme_is_found_by_name_and_by_path(folder: Path) -> None:
    (folder / "themes" / "ocean.toml").write_text('accent = "#0000ff"')
    for name in ("ocean", "themes/ocean.toml", str(folder / "themes" / "ocean.toml")):
        own = theme_files.load(name)
        assert own.problems == ()
        assert own.theme
        assert own.theme.accent == "#0000FF"


def test_a_theme_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "themes" / "latin.toml").write_bytes(b"# caf\xe9")
    missing = folder / "themes" / "ocean.toml"
    assert theme_files.load("ocean") == (
        None,
        (f"The theme {missing} can't be read: No such file or directory.",),
    )
    assert theme_files.load("latin").problems == (
        f"The theme {folder / 'themes' / 'latin.toml'} is not UTF-8 text.",
    )
    assert theme_files.load("a\0b").theme is None
    assert problems_of(Settings(theme="ocean", lines={"theme": 3}))[0].line == 3


async def test_the_app_has_the_colours_of_the_file(on_stage, folder: Path) -> None:
    (folder / "themes" / "ocean.toml").write_text('base = "light"\nbackground = "#e0f0ff"')
    async with on_stage(settings=Settings(theme="ocean", refresh=False)) as stage:
        assert stage.app.screen.styles.background.hex == "#E0F0FF"
        await stage.press("t")
        assert stage.app.theme == themes.DARK
        await stage.press("t")
        assert stage.app.theme == themes.OWN
        assert stage.complaints == []
        (folder / "themes" / "ocean.toml").write_text('base = "light"\nbackground = "#ffffff"')
        (folder / "settings.toml").write_text('theme = "ocean"')
        stage.app.post_message(Perform("reload_settings"))
        await stage.settle()
        assert stage.app.screen.styles.background.hex == "#FFFFFF"


async def test_without_its_file_the_app_has_the_dark_theme(on_stage, folder: Path) -> None:
    async with on_stage(settings=Settings(theme="ocean", refresh=False)) as stage:
        assert stage.app.theme == themes.DARK
        assert "ocean.toml can't be read" in stage.complaints[0]


async def test_with_16_colours_a_theme_of_ones_own_is_not_used(
    on_stage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    (folder / "themes" / "ocean.toml").write_text('base = "light"\nbackground = "#e0f0ff"')
    async with on_stage(settings=Settings(theme="ocean", refresh=False)) as stage:
        assert stage.app.theme == themes.LIGHT_16
