"""The four panes of the reading screen: which one has the focus, and what one says to the others."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message

from storage.model import Article, Headline, View
from tui import keys
from tui.messages import Go, Say
from tui.navigation.places import Pane, ReadingPlace
from tui.queries.results.articles import ArticleLinksLoaded, ArticleLoaded
from tui.queries.results.feeds import FeedsLoaded
from tui.queries.results.lists import ListLoaded, UnreadFound
from tui.screens.reading.arrangement import Arrangement, neighbour
from tui.screens.reading.links_pane import LinksPane, OpenArticle
from tui.screens.reading.list_pane import ListPane
from tui.screens.reading.marking import Marking, MarkStored
from tui.screens.reading.navigator_pane import NavigatorPane
from tui.screens.reading.pane_updates import FourPanes, Loaded, PaneUpdates
from tui.screens.reading.reader_pane import ReaderPane
from tui.shell import Shell
from tui.widgets.frame import HorizontalRule, VerticalRule
from tui.widgets.virtual_list import VirtualList


class Panes(Vertical):
    """Navigator, list, article and links, of which as many are in sight as the terminal has room for."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PANES, keys.ALONE]

    class Arranged(Message):
        """Another pane has the focus, or other panes are in sight."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(id="panes")
        self._shell = shell
        self.marking = Marking(shell, self, self._show_marks, self._reload_marks)
        pending = self.marking.pending
        self.navigator = NavigatorPane(shell)
        self.list_pane = ListPane(shell, pending)
        self.reader = ReaderPane(shell, pending)
        self.links = LinksPane()
        four = FourPanes(self.navigator, self.list_pane, self.reader, self.links)
        self._arrangement = Arrangement(self, dict(zip(Pane, four, strict=True)))
        self._updates = PaneUpdates(self, four, lambda: self.current)
        self.current = Pane.LIST
        """The pane that has the focus."""
        self.alone = False
        """Whether the article alone is in sight."""

    def compose(self) -> ComposeResult:
        """Put the panes side by side, with the links also below the article."""
        yield HorizontalRule("top", joint="┬")
        with Horizontal(id="body"):
            yield self.navigator
            yield VerticalRule("navigator-rule")
            yield self.list_pane
            yield VerticalRule("list-rule")
            with Container(id="right"):
                yield self.reader
                yield HorizontalRule("links-rule")
                yield VerticalRule("links-upright")
                yield self.links
        yield HorizontalRule("bottom", joint="┴")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing before the desk is open."""
        return self._shell.ready

    # Focus

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus, and bring it into sight."""
        self.alone = self.alone and pane is Pane.ARTICLE
        self.current = pane
        self.share_out()
        self.screen.set_focus(self.query_one(f"#{pane.value}"))

    def end_alone(self) -> None:
        """Show the other panes again, with the article in focus."""
        self.alone = False
        self.focus_pane(Pane.ARTICLE)

    def on_descendant_focus(self) -> None:
        """Follow the focus, however it came to a pane; the mouse opens an article by it."""
        focused, reader = self.screen.focused, self.reader
        if focused and focused.id in set(Pane):
            self.current = Pane(focused.id)
            if self.current is Pane.ARTICLE and not reader.opened and reader.article is not None:
                self.open(reader.article)
        self.share_out()

    def on_resize(self) -> None:
        """Share the new width."""
        self.share_out()

    def share_out(self) -> None:
        """Show the panes that there is room for."""
        self._arrangement.share_out(self.app.size, self.current, self.alone)
        self.post_message(self.Arranged())

    def action_go_to_pane(self, direction: str) -> None:
        """Go to another pane; in the navigator, fold or unfold a folder where there is one."""
        if self.current is Pane.NAVIGATOR and self.navigator.fold_towards(direction):
            return
        step = -1 if direction in ("left", "previous") else 1
        around = direction in ("next", "previous")
        pane = neighbour(self.app.size.width, self.current, step, around)
        if pane is self.current:
            self.post_message(Say("There is no other pane on this side."))
        else:
            self.enter(pane)

    def action_alone(self) -> None:
        """Show the article alone, or with the other panes again."""
        self.alone = not self.alone
        self.enter(Pane.ARTICLE)

    def enter(self, pane: Pane) -> None:
        """Go to a pane because the reader asked for it; going to the article opens it."""
        reader, row = self.reader, self.list_pane.row
        if pane is Pane.ARTICLE and not reader.opened and row:
            self.open(row.id)
            return
        if pane is Pane.LINKS and not reader.opened and row and row.id != reader.article:
            reader.load(self.here._replace(article=row.id))
        if pane is not Pane.LINKS or reader.article is not None:
            self.focus_pane(pane)

    # Places

    @property
    def view(self) -> View:
        """The list that is shown, or on its way."""
        return self.list_pane.view

    @property
    def here(self) -> ReadingPlace:
        """The list and the article under its cursor."""
        return self.list_pane.place

    def place(self) -> ReadingPlace:
        """Return the list, the article, and how far it was read."""
        return self.reader.place(self.here, self.current)

    def show(self, place: ReadingPlace, *, again: bool) -> None:
        """Go to a place; coming back to it `again` does not mark its article read."""
        self.reader.open(place, again=again)
        self.list_pane.show(place)
        if again:
            self.navigator.check_place(place)
        if place.article is not None:
            self.reader.show(place)
        elif self.list_pane.is_loaded:
            self.show_row()
        self.focus_pane(place.pane)

    def begin(self, first: ListLoaded) -> None:
        """Show the list that was loaded before the panes were there, then its article."""
        place = first.place
        self.list_pane.expect(first)
        self.reader.open(place, again=True)
        self.focus_pane(place.pane)
        if place.article is not None:
            self.call_after_refresh(self.reader.show, place)

    def open(self, article: int, *, followed: bool = False) -> None:
        """Open an article as a new place."""
        place = self.here._replace(article=article, pane=Pane.ARTICLE, followed=followed)
        self.post_message(Go(place))

    @on(OpenArticle)
    def _open_article(self, event: OpenArticle) -> None:
        self.open(event.article, followed=True)

    @on(VirtualList.Chosen, "#list")
    def open_row(self) -> None:
        """Open the article under the cursor of the list."""
        if row := self.list_pane.row:
            self.open(row.id)

    def on_unread_found(self, event: UnreadFound) -> None:
        """Open the unread article that was found."""
        if event.view != self.view:
            return
        if event.row is None or event.headline is None:
            self.post_message(Say("Nothing unread is left in this list."))
            return
        self._shell.history.replace(self.place())
        self.list_pane.headlines.move_to(event.row, notify=False)
        self.open(event.headline.id)
        if event.goes_round:
            self.post_message(Say(f"From the {'top' if event.step > 0 else 'end'} of the list again."))

    # Marks

    @property
    def article(self) -> Headline | Article | None:
        """The article that is wanted on the page, with its marks; `None` while nothing is known of it."""
        if listed := self.list_pane.cursor.listed(self.reader.article):
            return listed.headline
        return self.reader.text.article if self.reader.is_loaded else None

    def _show_marks(self, article: int) -> None:
        self.list_pane.show_marks(article)
        self.reader.show_marks(article)

    def _reload_marks(self) -> None:
        self.list_pane.reload()
        self.reader.reload(self.here)

    def on_mark_stored(self, event: MarkStored) -> None:
        """Show the mark as the desk has it."""
        self.marking.stored(event)

    @on(ReaderPane.MarkedRead)
    def _mark_opened(self, event: ReaderPane.MarkedRead) -> None:
        article = self.article
        if article is not None and article.id == event.article and not article.read:
            self.marking.mark_opened(article, by_story=self.view.stories)

    # What one pane shows of another

    @on(ListPane.ViewChanged)
    @on(VirtualList.Moved, "#list")
    def _end_reading(self) -> None:
        self.reader.close()
        if self.list_pane.is_loaded:
            self.show_row()

    @on(ListPane.RowsChanged)
    def _show_row_soon(self) -> None:
        self.reader.matches.search(self.view.query)
        # The rows are drawn first: the article beside them takes longer.
        self.call_after_refresh(self.show_row)

    def show_row(self) -> None:
        """Show the article under the cursor beside the list, unless another one is open."""
        self._updates.show_row()

    def clear_article(self, article: int) -> None:
        """Show an article no longer, and go to the list."""
        if article == self.reader.article:
            self.reader.close()
            self._updates.clear_article()
        self.focus_pane(Pane.LIST)

    @on(ListLoaded)
    @on(FeedsLoaded)
    @on(ArticleLoaded)
    @on(ArticleLinksLoaded)
    def _show_loaded(self, event: Loaded) -> None:
        self._updates.show(event)

    @on(ReaderPane.Cleared)
    def _clear_links(self) -> None:
        self.links.clear()
