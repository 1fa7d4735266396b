"""The page of all feeds: their health, and what the reader can do about it."""

import time
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from storage.model import Feed, View
from tui import keys
from tui.layout import wording
from tui.layout.columns import TWO_PANES
from tui.messages import Go, Part, Perform, Say
from tui.navigation.places import FeedsPlace, ReadingPlace
from tui.queries import feed_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.feeds import FeedsLoaded
from tui.screens import hints
from tui.screens.base import PageScreen
from tui.screens.feed_commands import FeedCommands
from tui.screens.list_page import ListPage
from tui.shell import Shell
from tui.widgets.cursor_list import CursorList
from tui.widgets.feed_table import ADD, IMPORT, ColumnHeads, FeedTable, describe_feeds, matching

_AGE_SECONDS = 30.0  # between two updates of "5 min ago"
_PLACEHOLDER = "Part of a name, folder or address; or “failing”; ⏎ goes to the list"


class FeedsScreen(PageScreen[FeedsPlace]):
    """Every feed with its health, by folder; the search narrows them down."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FEED, *keys.elsewhere(*keys.FEED)]
    SHOWS = Part.FEEDS
    page = getters.query_one(ListPage)
    table = getters.query_one(FeedTable)

    def __init__(self, shell: Shell, place: FeedsPlace) -> None:
        super().__init__(shell, place)
        self._wanted_feed: int | None = None
        self._commands = FeedCommands(shell)
        self._feeds: Sequence[Feed] | None = None
        self._feeds_query = LatestQuery(self, "feeds")

    def compose(self) -> ComposeResult:
        """Put the table on the screen."""
        heads = ColumnHeads(id="feed-columns")
        yield ListPage("Feeds", FeedTable("feeds"), placeholder=_PLACEHOLDER, head=heads)

    def on_mount(self) -> None:
        """Load the feeds."""
        add = self.shell.keys.key_for("add_feed")
        self.table.empty = "Loading the feeds …"
        self.table.offers = (
            (add, "Add a feed: its address, or the address of a page that has one", ADD),
            ("⏎", "Import subscriptions: an OPML file, or the urls file of newsboat", IMPORT),
        )
        self.set_interval(_AGE_SECONDS, self._draw_ages)
        self.show(self._place)

    def place(self) -> FeedsPlace:
        """Return the search and the feed under the cursor."""
        feed = self.table.feed
        return FeedsPlace(self.page.query_text, feed.id if feed else None)

    def show(self, place: FeedsPlace) -> None:
        """Show another search or another feed."""
        self._wanted_feed = place.feed
        self.page.show(place.query)
        self.reload()

    def reload(self) -> None:
        """Load the feeds again."""
        self._feeds_query.ask(partial(feed_queries.load_feeds, self.desk))

    async def start_search(self) -> bool:
        """Go to the search line."""
        return self.page.start_search()

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Show the feeds."""
        self._feeds = event.feeds
        self._show_matching()
        if self._wanted_feed is not None:
            self.table.select(self._wanted_feed)
            self._wanted_feed = None

    def on_failed(self) -> None:
        """Load the feeds again a little later; the app says why they could not be read."""
        self.reload_later()

    @on(Input.Changed)
    def _show_matching(self) -> None:
        feeds, query = self._feeds or (), self.page.query_text
        found = matching(feeds, query)
        self.table.show(found, f"No feed has “{query}” in its name or address." if feeds and query else "")
        self.query_one(ColumnHeads).display = bool(found)
        self.header.show(numbers=describe_feeds(feeds))
        keys = self.shell.keys
        of_rows = keys.hints(hints.FEEDS if feeds else hints.NO_FEEDS)
        self.page.show_keys(of_rows, keys.hints(hints.PAGE_SEARCH))
        self._show_feed()

    def _draw_ages(self) -> None:
        if self._feeds is not None:
            self._show_matching()

    @on(CursorList.Moved, "#feeds")
    def _show_feed(self) -> None:
        feed = self.table.feed
        self.status.show_under(_about(feed, self.app.size.width, time.time()) if feed else "")

    @on(CursorList.Chosen, "#feeds")
    def _open(self, event: CursorList.Chosen) -> None:
        match event.item:
            case int() as feed:
                self.post_message(Go(ReadingPlace(View(feed=feed))))
            case str() as name if name == ADD:
                self.post_message(Perform("show_dialog('add_feed')"))
            case str() as name if name == IMPORT:
                self.post_message(Perform("show_dialog('import')"))

    def action_act_on_feed(self, action: str) -> None:
        """Do something to the feed under the cursor, by the name of the key."""
        if feed := self.table.feed:
            self._commands.perform(action, feed, self._feeds or ())
        elif self._feeds:
            self.post_message(Say("Choose a feed first."))
        else:
            self.post_message(Say(f"There are no feeds yet: {self.shell.keys.key_for('add_feed')} adds one."))

    def end_search(self) -> bool:
        """Show all feeds again, if the reader searches."""
        searching = self.page.searching
        if searching:
            self.show(self.place()._replace(query=""))
        return searching

    def action_go_to_pane(self, direction: str) -> None:
        """Go to the search line, or to the table (`next` or `previous`)."""
        if direction in ("next", "previous"):
            self.page.switch_focus()


def _about(feed: Feed, width: int, now: float) -> str:
    """Return the address of a feed and, on a wide screen, when it was checked; the keys need the rest."""
    address = Text(feed.url.partition("://")[2] or feed.url)
    address.truncate(width // 3, overflow="ellipsis")
    checked = f" · checked {wording.ago(feed.checked, now)}" if feed.checked and width >= TWO_PANES else ""
    return f"{address.plain}{checked}"
