"""A list that fills its screen: what the pages of names, stories, feeds, keys and problems share."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input

from tui.layout.windows import CHUNK
from tui.messages import Failed
from tui.queries.latest_query import LatestQuery
from tui.queries.results import RowsLoaded
from tui.screens.base import LOW
from tui.widgets.cursor_list import CursorList
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.status import Status
from tui.widgets.virtual_list import RETRY_SECONDS, VirtualList

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
        self._search_line = SearchLine(f"{rows.id}-search", placeholder) if placeholder else None
        self._head = head
        self._source = source
        self._wanted_row = 0
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
        """Show the title."""
        self.header.show(self._title)

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the page; a low page has none."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show(
            [RuleSegment(event.size.width, self._title, focused=True)]
        )
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    # The search line

    def show(self, query: str = "", row: int = 0) -> None:
        """Show the rows of a search with the cursor on `row`."""
        self.query_text, self._wanted_row = query, row
        if self._search_line:
            self._search_line.set_text(query)
            self._search_line.display = bool(query)
        self.rows.focus()
        self._load(row)

    def start_search(self) -> bool:
        """Go to the search line, if the page has one. Return whether it has."""
        if self._search_line:
            self._search_line.display = True
            self._search_line.focus()
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
        self.query_text, self._wanted_row = event.value.strip(), 0
        self._load(0)

    @on(Input.Submitted)
    def _go_to_rows(self) -> None:
        self.rows.focus()

    # The rows

    @property
    def row(self) -> int:
        """The row under the cursor, or the row where the cursor will be once the rows are loaded."""
        return self.rows.cursor if self._shown == self.query_text else self._wanted_row

    def reload(self) -> None:
        """Load the rows again; the cursor stays in its row."""
        self._load(self.row)

    def _load(self, row: int) -> None:
        if self._source:
            limit = CHUNK * (2 + self.app.size.height // CHUNK)
            self._lists.ask(partial(self._source.load, self.query_text, row // CHUNK * CHUNK, limit))

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
        row = self.row
        self._shown = event.query
        rows.empty = self._source.nothing(event.query)
        rows.set_rows(event.count, row, event.offset, list(event.rows), keep=same)
        self.header.show(numbers=self._source.numbers(event.count))
        self._show_position()

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
