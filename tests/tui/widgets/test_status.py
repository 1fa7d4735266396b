"""The status line: notices that end, hints that fit, and one that always does."""

import pytest
from textual.app import App, ComposeResult

from tui.tasks.task import TaskProgress
from tui.widgets.status import Hint, Status

HINTS = [Hint("⏎", "open", "open"), Hint("n", "next unread", "next_unread"), Hint("?", "help", "help")]


class Stand(App[None]):
    def compose(self) -> ComposeResult:
        yield Status()


@pytest.mark.parametrize("width", [12, 20, 44, 80])
@pytest.mark.parametrize("under", ["", "3 of 7", "Words " * 40])
async def test_the_last_hint_is_never_dropped(width: int, under: str) -> None:
    app = Stand()
    async with app.run_test(size=(width, 1)):
        status = app.query_one(Status)
        status.show_under(under)
        status.show_keys(HINTS)
        line = status.render_line(0).text
        assert line.rstrip().endswith("? help")
        assert "next unread" not in line or "open" in line, "the ones before it go from the right"


@pytest.mark.parametrize("width", [12, 20, 44, 80, 160])
@pytest.mark.parametrize("total", [0, 40])
async def test_progress_leaves_room_for_the_last_hint(width: int, total: int) -> None:
    app = Stand()
    async with app.run_test(size=(width, 1)):
        status = app.query_one(Status)
        status.show_under("3 of 7")
        status.show_keys(HINTS)
        status.show_progress(TaskProgress("fetching", 50, total, "The Daily", 12))
        line = status.render_line(0).text
        assert line.rstrip().endswith("? help")
        if width == 160:
            words = "Fetching feeds ━━━━━━━━━━━━ 50 of 40 · 12 new  3 of 7" if total else "… · 12 new  3 of 7"
            assert words in line


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (20, " There is no lin…"),
        (30, " There is no link 1 here."),
        (40, " There is no link 1 here.        ? help"),
    ],
)
async def test_a_notice_has_the_room_of_the_hints_where_it_needs_it(width: int, drawn: str) -> None:
    app = Stand()
    async with app.run_test(size=(width, 1)):
        status = app.query_one(Status)
        status.show_keys(HINTS)
        status.show_notice("There is no link 1 here.")
        assert status.render_line(0).text.rstrip() == drawn
        status.drop_notice()
        assert status.render_line(0).text.rstrip().endswith("? help")


async def test_a_notice_ends_with_the_next_key(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("o")
        assert "has no address" in stage.lines()[-1]
        await stage.press("j")
        assert "has no address" not in stage.lines()[-1]
        await stage.press("o", "o")
        assert "has no address" in stage.lines()[-1]


async def test_a_click_on_a_hint_does_what_it_says(on_stage) -> None:
    async with on_stage() as stage:
        at = stage.lines()[-1].index("star")
        await stage.click("#status", at, 0)
        assert stage.reading.headlines.current.starred


async def test_ctrl_c_says_which_key_quits(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("ctrl+c")
        assert "q quits" in stage.lines()[-1]
        assert not stage.app._notifications


async def test_in_the_links_the_keys_have_the_room(on_stage) -> None:
    async with on_stage(80, 24) as stage:
        await stage.press("j", "j", "j", "j", "enter", "l")
        assert "both name" not in stage.lines()[-1]
        assert "⏎ open" in stage.lines()[-1]
        assert stage.lines()[-1].endswith("? help")
