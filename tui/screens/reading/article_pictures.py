"""The pictures of the article on the page: shown as far as they are here, fetched once it is open."""

from collections.abc import Callable
from functools import partial

from textual.widget import Widget

from storage.model import Article
from tui.layout import kitty_pictures
from tui.layout.picture_rows import pictures_of
from tui.queries import picture_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.articles import PicturesLoaded
from tui.shell import Shell
from tui.themes import few_colours
from tui.widgets.article_pane import ArticlePane


class ArticlePictures:
    """Loads the pictures of an article in a thread, and has those that are lacking fetched."""

    def __init__(self, shell: Shell, pane: Widget, text: Callable[[], ArticlePane]) -> None:
        """Work for the article that `text` shows; replies come to `pane`."""
        self._shell = shell
        self._pane = pane
        self._text = text
        self._queries = LatestQuery(pane, "pictures")
        self._shown: int | None = None
        self._lacking: int | None = None
        self._fetched: set[int] = set()

    @property
    def are_shown(self) -> bool:
        """Whether pictures are wanted, and the terminal has the colours for them."""
        app = self._pane.app
        return self._shell.settings.pictures.show and not app.no_color and not few_colours(app.console)

    def loaded(self, article: Article) -> None:
        """Show the pictures of an article that has come to the page, or has come again."""
        if article.id != self._shown:
            self._text().pictures = {}
            self._lacking = None
        self._shown = article.id
        if any(pictures_of(article)) and self.are_shown:
            load, desk = picture_queries.load_pictures, self._shell.desk
            protocol = self._shell.settings.pictures.protocol
            self._queries.ask(partial(load, desk, article, self._text().measure, protocol))

    def arrived(self, event: PicturesLoaded, *, opened: bool) -> None:
        """Draw pictures that were loaded, and fetch the others if the article is open."""
        text = self._text()
        if text.article is None or event.article != text.article.id:
            return
        if event.columns != text.measure:
            self.loaded(text.article)  # the pane has another width by now
            return
        self._send("".join(one.commands for one in event.drawn.values()))
        text.show_pictures(event.drawn)
        self._lacking = event.article if event.wanted else None
        if opened:
            self.opened()

    def _send(self, commands: str) -> None:
        """Send pictures to a terminal that keeps them; it forgets those of other articles."""
        if commands and (driver := self._pane.app._driver):  # noqa: SLF001 - Textual has no public way
            driver.write(kitty_pictures.FORGET_ALL + commands)

    def opened(self) -> None:
        """Fetch the pictures that are lacking: the reader has opened the article."""
        article = self._lacking
        if article is not None and article not in self._fetched:
            self._fetched.add(article)
            self._shell.pictures.fetch(article)

    def fetched(self, article: int) -> None:
        """Show the pictures of an article that have come, if it is still on the page."""
        shown = self._text().article
        if shown is not None and shown.id == article:
            self.loaded(shown)

    def resized(self) -> None:
        """Draw the pictures for another width."""
        text = self._text()
        if text.article is not None and text.pictures:
            self.loaded(text.article)
