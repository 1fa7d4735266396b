"""The reading screen: a list, an article, its links, and the navigator."""

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType

from storage.model import Entity, Filter, View
from tui import keys
from tui.messages import Back, Go, Part, Quit, Say, Write
from tui.navigation.places import Pane, ReadingPlace
from tui.queries import list_queries
from tui.queries.results import (
    AddressFound,
    ArticleLinksLoaded,
    ArticleLoaded,
    FeedsLoaded,
    ListLoaded,
    UnreadFound,
)
from tui.screens import hints
from tui.screens.base import DeskScreen
from tui.screens.corrections import MarkedArticle, MarkedName, NameCorrections, StoryCorrections
from tui.screens.feed_commands import FeedCommands
from tui.screens.reading.article_commands import ArticleCommands, ArticleState
from tui.screens.reading.links_pane import OpenArticle
from tui.screens.reading.list_pane import ListPane
from tui.screens.reading.navigator_pane import standing_list
from tui.screens.reading.panes import Panes
from tui.screens.reading.reader_pane import ReaderPane
from tui.shell import Shell
from tui.tasks.task import TaskProgress
from tui.widgets.article_pane import ArticlePane
from tui.widgets.frame import Header
from tui.widgets.headline_list import HeadlineList
from tui.widgets.link_list import LinkList
from tui.widgets.navigator import Navigator
from tui.widgets.row_list import RowList
from tui.widgets.status import Status
from tui.widgets.virtual_list import VirtualList


class ReadingScreen(DeskScreen):
    """Four panes. The screen passes on what one of them says to the others, and to the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.READING, *keys.STORY, *keys.CORRECTIONS, *keys.FEED]

    panes = getters.query_one(Panes)
    navigator = getters.query_one(Navigator)
    headlines = getters.query_one("#list", HeadlineList)
    article_pane = getters.query_one("#article", ArticlePane)
    links = getters.query_one("#links", LinkList)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.panes = Panes(shell)
        self._article_commands = ArticleCommands(self, self.panes)
        self._feed_commands = FeedCommands(self)
        self._name_corrections = NameCorrections(self)
        self._story_corrections = StoryCorrections(self)

    def compose(self) -> ComposeResult:
        """Put the panes between the header and the status line."""
        yield Header()
        yield self.panes
        yield Status()

    def on_mount(self) -> None:
        """Wait for the desk with the list in focus."""
        self.panes.focus_pane(Pane.LIST)

    def begin(self, first: ListLoaded) -> None:
        """Show the first list."""
        self.panes.list_pane.post_message(first)

    # Places

    def place(self) -> ReadingPlace:
        """Return the list, the article, and how far it was read."""
        return self.panes.reader.place(self._here)._replace(pane=self.pane)

    @property
    def _here(self) -> ReadingPlace:
        """The list and the row under its cursor."""
        return ReadingPlace(self.view, self.headlines.cursor)

    @property
    def view(self) -> View:
        """The list that is shown, or on its way."""
        return self.panes.list_pane.view

    @property
    def pane(self) -> Pane:
        """The pane that has the focus."""
        return self.panes.current

    def show(self, place: ReadingPlace, *, again: bool = False) -> None:
        """Go to a place; coming back to it `again` does not mark its article read."""
        reader = self.panes.reader
        reader.open(place, again=again)
        self.panes.list_pane.show(place.view, place.row, place.article)
        self._show_title()
        if place.article is not None:
            reader.show(place)
        elif self.panes.list_pane.is_loaded:
            self._show_row()
        self.panes.focus_pane(place.pane)

    def open(self, article: int, *, followed: bool = False) -> None:
        """Open an article as a new place."""
        place = self._here._replace(article=article, pane=Pane.ARTICLE, followed=followed)
        self.post_message(Go(place))

    def position_to_save(self) -> Write | None:
        """Return the write that stores how far the article was read, `None` if that is stored."""
        return self.panes.reader.position_to_save()

    def desk_changed(self, parts: Part = Part.ALL) -> None:
        """Show what has changed in these parts of the desk."""
        if parts & Part.FEEDS:
            self.panes.navigator.load()
        if parts & Part.LIST:
            self.panes.list_pane.reload()
        if parts & Part.NAMES:
            self.panes.reader.reload(self._here)

    def go_to_list(self, which: Filter) -> None:
        """Go to a standing list."""
        self.post_message(Go(standing_list(which)))

    async def start_search(self) -> bool:
        """Begin to search titles and texts, or go on typing."""
        before = self.place()
        self.panes.focus_pane(Pane.LIST)
        await self.panes.list_pane.start_search(before)
        return True

    # What the panes say

    @on(Panes.Entered)
    def _enter_pane(self, event: Panes.Entered) -> None:
        """Go to a pane because the reader asked for it; going to the article opens it."""
        pane, reader, row = event.pane, self.panes.reader, self.panes.list_pane.row
        if pane is Pane.ARTICLE and not reader.opened and row:
            self.open(row.id)
            return
        if pane is Pane.LINKS and not reader.opened and row and row.id != reader.article:
            reader.load(self._here._replace(article=row.id))
        if pane is not Pane.LINKS or reader.article is not None:
            self.panes.focus_pane(pane)

    def on_descendant_focus(self) -> None:
        """Open the article that got the focus by the mouse."""
        reader = self.panes.reader
        if self.pane is Pane.ARTICLE and not reader.opened and reader.article is not None:
            self.open(reader.article)
        self._show_under_cursor()

    def on_list_loaded(self, event: ListLoaded) -> None:
        """Show the numbers of articles, names and stories; the list itself is shown by its pane."""
        self.navigator.show(event.counts, event.names, event.stories)
        if not self.panes.navigator.loaded:
            self.panes.navigator.load()

    @on(ListPane.RowsChanged)
    def _rows_changed(self) -> None:
        if self.panes.list_pane.is_loaded and self.pane is not Pane.NAVIGATOR:
            self.navigator.select_view(self.view)
        self.header.show(numbers=self.panes.list_pane.numbers)
        self._show_row()

    @on(ListPane.ViewChanged)
    def _view_changed(self) -> None:
        self.panes.reader.close()
        self._show_title()

    @on(VirtualList.Moved, "#list")
    def _row_moved(self) -> None:
        self.panes.reader.close()
        self._show_row()

    def _show_row(self) -> None:
        """Show the article under the cursor beside the list, unless another one is open."""
        row, reader = self.panes.list_pane.row, self.panes.reader
        if not reader.opened:
            if row is None and not self.headlines.count:
                reader.clear()
                self.panes.links.clear()
            elif row is not None and row.id != reader.article and not self.panes.one_pane:
                reader.load(self._here._replace(article=row.id))
        self._show_under_cursor()

    @on(VirtualList.Chosen, "#list")
    def _open_row(self) -> None:
        if row := self.panes.list_pane.row:
            self.open(row.id)

    @on(OpenArticle)
    def _open_article(self, event: OpenArticle) -> None:
        self.open(event.article, followed=event.followed)

    def on_unread_found(self, event: UnreadFound) -> None:
        """Open the unread article that was found."""
        if event.view != self.view:
            return
        if event.row is None or event.headline is None:
            self.post_message(Say("Nothing unread is left in this list."))
            return
        self.shell.history.replace(self.place())
        self.headlines.move_to(event.row, notify=False)
        self.open(event.headline.id)

    def on_article_loaded(self, event: ArticleLoaded) -> None:
        """Show the links of the article, and put the cursor of the list on it."""
        article, list_pane = event.page.article.id, self.panes.list_pane
        self.panes.links.show(article, event.links)
        if event.view == self.view and list_pane.is_loaded and self.panes.reader.opened:
            held = list_pane.held(article)
            row = event.row if event.row is not None or held is None else held[0]
            if row is not None:
                self.headlines.move_to(row, notify=False)
        self._show_under_cursor()

    def on_article_links_loaded(self, event: ArticleLinksLoaded) -> None:
        """Show the links that an article has now."""
        self.panes.links.show(event.article, event.links)

    @on(ReaderPane.MarkedRead)
    def _show_read(self, event: ReaderPane.MarkedRead) -> None:
        self.panes.list_pane.show_mark(event.article, read=event.read)

    def on_feeds_loaded(self, event: FeedsLoaded) -> None:
        """Show what the feeds are called; the feeds themselves are shown by their pane."""
        self.panes.list_pane.feeds = {feed.id: feed for feed in event.feeds}
        self.panes.list_pane.explain_emptiness()
        self._show_title()
        self._show_under_cursor()

    def show_progress(self, progress: TaskProgress | None) -> None:
        """Show how far a task is: in an empty list too."""
        super().show_progress(progress)
        if not self.headlines.count:
            self.panes.list_pane.explain_emptiness()

    def on_address_found(self, event: AddressFound) -> None:
        """Open or copy the address of an article."""
        self._article_commands.use_address(event)

    @on(ArticlePane.AddressChosen)
    def _open_address(self, event: ArticlePane.AddressChosen) -> None:
        self._article_commands.browse(event.address)

    # Header and status line

    def _show_title(self) -> None:
        self.header.show(hints.title_of(self.view, self.panes.list_pane.feed))

    @on(Panes.Arranged)
    def _show_keys(self) -> None:
        on_feed = self.pane is Pane.NAVIGATOR and self.panes.navigator.on_feed
        shown = hints.ON_A_FEED if on_feed else hints.READING[self.pane]
        if self.panes.list_pane.searching:
            shown = hints.SEARCH
        self.status.show_keys(self.shell.keys.hints(shown))

    @on(RowList.Moved, "#navigator")
    def _navigator_moved(self) -> None:
        self._show_under_cursor()
        self._show_keys()

    @on(RowList.Moved, "#links")
    @on(ArticlePane.NameMoved)
    @on(ArticlePane.Scrolled)
    def _show_under_cursor(self) -> None:
        """Show in the status line what is under the cursor of the pane in focus."""
        self.status.show_under(self._under_cursor())

    def _under_cursor(self) -> str:
        if self.pane is Pane.NAVIGATOR:
            return self.panes.navigator.about_cursor
        if self.pane is Pane.ARTICLE and self.panes.reader.about_cursor:
            return self.panes.reader.about_cursor
        if self.pane is Pane.LINKS and self.panes.links.about_cursor:
            return self.panes.links.about_cursor
        count = self.headlines.count
        return f"{self.headlines.cursor + 1:,} of {count:,}" if count else ""

    # What keys act on

    @property
    def _marked_article(self) -> ArticleState | None:
        """The article that keys act on: the one on the page, or the one under the cursor of the list."""
        shown, row = self.article_pane.article, self.panes.list_pane.row
        if self.pane in (Pane.ARTICLE, Pane.LINKS) and shown:
            held = self.panes.list_pane.held(shown.id)
            marks = held[1] if held else shown
            return ArticleState(shown.id, shown.title, marks.read, marks.starred)
        return ArticleState(row.id, row.title, row.read, row.starred) if row else None

    @property
    def _marked_name(self) -> MarkedName | None:
        """The name under the cursor of the article or of the links."""
        if self.pane is Pane.LINKS:
            key = self.panes.links.under_cursor
            return MarkedName(key) if isinstance(key, Entity) else None
        return self.panes.reader.marked_name if self.pane is Pane.ARTICLE else None

    # Keys

    def action_read_on(self) -> None:
        """Page down; at the end of the article go to the next unread one; in the list open the row."""
        if self.pane in (Pane.LIST, Pane.NAVIGATOR) or self.article_pane.article is None:
            self._open_row()
        elif self.article_pane.at_end:
            self.action_find_unread(1)
        else:
            self.article_pane.action_page_down()

    def action_find_unread(self, step: int) -> None:
        """Open the next unread article of the list (1), or the one before (-1)."""
        self.panes.list_pane.find_unread(step)

    def action_all_read(self) -> None:
        """Mark all articles of the list read."""
        undo = self.shell.keys.key_for("undo")
        self.post_message(Write(partial(list_queries.mark_all_read, self.desk, self.view, undo)))

    def action_group(self) -> None:
        """Show a row for each story, or for each article again."""
        self.panes.list_pane.group_by_story()

    def action_act_on_article(self, action: str) -> None:
        """Do something to the article, by the name of its key."""
        self._article_commands.perform(action, self._marked_article)

    def action_act_on_feed(self, action: str) -> None:
        """Do something to the feed or folder under the cursor of the lists, else to the one shown."""
        view = self.panes.navigator.view if self.pane is Pane.NAVIGATOR else None
        self.panes.navigator.act_on_feed(action, self._feed_commands, view or self.view)
        if action == "unsubscribe" and self.view.feed is not None and self.view == (view or self.view):
            self._leave_list()

    def action_correct_name(self, action: str) -> None:
        """Correct the marked name, by the name of the key."""
        self._name_corrections.perform(action, self._marked_name)

    def action_correct_story(self, action: str) -> None:
        """Correct the story of the article, by the name of the key."""
        article = self._marked_article
        marked = MarkedArticle(article.article, article.title) if article else None
        self._story_corrections.perform(action, marked)

    def action_leave(self) -> None:
        """Go one level back; in the list of all articles do nothing."""
        self._leave()

    async def action_leave_or_quit(self) -> None:
        """Go one level back; in the list of all articles quit."""
        if not self._leave():
            self.post_message(Quit())

    def _leave(self) -> bool:
        """Go one level back; return False in the list of all articles, where there is none."""
        panes = self.panes
        if self.get_selected_text():
            self.clear_selection()
        elif panes.alone:
            panes.leave_alone()
        elif panes.list_pane.searching or (self.view.query and self.pane is Pane.LIST):
            panes.list_pane.end_search()
        elif self.pane is Pane.LINKS:
            panes.focus_pane(Pane.ARTICLE)
        elif self.pane is Pane.ARTICLE and panes.reader.followed and self.shell.history.previous:
            self.post_message(Back())
        elif self.pane in (Pane.ARTICLE, Pane.NAVIGATOR):
            panes.focus_pane(Pane.LIST)
        elif self.view != View():
            self._leave_list()
        else:
            return False
        return True

    def _leave_list(self) -> None:
        """Go to the list of all articles, to the row where it was left a moment ago."""
        before = self.shell.history.previous
        if isinstance(before, ReadingPlace) and before.view == View() and before.article is None:
            self.post_message(Go(before, returning=True))
        else:
            self.go_to_list(Filter.ALL)
