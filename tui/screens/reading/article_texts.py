"""The texts of the article on the page: that of the feed, that of the page, and fetching the page."""

from collections.abc import Callable
from functools import partial

from textual.widget import Widget

from storage.model import Provenance
from tui.messages import Say, Write
from tui.queries import article_queries
from tui.queries.results.articles import ArticleLoaded
from tui.shell import Shell
from tui.tasks.page_fetching import PageFetched, PageMissed
from tui.widgets.article_pane import ArticlePane


class ArticleTexts:
    """Switches between the texts of an article, and fetches its page when that is asked for or lacking."""

    def __init__(self, shell: Shell, pane: Widget, text: Callable[[], ArticlePane]) -> None:
        """Work for the article that `text` shows; replies come to `pane`."""
        self._shell = shell
        self._pane = pane
        self._text = text
        self._lacking: int | None = None

    def loaded(self, event: ArticleLoaded) -> None:
        """Keep whether the page of an article that is about to be shown is lacking or on its way."""
        article = event.page.article.id
        self._lacking = article if event.lacks_page else None
        self._text().fetching = self._shell.pages.is_fetching(article)

    def opened(self) -> None:
        """Fetch the page of the article that the reader has opened, if only a part of its text is here."""
        if self._lacking is None or not self._shell.settings.pages.on_open:
            return
        self._text().set_fetching(self._shell.pages.fetch_once(self._lacking))
        self._lacking = None

    def fetch(self, article: int) -> None:
        """Fetch the page of an article, to show its text."""
        self._shell.pages.fetch(article)
        if self._is_shown(article):
            self._text().set_fetching(True)
        else:
            self._say("Fetching the page …")

    def fetched(self, event: PageFetched) -> None:
        """Show the text of a page that has come, if the reader asked for it, and find its names."""
        if self._is_shown(event.article):
            self._text().set_fetching(False)
        if event.asked:
            self._show(event.article, Provenance.PAGE)
        else:
            self._shell.tasks.analyse()

    def missed(self, event: PageMissed) -> None:
        """Say why a page could not be fetched; the line under the title says it too."""
        if self._is_shown(event.article):
            self._text().set_fetching(False)
        if event.asked or self._is_shown(event.article):
            self._say(event.sentence)

    def show_other(self, article: int) -> None:
        """Show the text of the article's feed in place of that of its page, or the other way round."""
        shown = self._text().article
        self._show(article, shown.other if shown is not None and shown.id == article else None)

    def _show(self, article: int, wanted: Provenance | None) -> None:
        call = article_queries.show_text
        write = Write(partial(call, self._shell.desk, article, wanted), reply_to=self._pane)
        self._pane.post_message(write)

    def _is_shown(self, article: int) -> bool:
        shown = self._text().article
        return shown is not None and shown.id == article

    def _say(self, sentence: str) -> None:
        self._pane.post_message(Say(sentence))
