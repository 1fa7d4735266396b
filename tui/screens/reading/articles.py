"""The article of the reading screen: the one under the cursor of the list, or one that was opened."""

from functools import partial

from textual import on
from textual.timer import Timer

from storage.desk import Desk
from tui.messages import ArticleLinksLoaded, ArticleLoaded, ListLoaded, Written
from tui.navigation.places import Pane, ReadingPlace
from tui.queries import reading_queries
from tui.queries.latest_query import LatestQuery
from tui.screens.reading.lists import Lists
from tui.widgets.virtual_list import VirtualList

_SAVE_AFTER = 0.8


class Articles(Lists):
    """The article beside the list is a preview until it is opened: by Enter, or by going to its pane."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = False
        self.followed = False
        self._article: int | None = None
        self._to_mark = False
        self._saving: Timer | None = None
        self._saved: dict[int, int] = {}
        self._articles = LatestQuery(self, "article")
        self._ties = LatestQuery(self, "ties")

    # Places

    def place(self) -> ReadingPlace:
        """Return the list, the article, and how far it was read."""
        row, pane = self.headlines.cursor, self.article_pane
        if not self.opened or pane.article is None or pane.article.id != self._article:
            return ReadingPlace(self.view, row, pane=Pane.LIST)
        position, mark = pane.position, pane.mark
        return ReadingPlace(self.view, row, self._article, position, mark, self.pane, self.followed)

    def show(self, place: ReadingPlace, *, again: bool = False) -> None:
        """Go to a place; an article is read by being opened, but not by coming back to it `again`."""
        self.save_position()
        self.followed = place.followed
        self.opened = place.article is not None
        self._to_mark = self.opened and not again
        self.show_list(place.view, place.row, place.article)
        if place.article is None:
            if self._listed == self.view:
                self.row_shown()
        elif place.position is None and self._under_cursor_and_shown(place.article):
            self._mark_opened()
        else:
            self._load_article(place)
        self.focus_pane(place.pane)

    @property
    def article_here(self) -> bool:
        """Whether the article on the page is the one that keys in the present pane mean."""
        article = self.article_pane.article
        if article is None or article.id != self._article:
            return False
        in_front = self.pane in (Pane.ARTICLE, Pane.LINKS)
        return self.opened or in_front or self.row is None or self.row.id == article.id

    def _under_cursor_and_shown(self, article: int) -> bool:
        shown = self.article_pane.article
        row = self.row.id if self.row and self._listed == self.view else None
        return shown is not None and shown.id == self._article == row == article

    def begin(self, first: ListLoaded) -> None:
        """Show the first list."""
        self.on_list_loaded(first)

    def open(self, article: int, followed: bool = False) -> None:
        """Open an article as a new place."""
        row = self.headlines.cursor
        self.newsdesk.go(ReadingPlace(self.view, row, article, pane=Pane.ARTICLE, followed=followed))

    def desk_changed(self) -> None:
        """Show what is new in the list, and in the article, its links and its names."""
        self.reload()
        self.look_again()

    def look_again(self) -> None:
        """Show what has become of the article on the page."""
        pane = self.article_pane
        article = pane.article
        if article and article.id == self._article:
            place = self._preview(article.id)._replace(position=pane.position, mark=pane.mark)
            self._ties.ask(partial(reading_queries.look_again, self.desk, article, place, pane.shape))

    def enter_pane(self, pane: Pane) -> None:
        """Go to a pane; going to the article opens it."""
        row = self.row
        if pane is Pane.ARTICLE and not self.opened and row:
            self.open(row.id)
            return
        if pane is Pane.LINKS and not self.opened and row and row.id != self._article:
            self._load_article(self._preview(row.id))
        if pane is not Pane.LINKS or self._article is not None:
            self.focus_pane(pane)

    def pane_focused(self) -> None:
        """Open the article that got the focus by the mouse."""
        if self.pane is Pane.ARTICLE and not self.opened and self._article is not None:
            self.open(self._article)
        self.show_under()

    # The article under the cursor, and the one that is open

    @on(VirtualList.Moved, "#list")
    def _list_moved(self) -> None:
        self.list_chosen()
        self.row_shown()

    def list_chosen(self) -> None:
        """Have the article under the cursor beside the list, in place of one that was opened."""
        self.opened = self.followed = self._to_mark = False

    @on(VirtualList.Chosen, "#list")
    def _list_chosen(self) -> None:
        if self.row:
            self.open(self.row.id)

    def row_shown(self) -> None:
        """Show the article under the cursor beside the list, unless another one is open."""
        if self.opened:
            return
        if self.row is None:
            if not self.headlines.count:
                self._article = None
                self.article_pane.clear()
                self.links.clear()
        elif self.row.id != self._article and not self.one_pane:
            self.save_position()
            self._load_article(self._preview(self.row.id))
        self.show_under()

    def _preview(self, article: int) -> ReadingPlace:
        return ReadingPlace(self.view, self.headlines.cursor, article)

    def _load_article(self, place: ReadingPlace) -> None:
        if place.article is not None:
            self._article = place.article
            shape = self.article_pane.shape
            self._articles.ask(partial(reading_queries.load_article, self.desk, place.article, place, shape))

    def on_article_loaded(self, event: ArticleLoaded) -> None:
        """Show the article that was asked for, unless another is wanted by now."""
        pane, article = self.article_pane, event.page.article
        if article.id != self._article:
            return
        position, mark = event.position, event.mark
        if event.again and pane.article and pane.article.text == article.text:
            position, mark = pane.position, pane.mark
        pane.show(event.page, event.ties.names, position, mark)
        self.links.show(event.ties)
        if event.view == self.view == self._listed:
            self._follow_with_cursor(article.id, event.row)
        self._mark_opened()
        self.show_under()

    def _follow_with_cursor(self, article: int, row: int | None) -> None:
        """Put the cursor of the list on an article that was opened, if it is in the list."""
        if row is None:
            row = next((at for at, held in self.headlines.loaded() if held.id == article), None)
        if self.opened and row is not None:
            self.headlines.move_to(row, notify=False)

    def on_text_view_outgrown(self) -> None:
        """Lay a long article out again, in a thread."""
        pane = self.article_pane
        if pane.article and pane.article.id == self._article:
            self._load_article(
                self._preview(pane.article.id)._replace(position=pane.position, mark=pane.mark)
            )

    def on_article_links_loaded(self, event: ArticleLinksLoaded) -> None:
        """Show links and names that have come since."""
        pane = self.article_pane
        if event.article != self._article or pane.article is None or pane.article.id != event.article:
            return
        if event.ties.names != list(pane.names):
            pane.rename(event.ties.names)
        if event.ties != self.links.article_links:
            self.links.show(event.ties)

    def _mark_opened(self) -> None:
        article = self.article_pane.article
        if not self._to_mark or article is None or article.id != self._article:
            return
        self._to_mark = False
        self.show_mark(article.id, read=True)
        if not article.read:
            self.newsdesk.write(partial(_mark_read_by_opening, self.desk, article.id))

    # Reading position

    def on_article_pane_scrolled(self) -> None:
        """Keep the position once the scrolling rests."""
        if self._saving:
            self._saving.stop()
        self.show_under()
        self._saving = self.set_timer(_SAVE_AFTER, self.save_position)

    def save_position(self) -> None:
        """Keep how far the article was read."""
        pane, self._saving = self.article_pane, None
        article, position = pane.article, pane.position
        if article is None or position == self._saved.get(article.id, article.position):
            return
        self._saved[article.id] = position
        self.newsdesk.write(partial(_save_position, self.desk, article.id, position))

    def show_under(self) -> None:
        """Say in the status line what is under the cursor."""


def _mark_read_by_opening(desk: Desk, article: int) -> Written:
    desk.articles.mark_read([article], undoable=False)
    return Written()


def _save_position(desk: Desk, article: int, position: int) -> Written:
    desk.articles.save_position(article, position)
    return Written(seen=False)
