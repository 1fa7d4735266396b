"""The article pane: the article under the cursor of the list, or the one that was opened."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from tui.layout import wording
from tui.messages import Go, Gone, Written
from tui.navigation.places import NamePlace, Pane, ReadingPlace
from tui.queries import article_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.articles import (
    ArticleLinksLoaded,
    ArticleLoaded,
    ArticleMissing,
    MatchesFound,
    PageWanted,
    PicturesLoaded,
    TextShown,
)
from tui.screens.corrections import MarkedName
from tui.screens.reading.article_pictures import ArticlePictures
from tui.screens.reading.article_texts import ArticleTexts
from tui.screens.reading.names_met import NamesMet
from tui.screens.reading.pending_marks import PendingMarks
from tui.screens.reading.reading_position import ReadingPosition
from tui.screens.reading.search_matches import SearchMatches
from tui.screens.reading.text_links import TextLinks
from tui.shell import Shell
from tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from tui.screens.reading.text_search import TextSearch


class ReaderPane(Container):
    """One article. It is a preview until it is opened: by Enter, or by going to its pane."""

    text = getters.query_one("#article", ArticlePane)
    text_links = getters.query_one(TextLinks)

    @dataclass(eq=False, repr=False)
    class MarkedRead(Message):
        """An article counts as read because it was opened."""

        article: int

    class Cleared(Message):
        """The page shows a sentence, because the article that is wanted cannot be shown."""

    def __init__(self, shell: Shell, pending: PendingMarks) -> None:
        """Show an article with the marks that are `pending`."""
        super().__init__()
        self._shell = shell
        self._pending = pending
        self.opened = False
        """Whether the reader has opened the article."""
        self.followed = False
        """Whether a link or a name page led to it."""
        self.article: int | None = None
        """The article that is wanted; its text may still be on its way."""
        self._read_once_loaded = False
        self._returned_to: ReadingPlace | None = None
        self._search: TextSearch | None = None
        self._names_met = NamesMet(shell, lambda: self.text)
        self.reading_position = ReadingPosition(shell, self, lambda: self.text, self._names_met)
        self.matches = SearchMatches(self, lambda: self.text)
        self.pictures = ArticlePictures(shell, self, lambda: self.text)
        self.texts = ArticleTexts(shell, self, lambda: self.text)
        self._articles = LatestQuery(self, "article")
        self._reloads = LatestQuery(self, "links")

    def compose(self) -> ComposeResult:
        """Fill the pane with the text."""
        text = ArticlePane("article")
        yield text
        yield TextLinks(text)

    # Finding in the text

    @property
    def finding(self) -> "TextSearch | None":
        """The find that is on, `None` if there is none."""
        return self._search if self._search is not None and self._search.is_on else None

    async def find(self) -> None:
        """Begin to find words in the article, or go on typing."""
        if self._search is None:
            from tui.screens.reading.text_search import TextSearch  # noqa: PLC0415 - not for the first picture

            self._search = TextSearch(self.text)
            await self.mount(self._search, before=0)
        self._search.open()

    # Which article

    @property
    def is_loaded(self) -> bool:
        """Whether the article that is wanted is on the page."""
        shown = self.text.article
        return shown is not None and shown.id == self.article

    @property
    def marked_name(self) -> MarkedName | None:
        """The name under the cursor, as it is written there."""
        mark = self.text.marked if self.is_loaded else None
        return MarkedName(mark.entity, self.text.written(mark)) if mark else None

    @property
    def status_words(self) -> str:
        """What the status line says about the name under the cursor, else about the article."""
        if self.finding and (about_hit := self.finding.about_cursor):
            return about_hit
        if about_link := self.text_links.about_cursor:
            return about_link
        mark = self.text.marked
        if mark:
            return self._names_met.describe(mark)
        if self.text.article:
            names = wording.count(len(self.text.marks), "name")
            who = self._names_met.about_sight
            return " · ".join(filter(None, (f"{self.text.percent} %", self.text.time_left, names, who)))
        return ""

    def place(self, here: ReadingPlace, pane: Pane) -> ReadingPlace:
        """Return `here` with the article, how far it was read and `pane`, if the article is open."""
        if not self.opened or not self.is_loaded:
            return here._replace(pane=Pane.LIST)
        return here._replace(
            article=self.article,
            position=self.text.position,
            mark=self.text.mark,
            pane=pane,
            followed=self.followed,
        )

    def open(self, place: ReadingPlace, *, again: bool) -> None:
        """Open the article of a place, if it has one; coming back to it `again` does not mark it read."""
        self.reading_position.save()
        self.followed = place.followed
        self.opened = place.article is not None
        self._read_once_loaded = self.opened and not again
        self._returned_to = place if again else None

    def close(self) -> None:
        """Make the article a preview: the reader has gone to another row."""
        self.opened = self.followed = self._read_once_loaded = False

    def show(self, place: ReadingPlace) -> None:
        """Load the article of a place, unless it is on the page and the place is where it was left."""
        if place.position is None and self.is_loaded and place.article == self.article:
            self._mark_read()
            self._begin_reading()
        else:
            self.load(place)

    def load(self, place: ReadingPlace) -> None:
        """Load the article of a place."""
        if place.article is not None:
            if place.article != self.article:
                self.reading_position.save()
            self.article = place.article
            load = article_queries.load_article
            self._articles.ask(partial(load, self._shell.desk, place.article, place, self.text.shape))

    def reload(self, here: ReadingPlace) -> None:
        """Show what has changed in the article on the page, its names and its links."""
        shown = self.text.article
        if shown is not None and self.is_loaded:
            place = here._replace(article=shown.id, position=self.text.position, mark=self.text.mark)
            reload = article_queries.reload_article
            self._reloads.ask(partial(reload, self._shell.desk, shown, place, self.text.shape))

    def clear(self) -> None:
        """Show no article."""
        self.article = None
        self.text.clear()
        self._follow_text()

    def _follow_text(self) -> None:
        """Let the matches, the links and the find be those of the text on the page."""
        self.matches.follow_text()
        self.text_links.follow_text()
        if self._search is not None:
            self._search.follow_text()

    def on_article_loaded(self, event: ArticleLoaded) -> None:
        """Show the article that was asked for, unless another is wanted by now."""
        text, article = self.text, event.page.article
        if article.id != self.article:
            event.stop()
            return
        position, mark = event.position, event.mark
        if event.again and text.article and text.article.text == article.text:
            position, mark = text.position, text.mark
        self.texts.loaded(event)
        self.pictures.loaded(article)
        text.show(event.page, event.links.names, position, mark)
        self._follow_text()
        self.show_marks(article.id)
        self._mark_read()
        self._names_met.loaded(article.id, event.links)
        if self.opened:
            self._begin_reading()

    def _begin_reading(self) -> None:
        self.texts.opened()
        self.pictures.opened()
        self.call_after_refresh(self._look)

    def on_matches_found(self, event: MatchesFound) -> None:
        """Highlight what was searched for."""
        self.matches.found(event)

    def on_pictures_loaded(self, event: PicturesLoaded) -> None:
        """Draw the pictures of the article."""
        self.pictures.arrived(event, opened=self.opened)

    def on_resize(self) -> None:
        """Draw the pictures for another width."""
        self.pictures.resized()

    def on_article_missing(self, event: ArticleMissing) -> None:
        """Say in place of the article why it cannot be shown, unless another is wanted by now."""
        if event.article == self.article:
            self.article = None
            self.text.clear(event.sentence)
            self._follow_text()
            self.post_message(self.Cleared())
            if event.gone and self._returned_to and self._returned_to.article == event.article:
                self._shell.post(Gone(self._returned_to, event.sentence))

    def on_article_links_loaded(self, event: ArticleLinksLoaded) -> None:
        """Show other names in the article on the page."""
        if not self.is_loaded or event.article != self.article:
            event.stop()
            return
        self.text.show_marks(read=event.read, starred=event.starred)
        self.show_marks(event.article)
        self._names_met.loaded(event.article, event.links)
        if event.links.names != list(self.text.names):
            self.text.rename(event.links.names)
            self.matches.follow_text()

    @on(ArticlePane.Outgrown)
    def _lay_out_again(self) -> None:
        """Lay a long article out again, in a thread."""
        if self.is_loaded:
            place = ReadingPlace(article=self.article, position=self.text.position, mark=self.text.mark)
            self.load(place)

    @on(ArticlePane.NameChosen)
    def _open_name(self, event: ArticlePane.NameChosen) -> None:
        self.post_message(Go(NamePlace(event.entity.id)))

    # Marks, names and the position

    def show_marks(self, article: int) -> None:
        """Keep the marks that are not stored yet, if the article is on the page."""
        shown = self.text.article
        if shown is not None and shown.id == article:
            marked = self._pending.applied(shown)
            self.text.show_marks(read=marked.read, starred=marked.starred)

    def _mark_read(self) -> None:
        article = self.text.article
        if not self._read_once_loaded or article is None:
            return
        self._read_once_loaded = False
        self.post_message(self.MarkedRead(article.id))

    @on(ArticlePane.Scrolled)
    def _look(self) -> None:
        if self.opened:
            self._names_met.look()
        self.reading_position.save_soon()

    # Its texts

    def on_page_wanted(self, event: PageWanted) -> None:
        """Fetch the page of an article, to show its text."""
        event.stop()
        self.texts.fetch(event.article)

    def on_text_shown(self, event: TextShown) -> None:
        """Say which text is shown now, and have its names found at once."""
        event.stop()
        self.post_message(Written(event.sentence, undo_steps=1))
        if not event.analysed:
            self._shell.tasks.analyse()
        if event.article == self.article:
            self.reload(ReadingPlace())
