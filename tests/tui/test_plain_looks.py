"""How the app looks on terminals that are small, or have few colours or none."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from subscriptions import furnish
from textual.pilot import Pilot
from textual.widgets import Input

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.settings import Settings
from tui.app import Newsdesk

Compare = Callable[..., bool]
OPEN_VICTORY = ["j", "j", "j", "j", "enter"]
SEARCH = ["slash", *"mosul"]


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def steps(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            while any(worker.is_running for worker in pilot.app.workers):
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False  # a picture must not be a matter of luck
        await pilot.pause()

    return steps


@pytest.mark.parametrize(
    ("name", "keys"),
    [("list", []), ("article", OPEN_VICTORY), ("feeds", ["exclamation_mark"]), ("palette", ["colon"])],
)
def test_small(
    snap_compare: Compare, sample_desk: Desk, desk_file: DeskFile, name: str, keys: list[str]
) -> None:
    furnish(desk_file)
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(40, 10), run_before=after(*keys))


@pytest.mark.parametrize(("name", "keys"), [("search", SEARCH), ("dialog", ["a"]), ("palette", ["colon"])])
def test_16_colours(
    snap_compare: Compare, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, keys: list[str]
) -> None:
    monkeypatch.setenv("TERM", "linux")
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(*keys))


@pytest.mark.parametrize(("name", "keys"), [("search", SEARCH), ("dialog", ["a"]), ("palette", ["colon"])])
def test_no_colours(
    snap_compare: Compare, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, keys: list[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Newsdesk(sample_desk.path, Settings(refresh=False))
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(*keys))


def test_a_theme_of_ones_own(snap_compare: Compare, sample_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ocean.toml"
    file.write_text('base = "light"\nbackground = "#e6f1fa"\naccent = "#005a9c"\n')
    app = Newsdesk(sample_desk.path, Settings(refresh=False, theme=str(file)))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*OPEN_VICTORY))


@pytest.mark.parametrize("size", [(20, 5), (40, 10)])
async def test_every_screen_says_something_on_a_tiny_terminal(
    on_stage, desk_file: DeskFile, size: tuple[int, int]
) -> None:
    furnish(desk_file)
    async with on_stage(*size) as stage:
        for keys, words in (
            ((), "All"),
            (("h",), "Unread"),
            (("escape", "enter"), "A short note"),
            (("escape", "e"), "6 names"),
            (("enter",), "place"),
            (("escape", "escape", "S"), "2 articles"),
            (("enter",), "Story"),
            (("escape", "escape", "exclamation_mark"), "Network"),
            (("a",), "Address"),
            (("escape", "escape", "question_mark"), "Keys"),
        ):
            await stage.press(*keys)
            assert words in stage.screen_text()
            assert stage.lines()[-1].strip()


@pytest.mark.parametrize("variable", ["NO_COLOR", "TERM"])
async def test_the_pane_in_focus_is_seen_without_colours(
    on_stage, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "linux")
    async with on_stage(120, 40) as stage:
        assert stage.lines()[1].startswith("━ Articles ━━")
        await stage.press("enter")
        assert stage.lines()[1].startswith("─ Articles ──")
        assert "━ Article ━━" in stage.lines()[1]


async def test_without_colours_none_is_sent(on_stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(120, 40) as stage:
        await stage.press("enter", "right_square_bracket")
        for strip in stage.app.screen._compositor.render_strips():
            for segment in strip:
                colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
                assert all(colour is None or colour.is_default for colour in colours)
