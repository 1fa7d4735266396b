"""The article of the reading screen: the one under the cursor of the list, or one that was opened."""

from functools import partial

from textual import on
from textual.timer import Timer

from storage.desk import Desk
from tui import loading
from tui.messages import ArticleLoaded, ListLoaded, TiesLoaded, Written
from tui.places import Pane, ReadingPlace
from tui.screens.lists import Lists
from tui.widgets.virtual import Virtual
from tui.work import Latest

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
        self._articles = Latest(self, "article")
        self._ties = Latest(self, "ties")

    # Places

    def place(self) -> ReadingPlace:
        """Return the list, the article, and how far it was read."""
        row, pane = self.headlines.cursor, self.article_pane
        if not self.opened or pane.article is None or pane.article.id != self._article:
            return ReadingPlace(self.view, row, pane=Pane.LIST)
        position, mark = pane.position, pane.mark
        return ReadingPlace(self.view, row, self._article, position, mark, self.pane, self.followed)

    def show(self, place: ReadingPlace) -> None:
        """Go to a place."""
        self.save_position()
        self.followed = place.followed
        self.show_list(place.view, place.row)
        self.opened = self._to_mark = place.article is not None
        shown = self.article_pane.article
        if place.article is None:
            self.row_shown()
        elif place.position is None and shown and shown.id == place.article == self._article:
            self._mark_opened()
        else:
            self._load_article(place.article, place.position, place.mark)
        self.focus_pane(place.pane)

    def begin(self, first: ListLoaded) -> None:
        """Show the first list."""
        self.on_list_loaded(first)

    def open(self, article: int, followed: bool = False) -> None:
        """Open an article as a new place."""
        row = self.headlines.cursor
        self.newsdesk.go(ReadingPlace(self.view, row, article, pane=Pane.ARTICLE, followed=followed))

    def desk_changed(self) -> None:
        """Show what is new in the list, and in the links and names of the article."""
        self.reload()
        article = self.article_pane.article
        if article and article.id == self._article:
            self._ties.ask(partial(loading.load_ties, self.desk, article.id))

    def enter_pane(self, pane: Pane) -> None:
        """Go to a pane; going to the article opens it."""
        row = self.row
        if pane is Pane.ARTICLE and not self.opened and row:
            self.open(row.id)
        elif pane is not Pane.LINKS or self._article is not None:
            self.focus_pane(pane)

    def pane_focused(self) -> None:
        """Open the article that got the focus by the mouse."""
        if self.pane is Pane.ARTICLE and not self.opened and self._article is not None:
            self.open(self._article)
        self.show_under()

    # The article under the cursor, and the one that is open

    @on(Virtual.Moved, "#list")
    def _list_moved(self) -> None:
        self.opened = self.followed = False
        self.row_shown()

    @on(Virtual.Chosen, "#list")
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
            self._load_article(self.row.id, None, None)
        self.show_under()

    def _load_article(self, article: int, position: int | None, mark: int | None) -> None:
        self._article = article
        shape = (self.article_pane.measure, self.article_pane.brackets)
        self._articles.ask(partial(loading.load_article, self.desk, article, shape, position, mark))

    def on_article_loaded(self, event: ArticleLoaded) -> None:
        """Show the article that was asked for, unless another is wanted by now."""
        if event.page.article.id != self._article:
            return
        self.article_pane.show(event.page, event.names, event.position, event.mark)
        self.links.show(event.links, event.names)
        self._mark_opened()
        self.show_under()

    def on_article_pane_outgrown(self) -> None:
        """Lay a long article out again, in a thread."""
        pane = self.article_pane
        if pane.article and pane.article.id == self._article:
            self._load_article(pane.article.id, pane.position, pane.mark)

    def on_ties_loaded(self, event: TiesLoaded) -> None:
        """Show links and names that have come since."""
        pane = self.article_pane
        if event.article != self._article or pane.article is None or pane.article.id != event.article:
            return
        if list(event.names) != list(pane.names):
            pane.rename(event.names)
        if not self.links.shows(event.links, event.names):
            self.links.show(event.links, event.names)

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
    desk.mark_read([article], undoable=False)
    return Written()


def _save_position(desk: Desk, article: int, position: int) -> Written:
    desk.save_position(article, position)
    return Written(seen=False)
