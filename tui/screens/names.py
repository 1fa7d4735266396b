"""All names of the desk, searchable."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.widgets import Input

from tui import keys
from tui.layout import wording
from tui.layout.windows import CHUNK
from tui.messages import Go, Part
from tui.navigation.places import NamePlace, NamesPlace
from tui.queries import name_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results import NamesLoaded
from tui.screens import hints
from tui.screens.base import LOW, DeskScreen
from tui.screens.corrections import MarkedName, NameCorrections
from tui.shell import Shell
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.name_list import NameList
from tui.widgets.status import Status
from tui.widgets.virtual_list import VirtualList


class NamesScreen(DeskScreen):
    """A line to search in, and the names with it in a spelling, those in most articles first."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CORRECTIONS]
    SHOWS = Part.NAMES

    def __init__(self, shell: Shell, place: NamesPlace) -> None:
        super().__init__(shell)
        self._corrections = NameCorrections(self)
        self._place = place
        self._query = place.query
        self._shown: str | None = None
        self._lists = LatestQuery(self, "names")
        self._windows = LatestQuery(self, "more names")

    def compose(self) -> ComposeResult:
        """Put the line above the list."""
        yield Header()
        yield HorizontalRule("top")
        yield SearchLine("names-search", "Part of a name")
        yield NameList("names")
        yield HorizontalRule("bottom")
        yield Status()

    @property
    def directory(self) -> NameList:
        """The list."""
        return self.query_one(NameList)

    @property
    def search_line(self) -> SearchLine:
        """The line to search in."""
        return self.query_one(SearchLine)

    @property
    def marked_name(self) -> MarkedName | None:
        """The name under the cursor."""
        return MarkedName(self.directory.current) if self.directory.current else None

    def on_mount(self) -> None:
        """Load the names."""
        self.status.show_keys(self.shell.keys.hints(hints.NAMES))
        self.header.show("Names")
        self.show(self._place)

    def place(self) -> NamesPlace:
        """Return the search and the row under the cursor."""
        return NamesPlace(self._query, self.directory.cursor)

    def show(self, place: NamesPlace) -> None:
        """Show another search or another row."""
        self._place, self._query = place, place.query
        self.search_line.set_text(place.query)
        self.search_line.display = bool(place.query)
        self.set_focus(self.directory)
        self._load(place.row)

    async def start_search(self) -> bool:
        """Begin to search, or go on typing."""
        self.search_line.display = True
        self.set_focus(self.search_line)
        return True

    def reload(self) -> None:
        """Load the names again."""
        self._load(self.directory.cursor)

    def _load(self, row: int) -> None:
        offset = row // CHUNK * CHUNK
        limit = CHUNK * (2 + self.app.size.height // CHUNK)
        self._lists.ask(partial(name_queries.load_names, self.desk, self._query, offset, limit))

    def on_names_loaded(self, event: NamesLoaded) -> None:
        """Show the names that were asked for, unless another search is on screen by now."""
        if event.query != self._query:
            return
        directory, same = self.directory, self._shown == event.query
        if event.more:
            if same:
                directory.add_rows(event.offset, event.names)
            return
        row = directory.cursor if same else self._place.row if event.query == self._place.query else 0
        directory.empty = (
            f"No name in this desk is written with “{event.query}”."
            if event.query
            else "No names yet: they come with the first articles."
        )
        self._shown = event.query
        directory.set_rows(event.count, row, event.offset, event.names, keep=same)
        self.header.show(numbers=wording.count(event.count, "name"))
        self._show_under()

    @on(VirtualList.WindowNeeded, "#names")
    def _load_more(self, event: VirtualList.WindowNeeded) -> None:
        self._windows.ask(
            partial(name_queries.load_names, self.desk, self._query, event.offset, event.limit, more=True)
        )

    @on(VirtualList.Moved, "#names")
    def _show_under(self) -> None:
        count = self.directory.count
        self.status.show_under(f"{self.directory.cursor + 1:,} of {count:,}" if count else "")

    @on(VirtualList.Chosen, "#names")
    def _open_name(self) -> None:
        if entity := self.directory.current:
            self.post_message(Go(NamePlace(entity.id)))

    @on(Input.Changed, "#names-search")
    def _search(self, event: Input.Changed) -> None:
        self._query = event.value.strip()
        self._load(0)

    @on(Input.Submitted, "#names-search")
    def _to_results(self) -> None:
        self.set_focus(self.directory)

    def action_leave(self) -> None:
        """End the search, else go back."""
        if self._query or self.search_line.has_focus:
            self.show(NamesPlace())
        else:
            super().action_leave()

    def action_correct_name(self, action: str) -> None:
        """Correct the marked name, by the name of the key."""
        self._corrections.perform(action, self.marked_name)

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.set_class(event.size.height < LOW, "-low")
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Names", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    async def action_go_to_pane(self, direction: str) -> None:
        """Go to the line to search in, or to the list (`next` or `previous`)."""
        if direction in ("left", "right"):
            return
        if self.search_line.has_focus:
            self._to_results()
        else:
            await self.start_search()
