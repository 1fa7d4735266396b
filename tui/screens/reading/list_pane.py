"""The list pane: the articles of a list, and the search above them."""

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from storage.model import Counts, Headline, SavedSearch, View
from tui.messages import Failed, Go, Say
from tui.navigation.places import Place, ReadingPlace
from tui.queries import list_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.lists import HeadlinesLoaded, ListLoaded
from tui.screens import hints
from tui.screens.reading.list_cursor import ListCursor
from tui.screens.reading.list_names import ListNames
from tui.screens.reading.pending_marks import PendingMarks
from tui.shell import Shell
from tui.widgets.headline_list import HeadlineList
from tui.widgets.virtual_list import RETRY_SECONDS, VirtualList

if TYPE_CHECKING:
    from tui.screens.reading.list_search import ListSearch


class ListPane(Vertical):
    """The rows of a `View`, read in windows; the cursor stays on its article when the list changes."""

    headlines = getters.query_one("#list", HeadlineList)

    class RowsChanged(Message):
        """Other rows are on show: those of another list, or the same ones read again."""

    class ViewChanged(Message):
        """The search has made it another list."""

    def __init__(self, shell: Shell, pending: PendingMarks) -> None:
        """Show the articles of a list with the marks that are `pending`."""
        super().__init__(id="left")
        self._shell = shell
        self._pending = pending
        self.view = View()
        """The list that is wanted; its rows may still be on their way."""
        self._since = time.time()
        """When the list was opened: what is read in it from then on keeps its row."""
        self.counts = Counts(0, 0, 0)
        self.names = ListNames()
        self.search: ListSearch | None = None
        self.cursor = ListCursor(lambda: self.headlines)
        self._listed: View | None = None
        self._count = self._unread = 0
        self._lists = LatestQuery(self, "list")
        self._windows = LatestQuery(self, "headlines")
        self._unread_queries = LatestQuery(self, "unread")

    def compose(self) -> ComposeResult:
        """Fill the pane with the list."""
        yield HeadlineList("list")

    def on_mount(self) -> None:
        """Say what the empty list waits for."""
        self.headlines.empty = "Opening the desk …"

    # What is in the list

    @property
    def row(self) -> Headline | None:
        """The headline under the cursor."""
        return self.headlines.current

    @property
    def is_loaded(self) -> bool:
        """Whether the rows are those of the list that is wanted."""
        return self._listed == self.view

    @property
    def place(self) -> ReadingPlace:
        """The list and the article under its cursor; while they are on their way, what is awaited."""
        return self.cursor.place(self.view)

    @property
    def numbers(self) -> str:
        """How many articles the list has and how many of them are unread, in the words of the header."""
        if not self.counts.articles:
            return ""
        if saved := self.saved_search:
            return f"{saved.unread:,} unread of {self._count:,}"
        if self.view.query:
            return f"{self._count:,} found in {self.counts.articles:,}"
        return f"{self._unread:,} unread of {self._count:,}"

    @property
    def status_words(self) -> str:
        """What the status line says about the row under the cursor."""
        count = self.headlines.count
        return f"{self.headlines.cursor + 1:,} of {count:,}" if count else ""

    def show(self, place: ReadingPlace) -> None:
        """Show the list of a place, with the cursor on its article."""
        self._change_view(place.view)
        if self.search is not None:
            self.search.show(self.view, saved=self.saved_search is not None)
        if place != self.cursor.awaited and not (self.is_loaded and self.cursor.go_to(place)):
            self._await(place)

    def expect(self, first: ListLoaded) -> None:
        """Show a list that was loaded before the pane was there."""
        self.view, self.cursor.awaited = first.view, first.place
        self.post_message(first)

    def _change_view(self, view: View) -> None:
        if view != self.view:
            self.view, self._since = view, time.time()

    def reload(self) -> None:
        """Read the list again; the cursor stays on its article."""
        self._load(self.cursor.awaited or self.place)

    def _await(self, place: ReadingPlace) -> None:
        self.cursor.awaited = place
        self._load(place)

    def _load(self, place: ReadingPlace) -> None:
        rows = max(1, self.app.size.height // self.headlines.ROW_HEIGHT)
        load = partial(list_queries.load_list, self._shell.desk, place, rows)
        self._lists.ask(partial(load, inserted=self.cursor.inserted, since=self._since))

    def on_list_loaded(self, event: ListLoaded) -> None:
        """Show the list that was asked for, unless another is wanted by now."""
        self.counts = event.counts
        self._shell.tasks.analyse_pending(event.counts)
        if event.view != self.view:
            return
        same, self._listed = self.is_loaded, event.view
        self._count, self._unread = event.count, event.unread
        self.headlines.query_text = event.view.query
        self.explain_emptiness()
        self.cursor.show(event, [self._pending.applied(one) for one in event.rows], same=same)
        self.post_message(self.RowsChanged())

    @on(VirtualList.WindowNeeded)
    def _load_window(self, event: VirtualList.WindowNeeded) -> None:
        # Of the list whose rows are on the screen: another one may be on its way.
        if self._listed is not None:
            query = list_queries.load_headlines
            load = partial(query, self._shell.desk, self._listed, event.offset, event.limit)
            self._windows.ask(partial(load, since=self._since))

    def on_headlines_loaded(self, event: HeadlinesLoaded) -> None:
        """Show more rows."""
        if event.view == self._listed:
            self.headlines.add_rows(event.offset, [self._pending.applied(one) for one in event.rows])
            self.post_message(self.RowsChanged())

    def on_failed(self, event: Failed) -> None:
        """Say in place of the rows why there are none; have rows that are on the screen read again later."""
        if event.work == "headlines":
            self.headlines.window_failed()
        elif event.work == "list" and self.is_loaded and not self.view.query:
            self.set_timer(RETRY_SECONDS, self.reload)
        elif event.work == "list":
            event.stop()
            self._listed = self.cursor.awaited = None
            self._count = self._unread = 0
            self.headlines.empty = event.sentence
            self.headlines.set_rows(0, 0, 0, [])
            self.post_message(self.RowsChanged())

    def explain_emptiness(self) -> None:
        """Say why a list without rows is empty; leave the source out of the rows of a single feed."""
        headlines, feed = self.headlines, self.names.feed(self.view)
        before = headlines.hidden_source, headlines.empty
        headlines.hidden_source = feed.title if feed else ""
        if self.is_loaded:
            state = hints.FeedState(self._shell.tasks.running, len(self.names.feeds), feed)
            headlines.empty = hints.nothing_in(self.view, state, self._shell.keys.key_for)
        if before != (headlines.hidden_source, headlines.empty):
            headlines.refresh()

    def show_marks(self, article: int) -> None:
        """Show the marks of an article that are not stored yet."""
        if found := self.cursor.listed(article):
            self.headlines.replace(found.row, self._pending.applied(found.headline))

    # Other lists

    def find_unread(self, step: int) -> None:
        """Look for the next unread article (1) or the one before (-1); the answer is `UnreadFound`."""
        find = partial(list_queries.find_unread, self._shell.desk, self.view, self.headlines.cursor, step)
        self._unread_queries.ask(partial(find, since=self._since))

    def group_by_story(self) -> None:
        """Go to the list with a row for each story, or for each article again."""
        view = replace(self.view, sort=None)
        if view == View(view.filter, since=view.since, stories=view.stories):
            self.post_message(Go(self.place._replace(view=replace(view, stories=not view.stories))))
        else:
            sentence = "Only the lists of all, unread and starred articles are grouped by story."
            self.post_message(Say(sentence))

    # Searching

    @property
    def searching(self) -> bool:
        """Whether a search is being typed."""
        return self.search is not None and self.screen.focused is self.search.line

    @property
    def saved_search(self) -> SavedSearch | None:
        """The saved search whose articles are in the list, `None` for another kind of list."""
        return self.names.search(self.view)

    async def start_search(self, before: ReadingPlace, page: Place | None = None) -> None:
        """Begin to search within the list, or go on typing; the way out is to `page`, else to `before`."""
        if self.search is None:
            from tui.screens.reading.list_search import ListSearch  # noqa: PLC0415 - not for the first picture

            self.search = ListSearch(self._shell, self.names.title)
            await self.mount(self.search, before=0)
        goes_on = bool(self.view.query) and self.saved_search is None and page is None
        self.search.begin(before, page, goes_on=goes_on)

    def on_list_search_searched(self, event: "ListSearch.Searched") -> None:
        """Show what is searched for."""
        event.stop()
        if event.place.view != self.view:
            self._change_view(event.place.view)
            self._await(event.place)
            self.post_message(self.ViewChanged())

    def on_list_search_left(self, event: "ListSearch.Left") -> None:
        """Go from the search line to the list."""
        event.stop()
        self.screen.set_focus(self.headlines)

    def end_search(self) -> Go:
        """End the search; return the way to the list that was there before."""
        self.screen.set_focus(self.headlines)
        if self.search is not None:
            return self.search.way_out()
        before = self._shell.history.previous
        known = isinstance(before, ReadingPlace) and not before.view.query
        return Go(before if before and known else ReadingPlace(), returning=True)
