"""The page that names, stories, feeds, keys and problems share: its search, its rows, its windows."""

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

import tui
from storage.errors import NewsdeskError
from storage.model import Entity, Kind
from tui import themes
from tui.layout.windows import CHUNK
from tui.queries.results.names import RowsLoaded
from tui.screens import list_page
from tui.screens.list_page import ListPage, RowSource
from tui.screens.names import NameList
from tui.widgets import virtual_list

NAMES = [Entity(n, f"Name {n}", Kind.PERSON, 1, 1) for n in range(1000)]


class Stand(App[None]):
    """A page of a thousand names; `broken` offsets cannot be read, nothing if it is `unreadable`."""

    CSS_PATH = Path(tui.__file__).parent / "newsdesk.tcss"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.DEFAULTS

    def __init__(self) -> None:
        super().__init__()
        self.broken: set[int] = set()
        self.unreadable = False
        self.loaded: list[tuple[str, int, bool]] = []

    def compose(self) -> ComposeResult:
        source = RowSource(self.load, lambda n: f"{n} names", lambda query: f"Nothing has “{query}”.")
        yield ListPage("Names", NameList("names"), placeholder="Part of a name", source=source)

    def load(self, query: str, offset: int, limit: int, *, more: bool = False) -> RowsLoaded:
        self.loaded.append((query, offset, more))
        if self.unreadable or (more and offset in self.broken):
            raise NewsdeskError("The disk cannot be read.")
        found = [one for one in NAMES if query in one.name]
        return RowsLoaded(query, None if more else len(found), offset, found[offset : offset + limit])

    @property
    def page(self) -> ListPage:
        return self.query_one(ListPage)

    async def finish(self, pilot) -> None:
        await pilot.pause()
        while any(worker.is_running for worker in self.workers):
            await self.workers.wait_for_complete()
            await pilot.pause()


async def shown(app: Stand, pilot, query: str = "", row: int = 0) -> None:
    app.page.show(query, row)
    await app.finish(pilot)


@pytest.mark.parametrize(
    ("query", "row", "count", "current"),
    [("", 0, 1000, 0), ("", 700, 1000, 700), ("99", 2, 19, 299), ("none", 5, 0, None), ("", 5000, 1000, 999)],
)
async def test_rows_of_a_search(query: str, row: int, count: int, current: int | None) -> None:
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, query, row)
        rows = app.page.rows
        await app.finish(pilot)
        assert isinstance(rows, NameList)
        assert rows.count == count
        assert (rows.current.id if rows.current else None) == current
        assert rows.cursor in range(rows.scroll_offset.y, rows.scroll_offset.y + rows.size.height)
        position = f"{rows.cursor + 1:,} of {count:,}" if count else ""
        assert app.page.status.under == position
        assert count or rows.empty == "Nothing has “none”."


async def test_typing_searches_and_the_list_comes_back_to_its_top() -> None:
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, row=300)
        assert app.page.start_search()
        await pilot.press("9", "9", "9")
        await app.finish(pilot)
        assert (app.page.query_text, app.page.rows.row_count, app.page.row) == ("999", 1, 0)
        assert app.page.searching
        await pilot.press("enter")
        assert app.focused is app.page.rows
        assert app.page.searching
        app.page.start_search()
        await pilot.press("1", "2")
        await app.finish(pilot)
        assert app.page.query_text == "12", "the next letter begins a new search"
        await shown(app, pilot)
        assert not app.page.searching
        assert not app.query_one(Input).display


async def test_focus_goes_between_the_search_line_and_the_list() -> None:
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        app.page.switch_focus()
        await pilot.pause()
        assert isinstance(app.focused, Input)
        app.page.switch_focus()
        await pilot.pause()
        assert app.focused is app.page.rows


async def test_a_reload_keeps_the_row() -> None:
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, row=150)
        await pilot.press("j", "j")
        app.page.reload()
        await app.finish(pilot)
        assert app.page.row == 152
        assert app.page.item == NAMES[152].id
        assert ("", 2 * CHUNK, False) in app.loaded


async def test_a_window_that_could_not_be_read_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_list, "RETRY_SECONDS", 0.01)
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        app.broken = {offset for offset in range(0, 1000, CHUNK) if offset > 4 * CHUNK}
        await pilot.press("G")
        await app.finish(pilot)
        assert app.page.rows.current is None
        app.broken = set()
        while app.page.rows.current is None:
            await app.finish(pilot)
        assert app.page.rows.current == NAMES[-1]


async def test_a_list_that_could_not_be_read_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.list_page.RETRY_SECONDS", 0.01)
    app = Stand()
    async with app.run_test(size=(80, 24)) as pilot:
        app.unreadable = True
        await shown(app, pilot)
        assert app.page.rows.row_count == 0
        app.unreadable = False
        async with asyncio.timeout(20):
            while not app.page.rows.row_count:
                await app.finish(pilot)
        assert app.page.rows.current == NAMES[0]


@pytest.mark.parametrize("height", [5, 11, 12, 24])
async def test_a_low_page_has_no_rules(height: int) -> None:
    app = Stand()
    async with app.run_test(size=(40, height)) as pilot:
        await shown(app, pilot)
        assert app.page.has_class("-low") is (height < 12)


async def test_a_page_without_a_search_line() -> None:
    class Plain(Stand):
        def compose(self) -> ComposeResult:
            yield ListPage("Names", NameList("names"))

    app = Plain()
    async with app.run_test(size=(80, 24)) as pilot:
        app.page.show()
        await pilot.pause()
        assert not app.page.start_search()
        assert not app.page.searching
        app.page.switch_focus()
        assert app.focused is app.page.rows


async def test_rows_that_take_their_time_are_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_page, "_LOADING_SECONDS", 0.01)
    app, held = Stand(), Event()
    monkeypatch.setattr(app, "load", lambda *_, **__: held.wait(10) and RowsLoaded("", 1, 0, NAMES[:1]))
    async with app.run_test(size=(80, 24)) as pilot:
        app.page.show()
        async with asyncio.timeout(10):
            while app.page.rows.empty != "Loading …":
                await asyncio.sleep(0.01)
        held.set()
        await app.finish(pilot)
        assert app.page.rows.count == 1
        assert app.page.rows.empty != "Loading …"
