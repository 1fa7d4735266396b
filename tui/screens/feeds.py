"""The page of all feeds: how each one is, and what can be done about it."""

import time
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.widgets import Input

from storage.model import Feed, View
from tui import keys
from tui.layout import wording
from tui.layout.columns import TWO_PANES
from tui.messages import Go, Part, Perform
from tui.navigation.places import FeedsPlace, ReadingPlace
from tui.queries import feed_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results import FeedsLoaded
from tui.screens import hints
from tui.screens.base import LOW, DeskScreen
from tui.screens.feed_commands import FeedCommands
from tui.shell import Shell
from tui.widgets.feed_table import ADD, IMPORT, ColumnHeads, FeedTable, describe_feeds, matching
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.row_list import RowList
from tui.widgets.status import Status

_AGE_SECONDS = 30.0


class FeedsScreen(DeskScreen):
    """Every feed with its health, by folder; what is typed narrows them down."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.FEED]
    SHOWS = Part.FEEDS

    def __init__(self, shell: Shell, place: FeedsPlace) -> None:
        super().__init__(shell)
        self._wanted: FeedsPlace | None = place
        self._query = place.query
        self._commands = FeedCommands(self)
        self._feeds: Sequence[Feed] | None = None
        self._asked = LatestQuery(self, "feeds")

    def compose(self) -> ComposeResult:
        """Put the line to search in above the table."""
        yield Header()
        yield HorizontalRule("top")
        yield SearchLine("feeds-search", "Part of a name, folder or address; or “failing”")
        yield ColumnHeads(id="feed-columns")
        yield FeedTable("feeds")
        yield HorizontalRule("bottom")
        yield Status()

    @property
    def table(self) -> FeedTable:
        """The feeds."""
        return self.query_one(FeedTable)

    @property
    def search_line(self) -> SearchLine:
        """The line to search in."""
        return self.query_one(SearchLine)

    def on_mount(self) -> None:
        """Load the feeds."""
        self.header.show("Feeds")
        key_for = self.shell.keys.key_for
        self.table.empty = "Loading the feeds …"
        self.table.offers = (
            (key_for("add_feed"), "Add a feed: its address, or that of a page that has one", ADD),
            ("⏎", "Import subscriptions: an OPML file, or the urls file of newsboat", IMPORT),
        )
        self.set_interval(_AGE_SECONDS, self._draw_ages)
        if self._wanted:
            self.show(self._wanted)

    def place(self) -> FeedsPlace:
        """Return the search and the feed under the cursor."""
        feed = self.table.feed
        return FeedsPlace(self._query, feed.id if feed else None)

    def show(self, place: FeedsPlace) -> None:
        """Show another search or another feed."""
        self._wanted, self._query = place, place.query
        self.search_line.set_text(place.query)
        self.search_line.display = bool(place.query)
        self.set_focus(self.table)
        self.reload()

    async def start_search(self) -> bool:
        """Begin to search, or go on typing."""
        self.search_line.display = True
        self.set_focus(self.search_line)
        return True

    def reload(self) -> None:
        """Load the feeds again."""
        self._asked.ask(partial(feed_queries.load_feeds, self.desk))

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Show the feeds."""
        self._feeds = event.feeds
        self._show_matching()
        if self._wanted and self._wanted.feed is not None:
            self.table.select(self._wanted.feed)
        self._wanted = None

    def _show_matching(self) -> None:
        feeds = self._feeds or ()
        found = matching(feeds, self._query)
        nothing = f"No feed has “{self._query}” in its name or address."
        self.table.show(found, nothing if feeds and self._query else "")
        self.query_one(ColumnHeads).display = bool(found)
        self.header.show(numbers=describe_feeds(feeds))
        self.status.show_keys(self.shell.keys.hints(hints.FEEDS if feeds else hints.NO_FEEDS))
        self._show_under()

    def _draw_ages(self) -> None:
        if self._feeds is not None:
            self._show_matching()

    @on(RowList.Moved, "#feeds")
    def _show_under(self) -> None:
        feed = self.table.feed
        self.status.show_under(_about(feed, self.app.size.width, time.time()) if feed else "")

    # What is done to a feed

    @on(RowList.Chosen, "#feeds")
    def _chosen(self, event: RowList.Chosen) -> None:
        match event.item:
            case int() as feed:
                self.post_message(Go(ReadingPlace(View(feed=feed))))
            case str() as offer if offer == ADD:
                self.post_message(Perform("show_dialog('add_feed')"))
            case str() as offer if offer == IMPORT:
                self.post_message(Perform("show_dialog('import')"))

    def action_act_on_feed(self, action: str) -> None:
        """Do something to the feed under the cursor, by the name of the key."""
        if feed := self.table.feed:
            self._commands.perform(action, feed, self._feeds or ())

    # Searching, and the way out

    @on(Input.Changed, "#feeds-search")
    def _search(self, event: Input.Changed) -> None:
        self._query = event.value.strip()
        self._show_matching()

    @on(Input.Submitted, "#feeds-search")
    def _to_results(self) -> None:
        self.set_focus(self.table)

    def action_leave(self) -> None:
        """End the search, else go back."""
        if self._query or self.search_line.has_focus:
            self.show(self.place()._replace(query=""))
        else:
            super().action_leave()

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Feeds", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    async def action_go_to_pane(self, direction: str) -> None:
        """Go to the line to search in, or to the list (`next` or `previous`)."""
        if direction in ("left", "right"):
            return
        if self.search_line.has_focus:
            self._to_results()
        else:
            await self.start_search()


def _about(feed: Feed, width: int, now: float) -> str:
    """Return where a feed is and when it was asked last, in so little of the line that the keys have room."""
    address = Text(feed.url.partition("://")[2] or feed.url)
    address.truncate(width // 3, overflow="ellipsis")
    checked = f" · checked {wording.ago(feed.checked, now)}" if feed.checked and width >= TWO_PANES else ""
    return f"{address.plain}{checked}"
