"""The navigator of the reading screen: the standing lists, the feeds in their folders."""

import time
from functools import partial

from textual import on

from storage.model import Entity, Feed, Filter, View
from tui.layout import wording
from tui.messages import FeedsLoaded
from tui.navigation.places import FeedsPlace, NamePlace, NamesPlace, Pane, ReadingPlace, StoriesPlace
from tui.queries import feed_queries
from tui.queries.latest_query import LatestQuery
from tui.screens import hints
from tui.screens.reading.panes import Panes
from tui.widgets.navigator import ADD, FEEDS, NAMES, STORIES, Navigator
from tui.widgets.row_list import RowList


class Navigation(Panes):
    """The panes, with lists to choose from."""

    def __init__(self) -> None:
        super().__init__()
        self.view = View()
        self._feeds: dict[int, Feed] | None = None
        self._feeds_asked = LatestQuery(self, "feeds")

    @on(RowList.Chosen, "#navigator")
    def _choose_list(self, event: RowList.Chosen) -> None:
        match event.item:
            case Filter() as which:
                self.go_to_list(which)
            case View() as view:
                self.newsdesk.go(ReadingPlace(view))
            case Entity() as entity:
                self.newsdesk.go(NamePlace(entity.id))
            case str() as name if name == NAMES:
                self.newsdesk.go(NamesPlace())
            case str() as name if name == STORIES:
                self.newsdesk.go(StoriesPlace())
            case str() as name if name == FEEDS:
                self.newsdesk.go(FeedsPlace())
            case str() as name if name == ADD:
                self.newsdesk.action_add_feed()

    def go_to_list(self, which: Filter) -> None:
        """Go to a standing list. What is read there from now on stays in it until it is left."""
        since = time.time() if which is Filter.UNREAD else None
        self.newsdesk.go(ReadingPlace(View(which, since=since)))

    def leave_list(self) -> None:
        """Go from another list to that of all articles, to the row where it was left a moment ago."""
        before = self.newsdesk.history.previous
        if isinstance(before, ReadingPlace) and before.view == View() and before.article is None:
            self.newsdesk.return_to(before)
        else:
            self.go_to_list(Filter.ALL)

    # The feeds

    def list_shown(self) -> None:
        """Load the feeds, once the first list is on screen."""
        if self._feeds is None:
            self.load_feeds()

    def load_feeds(self) -> None:
        """Load the feeds, or what has become of them."""
        self._feeds_asked.ask(partial(feed_queries.load_feeds, self.desk))

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Show the feeds in the navigator, and what the list at hand is called."""
        first, navigator = self._feeds is None, self.navigator
        self._feeds = {feed.id: feed for feed in event.feeds}
        navigator.hint = f"No feeds yet: {self.newsdesk.key_for('add_feed')} adds one."
        navigator.show_followed(event.followed)
        navigator.show_feeds(event.feeds, event.unread, event.folded if first else navigator.folded)
        if first:
            navigator.select_view(self.view)
            self._welcome()
        self.show_title()
        self.show_under()
        self.feeds_shown()

    def feeds_shown(self) -> None:
        """Do what is due when the feeds have arrived."""

    def _welcome(self) -> None:
        """Offer what an empty desk can be filled with, unless the reader is elsewhere already."""
        empty = not self.feeds and not self.navigator.counts.articles
        if empty and self.is_current and not self.newsdesk.intakes.running:
            self.newsdesk.action_welcome()

    @property
    def feeds(self) -> dict[int, Feed]:
        """The feeds by their numbers, none before they are loaded."""
        return self._feeds or {}

    @property
    def feed_shown(self) -> Feed | None:
        """The feed whose articles are in the list."""
        return None if self.view.feed is None else self.feeds.get(self.view.feed)

    @property
    def view_meant(self) -> View:
        """The feed or folder that keys mean: the one under the cursor of the lists, else the one shown."""
        here = self.navigator.current if self.pane is Pane.NAVIGATOR else None
        return here if isinstance(here, View) else self.view

    @property
    def feed_meant(self) -> Feed | None:
        """The feed that keys mean."""
        return self.feeds.get(self.view_meant.feed or 0)

    def show_title(self) -> None:
        """Say in the header which list this is."""
        self.header.show(hints.title_of(self.view, self.feed_shown))

    def show_under(self) -> None:
        """Say in the status line what is under the cursor."""

    @on(RowList.Moved, "#navigator")
    def _navigator_moved(self) -> None:
        self.show_under()
        self.status.show_keys(self.newsdesk.hints(self.pane_hints()))

    def under_navigator(self) -> str:
        """Return what is to be said of the row under the cursor of the lists."""
        feed = self.feeds.get(self.navigator.feed or 0)
        if feed is not None:
            return feed.trouble or wording.count(feed.unread, "unread article")
        return self.navigator.folder.replace("/", " / ")

    def pane_hints(self) -> hints.Hints:
        """Return the keys that help where the reader is."""
        on_a_feed = self.pane is Pane.NAVIGATOR and self.navigator.feed is not None
        return hints.ON_A_FEED if on_a_feed else super().pane_hints()

    def action_unsubscribe(self) -> None:
        """Unsubscribe from the feed that is meant."""
        if feed := self._feed_for("unsubscribe from it"):
            undo = self.newsdesk.key_for("undo")
            self.newsdesk.write(partial(feed_queries.unsubscribe, self.desk, feed.id, feed.title, undo))
            if self.view.feed == feed.id:
                self.leave_list()

    def action_edit_feed(self) -> None:
        """Change the feed that is meant."""
        if feed := self._feed_for("change it"):
            self.newsdesk.edit_feed(feed, self.navigator.feeds)

    def _feed_for(self, purpose: str) -> Feed | None:
        if self.feed_meant is None:
            key = self.newsdesk.key_for("feeds_page")
            self.newsdesk.remark(f"Choose a feed in the lists, or on their page ({key}), to {purpose}.")
        return self.feed_meant

    # Folding

    @on(Navigator.Folded)
    def _keep_folded(self, event: Navigator.Folded) -> None:
        self.newsdesk.write(partial(feed_queries.fold, self.desk, event.folded))

    def action_pane_left(self) -> None:
        """Fold up what is under the cursor of the lists; elsewhere go to the pane at the left."""
        if not (self.pane is Pane.NAVIGATOR and self.navigator.fold()):
            super().action_pane_left()

    def action_pane_right(self) -> None:
        """Unfold the folder under the cursor of the lists; else go to the pane at the right."""
        if not (self.pane is Pane.NAVIGATOR and self.navigator.unfold()):
            super().action_pane_right()
