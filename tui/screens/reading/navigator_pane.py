"""The navigator pane: the standing lists, and the feeds in their folders."""

import time
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container

from storage.model import Entity, Feed, Filter, View
from tui.layout import feed_outline, wording
from tui.layout.search_outline import SearchItem
from tui.messages import Go, Gone, Perform, Say, Write
from tui.navigation.orders import is_all
from tui.navigation.places import FeedsPlace, NamePlace, NamesPlace, Place, ReadingPlace, StoriesPlace
from tui.queries import feed_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.feeds import FeedsLoaded
from tui.screens.feed_commands import FeedCommands
from tui.shell import Shell
from tui.widgets.navigator import ADD, FEEDS, NAMES, STORIES, LabelItem, Navigator
from tui.widgets.row_list import RowList

_PAGES: dict[object, type[NamesPlace | StoriesPlace | FeedsPlace]] = {
    NAMES: NamesPlace,
    STORIES: StoriesPlace,
    FEEDS: FeedsPlace,
}


class NavigatorPane(Container):
    """Lists to choose from, and the feeds as they are."""

    outline = getters.query_one(Navigator)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._feeds: dict[int, Feed] | None = None
        self._queries = LatestQuery(self, "feeds")

    def compose(self) -> ComposeResult:
        """Fill the pane with the outline."""
        yield Navigator("navigator")

    # The feeds

    @property
    def feeds(self) -> dict[int, Feed]:
        """The feeds by their numbers, empty before they are loaded."""
        return self._feeds or {}

    @property
    def loaded(self) -> bool:
        """Whether the feeds are loaded."""
        return self._feeds is not None

    def check_place(self, place: ReadingPlace) -> None:
        """Leave out a place that is a list of a feed or folder that is gone."""
        if sentence := self._missing(place.view):
            self._shell.post(Gone(place, sentence))

    def _missing(self, view: View) -> str:
        """Return in words that the feed or folder of a list is gone, "" if it is there or not known."""
        folders = feed_outline.folders_of([*self.feeds.values()])
        if not self.loaded or view.query:
            return ""
        if view.feed is not None and view.feed not in self.feeds:
            return "You no longer subscribe to this feed."
        gone = view.feed is None and view.folder and view.folder not in folders
        return f"There is no folder {view.folder.replace('/', ' / ')} any more." if gone else ""

    def load(self) -> None:
        """Load the feeds, or what has changed in them."""
        self._queries.ask(partial(feed_queries.load_feeds, self._shell.desk))

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Show the feeds."""
        first, outline = self._feeds is None, self.outline
        self._feeds = {feed.id: feed for feed in event.feeds}
        outline.hint = f"No feeds yet: {self._shell.keys.key_for('add_feed')} adds one."
        outline.show_names(event.names, event.stories, event.followed)
        outline.show_feeds(event.feeds, event.unread, event.folded if first else outline.folded)
        outline.show_searches(event.searches)
        outline.show_labels(event.labels)
        outline.show_without_feed(event.without_feed)
        self._shell.refreshes.feeds_loaded(event.feeds)
        if first and not event.feeds and not outline.counts.articles:
            self._welcome()

    def _welcome(self) -> None:
        """Show the welcome screen for an empty desk, unless the reader is elsewhere already."""
        if self.screen.is_current and not self._shell.tasks.running:
            self.post_message(Perform("show_dialog('welcome')"))

    # The cursor

    @property
    def view(self) -> View | None:
        """The feed or folder under the cursor, as a list."""
        return self.outline.current if isinstance(self.outline.current, View) else None

    @property
    def on_feed(self) -> bool:
        """Whether a feed is under the cursor."""
        return self.outline.feed is not None

    @property
    def status_words(self) -> str:
        """What the status line says about the row under the cursor."""
        feed = self.feeds.get(self.outline.feed or 0)
        if search := self.outline.search:
            return search.problem or f"{wording.count(search.unread, 'unread article')} · {search.query}"
        if label := self.outline.label:
            return f"Label · {wording.count(label.articles, 'article')}, {label.unread:,} unread"
        if feed is not None:
            return feed.trouble or wording.count(feed.unread, "unread article")
        return self.outline.folder.replace("/", " / ")

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        if event.item == ADD:
            self.post_message(Perform("show_dialog('add_feed')"))
        elif self.outline.on_search_folder:
            self.outline.turn_search_folder()
        elif place := _place_of(event.item):
            self.post_message(Go(place))

    def act_on_feed(self, action: str, commands: FeedCommands, view: View) -> None:
        """Carry out an action of `keys.FEED`, by its name, on the feed or folder of `view`."""
        feed = self.feeds.get(view.feed or 0)
        if feed is not None:
            commands.perform(action, feed, list(self.feeds.values()))
        elif action == "refresh_feed":
            self._refresh(view.folder)
        else:
            purpose = "change it" if action == "edit_feed" else "unsubscribe from it"
            key = self._shell.keys.key_for("feeds_page")
            self.post_message(Say(f"Choose a feed in the lists, or on their page ({key}), to {purpose}."))

    def _refresh(self, folder: str) -> None:
        """Fetch the feeds in a folder, whether they are due or not; without a folder those that are due."""
        if folder:
            inside = [one.id for one in self.feeds.values() if f"{one.folder}/".startswith(f"{folder}/")]
            self._shell.tasks.refresh(inside)
        elif self.feeds:
            self._shell.tasks.refresh()
        else:
            key = self._shell.keys.key_for("add_feed")
            self.post_message(Say(f"There are no feeds yet: {key} adds one."))

    def step_list(self, view: View, step: int) -> None:
        """Go to the list after (1) or before (-1) the list of `view`, in the order of the rows."""
        self.outline.select_view(view)
        items = self.outline.items
        at = items.index(self.outline.current) if self.outline.current in items else 0
        ahead = items[at + 1 :] if step > 0 else items[:at][::-1]
        places = (place for item in ahead if isinstance(place := _place_of(item), ReadingPlace))
        if place := next(places, None):
            self.post_message(Go(place))
        else:
            self.post_message(Say(f"This is the {'last' if step > 0 else 'first'} list."))

    def way_out(self) -> Go:
        """Return the way to the list of all articles, to the row where it was left a moment ago."""
        before = self._shell.history.previous
        if isinstance(before, ReadingPlace) and is_all(before.view) and before.article is None:
            return Go(before, returning=True)
        return Go(standing_list(Filter.ALL))

    # Folding

    @on(Navigator.Folded)
    def _save_folded(self, event: Navigator.Folded) -> None:
        self.post_message(Write(partial(feed_queries.fold, self._shell.desk, event.folded)))

    def fold_towards(self, direction: str) -> bool:
        """Fold (`left`) or unfold (`right`) the folder under the cursor; return False if there is none."""
        if direction == "left":
            return self.outline.fold()
        return direction == "right" and self.outline.unfold()


def standing_list(which: Filter) -> ReadingPlace:
    """Return the place of a standing list. What is read there from now on stays in it until it is left."""
    return ReadingPlace(View(which, since=time.time() if which is Filter.UNREAD else None))


def _place_of(key: object) -> Place | None:
    match key:
        case Filter() as which:
            return standing_list(which)
        case SearchItem() | LabelItem():
            return ReadingPlace(key.view)
        case View() as view:
            return ReadingPlace(view)
        case Entity() as entity:
            return NamePlace(entity.id)
        case str() as page if page in _PAGES:
            return _PAGES[page]()
    return None
