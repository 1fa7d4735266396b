"""The reading screen: a list, an article, its links, and the navigator."""

from textual import getters, on
from textual.app import ComposeResult
from textual.message import Message

from storage.model import Filter, View
from tui.messages import Back, Go, Part, Quit, Write
from tui.navigation.orders import is_all
from tui.navigation.places import Pane, Place, ReadingPlace
from tui.queries.results.articles import ArticleLoaded
from tui.queries.results.feeds import FeedsLoaded
from tui.queries.results.lists import ListLoaded
from tui.screens import hints
from tui.screens.base import DeskScreen
from tui.screens.reading.list_pane import ListPane
from tui.screens.reading.navigator_pane import standing_list
from tui.screens.reading.panes import Panes
from tui.screens.reading.reader_pane import ReaderPane
from tui.screens.reading.reading_keys import ReadingKeys
from tui.shell import Shell
from tui.tasks.page_fetching import PageFetched, PageMissed
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
    """The panes between the header and the status line, which say what the panes show."""

    navigator = getters.query_one(Navigator)
    headlines = getters.query_one("#list", HeadlineList)
    article_pane = getters.query_one("#article", ArticlePane)
    links = getters.query_one("#links", LinkList)

    def __init__(self, shell: Shell, first: ListLoaded | None = None) -> None:
        """Show the list `first` from the start; without it, wait for `begin`."""
        super().__init__(shell)
        self.panes = Panes(shell)
        self._first = first

    def compose(self) -> ComposeResult:
        """Put the panes between the header and the status line."""
        yield Header()
        yield ReadingKeys(self.shell, self.panes)
        yield Status()

    def on_mount(self) -> None:
        """Show the first list, or wait for it, with the list in focus."""
        self.panes.focus_pane(Pane.LIST)
        if self._first is not None:
            self.panes.begin(self._first)

    def begin(self, first: ListLoaded) -> None:
        """Show the first list and its place, if it was not there from the start."""
        if self._first is None:
            self._first = first
            self.panes.begin(first)

    # Places

    @property
    def view(self) -> View:
        """The list that is shown, or on its way."""
        return self.panes.view

    @property
    def pane(self) -> Pane:
        """The pane that has the focus."""
        return self.panes.current

    def place(self) -> ReadingPlace:
        """Return the list, the article, and how far it was read."""
        return self.panes.place()

    def show(self, place: ReadingPlace, *, again: bool = False) -> None:
        """Go to a place; coming back to it `again` does not mark its article read."""
        self.panes.show(place, again=again)
        self._show_title()
        self._show_under_cursor()

    def go_to_list(self, which: Filter) -> None:
        """Go to a standing list."""
        self.post_message(Go(standing_list(which)))

    def position_to_save(self) -> Write | None:
        """Return the write that stores how far the article was read, `None` if that is stored."""
        return self.panes.reader.reading_position.to_save() if self.is_mounted else None

    def page_ended(self, event: PageFetched | PageMissed) -> None:
        """Show the text of a page that has just been fetched, or why it could not be."""
        texts = self.panes.reader.texts
        texts.fetched(event) if isinstance(event, PageFetched) else texts.missed(event)

    def desk_changed(self, parts: Part = Part.ALL) -> None:
        """Show what has changed in these parts of the desk."""
        if parts & Part.FEEDS:
            self.panes.navigator.load()
        if parts & Part.LIST:
            self.panes.list_pane.reload()
        reader = self.panes.reader
        # The marks of an unlisted article come with it, the unread reports of its story with its links.
        unlisted = self.panes.list_pane.cursor.listed(reader.article) is None
        in_story = reader.article is not None and self.panes.links.story_of(reader.article) is not None
        if parts & Part.NAMES or (parts & Part.LIST and unlisted) or (parts & Part.FEEDS and in_story):
            reader.reload(self.panes.here)

    def call_list(self, view: View, title: str) -> None:
        """Give a list of a name or a story its title."""
        if title:
            self.panes.list_pane.names.titles[view] = title

    async def start_search(self, page: Place | None = None) -> bool:
        """Find in the article if its pane has the focus; else search titles and texts, or go on typing."""
        if self.pane is Pane.ARTICLE and self.panes.reader.is_loaded:
            await self.panes.reader.find()
            return True
        before = self.place()
        self.panes.focus_pane(Pane.LIST)
        await self.panes.list_pane.start_search(before, page)
        return True

    # Header and status line

    @on(ListPane.RowsChanged)
    def _show_numbers(self) -> None:
        self.header.show(numbers=self.panes.list_pane.numbers)
        self._show_under_cursor()

    @on(ListPane.ViewChanged)
    @on(FeedsLoaded)
    def _show_title(self) -> None:
        list_pane = self.panes.list_pane
        numbers = list_pane.numbers if list_pane.is_loaded else None
        self.header.show(list_pane.names.title(self.view), numbers)

    def show_progress(self, progress: TaskProgress | None) -> None:
        """Show how far a task is: in an empty list too."""
        super().show_progress(progress)
        if not self.headlines.count:
            self.panes.list_pane.explain_emptiness()

    @on(FeedsLoaded)
    @on(Panes.Arranged)
    @on(RowList.Moved, "#navigator")
    def _show_keys(self) -> None:
        """Show the keys that help in the pane in focus, and what is under its cursor."""
        on_feed = self.pane is Pane.NAVIGATOR and self.panes.navigator.on_feed
        shown = hints.ON_A_FEED if on_feed else hints.READING[self.pane]
        if self.pane is Pane.NAVIGATOR and self.navigator.search:
            shown = hints.ON_A_SEARCH
        elif self.pane is Pane.NAVIGATOR and self.navigator.label:
            shown = hints.ON_A_LABEL
        if self.panes.reader.text_links.display:
            shown = hints.TEXT_LINKS
        if self.pane is Pane.ARTICLE and (finding := self.panes.reader.finding):
            shown = hints.FIND if finding.line.has_focus else hints.HITS
        if self.panes.list_pane.searching:
            shown = hints.SEARCH
        self.status.show_keys(self.shell.keys.hints(shown))
        self._show_under_cursor()

    @on(ArticleLoaded)
    @on(ReaderPane.Cleared)
    @on(VirtualList.Moved, "#list")
    @on(RowList.Moved, "#links")
    @on(RowList.Moved, "#text-links")
    @on(ArticlePane.NameMoved)
    @on(ArticlePane.HitMoved)
    @on(ArticlePane.Scrolled)
    def _show_under_cursor(self) -> None:
        """Show in the status line what is under the cursor of the pane in focus."""
        panes = self.panes
        match self.pane:
            case Pane.NAVIGATOR:
                words = panes.navigator.status_words
            case Pane.ARTICLE:
                words = panes.reader.status_words or panes.list_pane.status_words
            case Pane.LINKS:
                words = panes.links.status_words or panes.list_pane.status_words
            case Pane.LIST:
                words = panes.list_pane.status_words
        self.status.show_under(words)

    # Back

    def leave(self) -> Message | None:
        """Go one level back; in the list of all articles return `Quit`, because there is none."""
        panes = self.panes
        on_search = bool(self.view.query) and panes.list_pane.saved_search is None
        if self.get_selected_text():
            self.clear_selection()
        elif self.pane is Pane.ARTICLE and panes.reader.finding:
            panes.reader.finding.close()
            self._show_keys()
        elif panes.reader.text_links.display:
            panes.reader.text_links.close()
            self._show_keys()
        elif panes.alone:
            panes.end_alone()
        elif panes.list_pane.searching or (on_search and self.pane is Pane.LIST):
            return panes.list_pane.end_search()
        elif self.pane is Pane.LINKS:
            panes.focus_pane(Pane.ARTICLE)
        elif self.pane is Pane.ARTICLE and panes.reader.followed and self.shell.history.previous:
            return Back()
        elif self.pane in (Pane.ARTICLE, Pane.NAVIGATOR):
            panes.focus_pane(Pane.LIST)
        elif not is_all(self.view):
            return panes.navigator.way_out()
        else:
            return Quit()
        return None
