"""The cursor of lists: over headings, over rows of several lines, and over rows that are still to come."""

from collections.abc import Sequence

import pytest
from rich.text import Text
from textual import on
from textual.app import App, ComposeResult

from tui.widgets import virtual_list
from tui.widgets.cursor_list import CursorList
from tui.widgets.row_list import Row, RowList
from tui.widgets.virtual_list import CHUNK, VirtualList


class Chapters(RowList):
    """Headings above rows of one, two and three lines."""

    def build(self, width: int) -> Sequence[Row]:
        rows = [self.heading("First")]
        rows += [Row(tuple(Text(f"{n}.{line}") for line in range(1 + n % 3)), n) for n in range(10)]
        return [*rows, self.heading("Second"), *(Row((Text(f"{n}"),), n) for n in range(10, 20))]


class Numbers(VirtualList[int]):
    """Rows of two lines."""

    def draw(self, item: int, width: int) -> list[Text]:
        return [Text(f"row {item}"), Text("below")]


class Stand(App[None]):
    """A list that takes the whole screen, and what it posts."""

    CSS = "CursorList { height: 1fr; overflow-x: hidden; }"

    def __init__(self, shown: CursorList) -> None:
        super().__init__()
        self.shown = shown
        self.posted: list[tuple[str, object]] = []
        self.requested: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield self.shown

    @on(CursorList.Moved)
    def _moved(self, event: CursorList.Moved) -> None:
        self.posted.append(("moved", event.item))

    @on(CursorList.Chosen)
    def _chosen(self, event: CursorList.Chosen) -> None:
        self.posted.append(("chosen", event.item))

    @on(VirtualList.WindowNeeded)
    def _needed(self, event: VirtualList.WindowNeeded) -> None:
        self.requested.append((event.offset, event.limit))


@pytest.mark.parametrize(
    ("keys", "item", "top"),
    [
        ("", 0, 0),
        ("j", 1, 0),
        ("jjjjj", 5, 3),
        ("jjjjjk", 4, 3),
        ("G", 19, 21),
        ("Gg", 0, 0),
        ("jk", 0, 0),
        ("kkk", 0, 0),
        ("Gj", 19, 21),
        ("jjjjjjjjjj", 10, 12),  # with the heading above it
    ],
)
async def test_keys_move_over_headings_and_keep_the_row_in_sight(keys: str, item: int, top: int) -> None:
    app = Stand(Chapters("chapters"))
    async with app.run_test(size=(20, 10)) as pilot:
        app.shown.focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.shown.current == item
        assert app.shown.scroll_offset.y == top


async def test_a_page_leaves_one_row_in_sight() -> None:
    numbers = Numbers("numbers")
    app = Stand(numbers)
    async with app.run_test(size=(20, 10)) as pilot:
        numbers.set_rows(100, 0, 0, list(range(CHUNK)))
        numbers.focus()
        await pilot.press("pagedown")
        assert numbers.current == 4
        await pilot.press("pagedown")
        assert numbers.current == 8
        await pilot.press("pageup", "pageup", "pageup")
        assert numbers.current == 0


async def test_a_page_ends_on_a_row_that_can_be_chosen() -> None:
    app = Stand(Chapters("chapters"))
    async with app.run_test(size=(20, 20)) as pilot:
        await pilot.press("pagedown")
        assert app.shown.current == 10, "not on the heading"
        await pilot.press("pagedown", "pagedown")
        assert app.shown.current == 19
        await pilot.press("pageup", "pageup")
        assert app.shown.current == 0


async def test_a_click_opens_a_row_and_not_a_heading() -> None:
    app = Stand(Chapters("chapters"))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.click(Chapters, offset=(1, 0))
        await pilot.click(Chapters, offset=(1, 3))
        assert [item for what, item in app.posted if what == "chosen"] == [1]


async def test_moved_is_posted_once_for_every_move() -> None:
    app = Stand(Chapters("chapters"))
    async with app.run_test(size=(20, 10)) as pilot:
        app.shown.focus()
        await pilot.press("j", "j", "G", "G", "enter")
        assert app.posted == [("moved", 1), ("moved", 2), ("moved", 19), ("chosen", 19)]


async def test_an_empty_list_has_no_row_to_move_to_or_open() -> None:
    app = Stand(Numbers("numbers"))
    async with app.run_test(size=(20, 10)) as pilot:
        app.shown.focus()
        await pilot.press("j", "k", "g", "G", "pagedown", "pageup", "enter")
        assert app.posted == []


async def test_rows_are_requested_again_after_a_window_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_list, "RETRY_SECONDS", 0.01)
    numbers = Numbers("numbers")
    app = Stand(numbers)
    async with app.run_test(size=(20, 10)) as pilot:
        numbers.set_rows(1000, 0, 0, list(range(CHUNK)))
        numbers.focus()
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        asked = list(app.requested)
        assert len(asked) == 1
        await pilot.press("k")
        assert app.requested == asked, "one window at a time"
        numbers.window_failed()
        while app.requested == asked:
            await pilot.pause()
        offset, limit = app.requested[-1]
        numbers.add_rows(offset, list(range(offset, min(1000, offset + limit))))
        assert numbers.current == 998
