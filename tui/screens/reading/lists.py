"""The list of the reading screen: what is in it, the search above it, and the row under its cursor."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from storage.model import Counts, Headline, View
from tui.messages import ErrandProgress, Failed, HeadlinesLoaded, ListLoaded
from tui.navigation.places import Pane, ReadingPlace
from tui.queries import reading_queries
from tui.queries.latest_query import LatestQuery
from tui.screens import hints
from tui.screens.reading.navigation import Navigation
from tui.widgets.headline_list import with_state
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.widgets import Input

    from tui.widgets.fields import SearchLine


class Lists(Navigation):
    """The panes, with a list in them."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = Counts(0, 0, 0)
        self.search_line: SearchLine | None = None
        self._before_search: ReadingPlace | None = None
        self._listed: View | None = None
        self._numbering = 0
        """By how much rows have got other numbers by now: the answer to a question may be late for that."""
        self._lists = LatestQuery(self, "list")
        self._windows = LatestQuery(self, "headlines")

    def on_mount(self) -> None:
        """Wait for the desk."""
        self.headlines.empty = "Opening the desk …"
        self.focus_pane(Pane.LIST)
        self.newsdesk.screen_ready()

    def place(self) -> ReadingPlace:
        """Return where the reader is."""
        return ReadingPlace(self.view, self.headlines.cursor)

    # What is in the list

    def show_list(self, view: View, row: int, article: int | None = None) -> None:
        """Show a view with the cursor on `article` if it is in it, else on `row`."""
        same = view == self._listed
        self.view = view
        self._show_search_line(view.query)
        self.show_title()
        if same:
            self.headlines.move_to(row, notify=False)
        else:
            self._load_list(row, article)

    def reload(self) -> None:
        """Load the list and the feeds again; the cursor stays on its article."""
        self.load_feeds()
        chosen = self.headlines.current
        self._load_list(self.headlines.cursor, chosen.id if chosen else None)

    def show_size(self, count: int, unread: int) -> None:
        """Say in the header how many articles the list has, and how many of them are unread."""
        numbers = f"{unread:,} unread of {count:,}"
        if self.view.query:
            numbers = f"{count:,} found in {self.counts.articles:,}"
        self.header.show(numbers=numbers if self.counts.articles else "")

    def _load_list(self, row: int, article: int | None) -> None:
        rows = max(1, self.app.size.height // self.headlines.ROW_HEIGHT)
        load = partial(reading_queries.load_list, self.desk, self.view, row, article, rows)
        self._lists.ask(partial(load, numbering=self._numbering))

    def on_list_loaded(self, event: ListLoaded) -> None:
        """Show the list that was asked for, unless another is on screen by now."""
        self.counts = event.counts
        self.navigator.show(event.counts, event.names, event.stories)
        if event.view != self.view:
            return
        headlines, same = self.headlines, event.view == self._listed
        headlines.query_text = event.view.query
        before = headlines.cursor
        moved = before - self._numbering - (event.asked - event.numbering) if same else 0
        self._listed = event.view
        self.feeds_shown()
        headlines.set_rows(event.count, event.cursor + moved, event.offset, event.rows, keep=same)
        self._numbering += headlines.cursor - before
        if not (same and self.pane is Pane.NAVIGATOR):
            self.navigator.select_view(event.view)
        self.show_size(event.count, event.unread)
        self.row_shown()
        self.list_shown()

    def feeds_shown(self) -> None:
        """Say in a list of one feed only of other sources that they are, in an empty one why it is."""
        headlines, feed = self.headlines, self.feed_shown
        before = headlines.hidden_source, headlines.empty
        headlines.hidden_source = feed.title if feed else ""
        if self._listed == self.view:
            coming = hints.Coming(self.newsdesk.intakes.running, len(self.feeds), feed)
            headlines.empty = hints.nothing_in(self.view, coming, self.newsdesk.key_for)
        if before != (headlines.hidden_source, headlines.empty):
            headlines.refresh()

    def show_progress(self, progress: ErrandProgress | None) -> None:
        """Show how far an errand is, or that there is none: in an empty list too."""
        super().show_progress(progress)
        if not self.headlines.count:
            self.feeds_shown()

    @on(VirtualList.WindowNeeded, "#list")
    def _load_headlines(self, event: VirtualList.WindowNeeded) -> None:
        self._windows.ask(
            partial(reading_queries.load_headlines, self.desk, self.view, event.offset, event.limit)
        )

    def on_headlines_loaded(self, event: HeadlinesLoaded) -> None:
        """Show more rows."""
        if event.view == self._listed:
            self.headlines.add_rows(event.offset, event.rows)
            self.row_shown()

    def list_chosen(self) -> None:
        """Do what is due when the reader has asked for another list."""

    def row_shown(self) -> None:
        """Do what is due when the row under the cursor may have arrived."""

    def on_failed(self, event: Failed) -> None:
        """Say of a search that can't be understood so in the place of its rows; the rest is for the app."""
        if event.work == "list" and self.view.query:
            self._listed = None
            self.headlines.empty = event.sentence
            self.headlines.set_rows(0, 0, 0, [])
            self.show_size(0, 0)
            self.row_shown()
            event.stop()

    def show_mark(self, article: int, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Show a mark at once, before it is stored."""
        for row, headline in self.headlines.loaded():
            if headline.id == article:
                self.headlines.replace(row, with_state(headline, read=read, starred=starred))

    @property
    def row(self) -> Headline | None:
        """The headline under the cursor."""
        return self.headlines.current

    # Searching

    async def start_search(self) -> bool:
        """Begin to search, or go on typing."""
        if not self.view.query:
            self._before_search = self.place()
        self.focus_pane(Pane.LIST)
        if self.search_line is None:
            from tui.widgets.fields import SearchLine  # noqa: PLC0415 - not needed for the first picture

            self.search_line = SearchLine("search", "Search for words or “phrases”")
            await self.query_one("#left").mount(self.search_line, before=0)
        self.search_line.display = True
        self.set_focus(self.search_line)
        return True

    def end_search(self) -> None:
        """Go back to the list that was there before, with its row."""
        before = self._before_search or ReadingPlace()
        self._before_search = None
        self.focus_pane(Pane.LIST)
        self.newsdesk.return_to(before)

    def _show_search_line(self, query: str) -> None:
        line = self.search_line
        if line is None:
            return
        line.display = bool(query) or self.focused is line
        if line.value != query:
            line.set_text(query)

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Search for what is typed."""
        before = self._before_search or ReadingPlace()
        query = event.value if event.value.strip() else ""
        view = View(query=query) if query else before.view
        if view != self.view:
            if query and not self.view.query:
                self.newsdesk.history.settle(before)
                self.newsdesk.history.visit(ReadingPlace(view))
            self.view = view
            self.list_chosen()
            self._load_list(0 if query else before.row, None)
            self.show_title()

    def on_input_submitted(self) -> None:
        """Go to the results."""
        if self.view.query:
            self.focus_pane(Pane.LIST)
        else:
            self.end_search()
