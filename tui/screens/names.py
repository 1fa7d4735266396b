"""The page of all names, searchable."""

from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType

from storage.model import Entity
from tui import keys
from tui.layout import wording
from tui.messages import Go, Part
from tui.navigation.places import NamePlace, NamesPlace
from tui.queries import name_queries
from tui.screens import hints
from tui.screens.base import PageScreen
from tui.screens.corrections import MarkedName, NameCorrections
from tui.screens.list_page import ListPage, RowSource
from tui.shell import Shell
from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import KIND_CLASSES, beside, kind_style
from tui.widgets.virtual_list import VirtualList

_WIDEST = 90
_PLACEHOLDER = "Part of a name; ⏎ goes to the list"


class NameList(VirtualList[Entity]):
    """One line for each name: in the colour of its kind, with kind and number of articles in words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}
    ROW_HEIGHT = 1

    def draw(self, item: Entity, width: int) -> list[Text]:
        """Return the line of a name."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        name = Text(" ", end="").append(item.name, style=kind_style(self, item.kind))
        flags = ", ".join(wording.flags_of(item))
        about = f"{flags}  {item.kind:<12} {wording.count(item.articles, 'article'):>14}"
        return [beside(name, Text(about, style=dim), min(width, _WIDEST))]


class NamesScreen(PageScreen[NamesPlace]):
    """The names with the search in a spelling, those in most articles first."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CORRECTIONS, *keys.elsewhere(*keys.CORRECTIONS)]
    SHOWS = Part.NAMES
    page = getters.query_one(ListPage)
    names = getters.query_one(NameList)

    def __init__(self, shell: Shell, place: NamesPlace) -> None:
        super().__init__(shell, place)
        self._corrections = NameCorrections(shell)

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        source = RowSource(partial(name_queries.load_names, self.desk), _count, _nothing)
        yield ListPage("Names", NameList("names"), placeholder=_PLACEHOLDER, source=source)

    @property
    def marked_name(self) -> MarkedName | None:
        """The name under the cursor."""
        return MarkedName(self.names.current) if self.names.current else None

    def on_mount(self) -> None:
        """Load the names."""
        keys = self.shell.keys
        self.page.show_keys(keys.hints(hints.NAMES), keys.hints(hints.PAGE_SEARCH))
        self.show(self._place)

    def place(self) -> NamesPlace:
        """Return the search and the name under the cursor."""
        return NamesPlace(self.page.query_text, self.page.row, self.page.item)

    def show(self, place: NamesPlace) -> None:
        """Show another search or another row."""
        self.page.show(place.query, place.row, place.entity)

    def reload(self) -> None:
        """Load the names again."""
        self.page.reload()

    async def start_search(self) -> bool:
        """Go to the search line."""
        return self.page.start_search()

    @on(CursorList.Chosen, "#names")
    def _open_name(self, event: CursorList.Chosen) -> None:
        if isinstance(event.item, Entity):
            self.post_message(Go(NamePlace(event.item.id)))

    def end_search(self) -> bool:
        """Show all names again, if the reader searches."""
        searching = self.page.searching
        if searching:
            self.page.show()
        return searching

    def action_correct_name(self, action: str) -> None:
        """Correct the name under the cursor, by the name of the key."""
        self._corrections.perform(action, self.marked_name)

    def action_go_to_pane(self, direction: str) -> None:
        """Go to the search line, or to the list (`next` or `previous`)."""
        if direction in ("next", "previous"):
            self.page.switch_focus()


def _count(names: int) -> str:
    return wording.count(names, "name")


def _nothing(query: str) -> str:
    if query:
        return f"No name in this desk contains “{query}”."
    return "No names yet. They come with the first articles."
