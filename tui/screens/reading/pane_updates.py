"""What one pane of the reading screen shows of what another has loaded."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from textual.dom import DOMNode

from tui.layout.columns import columns
from tui.navigation.places import Pane
from tui.queries.results.articles import ArticleLinksLoaded, ArticleLoaded
from tui.queries.results.feeds import FeedsLoaded
from tui.queries.results.lists import ListLoaded
from tui.screens.reading.links_pane import LinksPane
from tui.screens.reading.list_pane import ListPane
from tui.screens.reading.navigator_pane import NavigatorPane
from tui.screens.reading.reader_pane import ReaderPane

Loaded: TypeAlias = ListLoaded | FeedsLoaded | ArticleLoaded | ArticleLinksLoaded


class FourPanes(NamedTuple):
    """The panes, from left to right."""

    navigator: NavigatorPane
    list_pane: ListPane
    reader: ReaderPane
    links: LinksPane


class PaneUpdates:
    """Tells each pane what it shows of the others: counts, feeds, an article, its links."""

    def __init__(self, owner: DOMNode, panes: FourPanes, current: Callable[[], Pane]) -> None:
        """Work for the panes of `owner`; `current` returns the one that has the focus."""
        self._owner = owner
        self._panes = panes
        self._current = current

    def show(self, loaded: Loaded) -> None:
        """Show what a pane has loaded in the others."""
        match loaded:
            case ListLoaded():
                self._show_list(loaded)
            case FeedsLoaded():
                self._show_feeds(loaded)
            case ArticleLoaded():
                self._show_article(loaded)
            case ArticleLinksLoaded():
                self._panes.links.show(loaded.article, loaded.links)

    def _show_list(self, loaded: ListLoaded) -> None:
        """Show the numbers of articles, and which list it is, in the navigator."""
        navigator = self._panes.navigator
        navigator.outline.show_counts(loaded.counts)
        if loaded.view == self._panes.list_pane.view and self._current() is not Pane.NAVIGATOR:
            navigator.outline.select_view(loaded.view)
        if not navigator.loaded:
            self._owner.call_after_refresh(navigator.load)

    def _show_feeds(self, loaded: FeedsLoaded) -> None:
        """Tell the list which feeds there are, and leave the list of one that is gone."""
        navigator, list_pane, reader, _ = self._panes
        names, feed = list_pane.names, list_pane.view.feed
        known = names.feeds
        if not known:
            navigator.check_place(reader.place(list_pane.place, self._current()))
        names.feeds, names.searches = {feed.id: feed for feed in loaded.feeds}, loaded.searches
        if feed in known and feed not in names.feeds:
            self._owner.post_message(navigator.way_out())
        if self._current() is not Pane.NAVIGATOR:
            navigator.outline.select_view(list_pane.view)
        list_pane.explain_emptiness()

    def _show_article(self, loaded: ArticleLoaded) -> None:
        """Show the links of the article, and put the cursor of the list on it."""
        article, list_pane = loaded.page.article.id, self._panes.list_pane
        self._panes.links.show(article, loaded.links)
        if loaded.view == list_pane.view and list_pane.is_loaded and self._panes.reader.opened:
            listed = list_pane.cursor.listed(article)
            row = loaded.row if loaded.row is not None or listed is None else listed.row
            if row is not None:
                list_pane.cursor.stand_on(article, row)

    def show_row(self) -> None:
        """Show the article under the cursor of the list beside it, unless another one is open."""
        list_pane, reader = self._panes.list_pane, self._panes.reader
        row = list_pane.row
        if reader.opened:
            return
        if row is None and not list_pane.headlines.count:
            self.clear_article()
        elif row is not None and row.id != reader.article and columns(self._owner.app.size.width).panes > 1:
            reader.load(list_pane.place._replace(article=row.id))

    def clear_article(self) -> None:
        """Show no article, nor links."""
        self._panes.reader.clear()
        self._panes.links.clear()
