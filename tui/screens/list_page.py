"""A list that fills its screen: what the pages of names, stories, feeds, keys and problems share."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Entity, Story
from tui.keymap import Hint
from tui.layout.windows import window_around
from tui.messages import Failed
from tui.queries.latest_query import LatestQuery
from tui.queries.results.names import RowsLoaded
from tui.queries.row_search import find_row
from tui.screens.base import LOW
from tui.widgets.cursor_list import CursorList
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.status import Status
from tui.widgets.virtual_list import RETRY_SECONDS, VirtualList

_LOADING_SECONDS = 0.3  # most rows are there before, and a word for a moment would only flicker
_LISTS = "rows"
_WINDOWS = "windows"


class RowSource(NamedTuple):
    """Where the rows of a `VirtualList` come from, and the words about them.

    `load` gets a search, an offset and a limit; with `more=True` it need not count the rows. `numbers`
    returns a number of rows in words, `nothing` why a search has no rows.
    """

    load: Callable[..., RowsLoaded]
    numbers: Callable[[int], str]
    nothing: Callable[[str], str]


class ListPage(Container):
    """Header, rule, search line, list, rule and status line.

    What the reader types in the search line is in `query_text`; the `Input.Changed` goes on to the screen.
    With a `source`, the page loads the rows of the search and the windows that the list needs, and shows how
    many rows there are.
    """

    header = getters.query_one(Header)
    status = getters.query_one(Status)

    def __init__(
        self,
        title: str,
        rows: CursorList,
        *,
        placeholder: str = "",
        source: RowSource | None = None,
        head: Widget | None = None,
    ) -> None:
        """Show `rows` below `head`, with a search line if there is a `placeholder` for it."""
        super().__init__()
        self.rows = rows
        self.query_text = ""
        """The search, "" for none."""
        self._title = title
        self._search_line = SearchLine(f"{rows.id}-search", placeholder, rows) if placeholder else None
        self._head = head
        self._source = source
        self._hints: tuple[Sequence[Hint], Sequence[Hint]] = (), ()
        self._wanted_row = 0
        self._wanted_item: int | None = None
        self._awaited = True
        """Whether the rows that are wanted are still on their way."""
        self._shown: str | None = None
        self._lists = LatestQuery(self, _LISTS)
        self._windows = LatestQuery(self, _WINDOWS)

    def compose(self) -> ComposeResult:
        """Put everything in a column."""
        yield Header()
        yield HorizontalRule("top")
        if self._search_line:
            self._search_line.display = False
            yield self._search_line
        if self._head:
            yield self._head
        yield self.rows
        yield HorizontalRule("bottom")
        yield Status()

    def on_mount(self) -> None:
        """Show the title, and if the rows take their time, that they are on their way."""
        self.header.show(self._title)
        self.set_timer(_LOADING_SECONDS, self._say_loading)

    def _say_loading(self) -> None:
        if self._source and self._shown is None and isinstance(self.rows, VirtualList):
            self.rows.empty = "Loading …"
            self.rows.refresh()

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the page; a low page has none."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show(
            [RuleSegment(event.size.width, self._title, focused=True)]
        )
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    # The keys

    def show_keys(self, of_rows: Sequence[Hint], of_search: Sequence[Hint] = ()) -> None:
        """Show the keys of the rows, and those of the search line while the reader types there."""
        self._hints = of_rows, of_search
        self._show_hints()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus."""
        self._show_hints()

    def _show_hints(self) -> None:
        of_rows, of_search = self._hints
        typing = self._search_line is not None and self.screen.focused is self._search_line
        self.status.show_keys(of_search if typing and of_search else of_rows)

    # The search line

    def show(self, query: str = "", row: int = 0, item: int | None = None) -> None:
        """Show the rows of a search with the cursor on the item of this number, else on `row`."""
        self.query_text, self._wanted_row, self._wanted_item = query, row, item
        self._awaited = True
        if self._search_line:
            self._search_line.set_text(query)
            self._search_line.display = bool(query)
        self.rows.focus()
        self._load()

    def start_search(self) -> bool:
        """Go to the search line, if the page has one, with its text selected. Return whether it has."""
        if self._search_line:
            self._search_line.display = True
            self._search_line.focus()
            self._search_line.select_all()
        return self._search_line is not None

    @property
    def searching(self) -> bool:
        """Whether there is a search, or the reader is about to type one."""
        return bool(self.query_text or (self._search_line and self._search_line.has_focus))

    def switch_focus(self) -> None:
        """Go from the search line to the list, or from the list to the search line."""
        if self._search_line and self._search_line.has_focus:
            self.rows.focus()
        else:
            self.start_search()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.query_text, self._wanted_row, self._wanted_item = event.value.strip(), 0, None
        self._awaited = True
        self._load()

    @on(Input.Submitted)
    def _go_to_rows(self) -> None:
        self.rows.focus()

    # The rows

    @property
    def row(self) -> int:
        """The row under the cursor, or the row where the cursor will be once the rows are loaded."""
        return self._wanted_row if self._awaited else self.rows.cursor

    @property
    def item(self) -> int | None:
        """The number of the name or story under the cursor, or where the cursor will be."""
        current = self.rows.current
        if self._awaited:
            return self._wanted_item
        return current.id if isinstance(current, Entity | Story) else None

    def reload(self) -> None:
        """Load the rows again; the cursor stays on its name or story."""
        self._load()

    def _load(self) -> None:
        if self._source:
            load = partial(_load_around, self._source.load, self.query_text, self.row, self.item)
            self._lists.ask(partial(load, self.app.size.height))

    @on(VirtualList.WindowNeeded)
    def _load_window(self, event: VirtualList.WindowNeeded) -> None:
        if self._source:
            load = partial(self._source.load, more=True)
            self._windows.ask(partial(load, self.query_text, event.offset, event.limit))

    def on_rows_loaded(self, event: RowsLoaded) -> None:
        """Show rows, unless the reader searches for something else by now."""
        rows, same = self.rows, self._shown == event.query
        if event.query != self.query_text or self._source is None or not isinstance(rows, VirtualList):
            return
        if event.count is None:
            if same:
                rows.add_rows(event.offset, list(event.rows))
            return
        row = self._cursor_by_now(event)
        line = None if self._awaited else rows.line
        self._shown, self._awaited = event.query, False
        rows.empty = self._source.nothing(event.query)
        rows.set_rows(event.count, row, event.offset, list(event.rows), line=line)
        self.header.show(numbers=self._source.numbers(event.count))
        self._show_position()

    def _cursor_by_now(self, event: RowsLoaded) -> int:
        """Return the row of the item under the cursor, which may have moved since the question."""
        item = self.item
        if item is not None and item != event.wanted:
            for at, one in enumerate(event.rows, event.offset):
                if one.id == item:
                    return at
        return self.row if item != event.wanted or event.row is None else event.row

    def on_failed(self, event: Failed) -> None:
        """Read again later what could not be read; the app says why."""
        if event.work == _WINDOWS and isinstance(self.rows, VirtualList):
            self.rows.window_failed()
        elif event.work == _LISTS:
            self.set_timer(RETRY_SECONDS, self.reload)

    @on(CursorList.Moved)
    def _show_position(self) -> None:
        if self._source:
            count = self.rows.row_count
            self.status.show_under(f"{self.rows.cursor + 1:,} of {count:,}" if count else "")


def _load_around(
    load: Callable[..., RowsLoaded], query: str, row: int, wanted: int | None, height: int
) -> RowsLoaded:
    """Load the rows of a search around the name or story that is `wanted`, else around `row`."""
    found = load(query, *window_around(row, height))
    if wanted is None:
        return found
    at = next((at for at, one in enumerate(found.rows, found.offset) if one.id == wanted), None)
    if at is None:
        at = find_row(lambda offset, limit: load(query, offset, limit, more=True).rows, wanted, row)
        if at is not None:
            found = load(query, *window_around(at, height))
    found.wanted, found.row = wanted, at
    return found
