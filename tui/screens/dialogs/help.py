"""The list of all keys, with a search."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tui import keys
from tui.keymap import Keys
from tui.screens import hints
from tui.screens.list_page import ListPage
from tui.widgets.row_list import Row, RowList

_KEYS_WIDTH = 24
_PLACEHOLDER = "Type to search the keys; Esc closes"


class KeyTable(RowList):
    """The bindings that match `query_text`, by group."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key"}

    def __init__(self, id: str, own_keys: Keys) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._keys = own_keys
        self.query_text = ""

    def search(self, query: str) -> None:
        """Show the bindings that match a search."""
        self.query_text = query
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return the bindings under the names of their groups."""
        rows, group = list[Row](), ""
        for binding in keys.EXPLAINED:
            names = "  ".join(self._keys.keys_for(binding.id or ""))
            words = f"{binding.description} {names} {binding.id}".casefold()
            if all(part in words for part in self.query_text.casefold().split()):
                title = binding.group.description if binding.group else ""
                if title != group:
                    rows += [Row((Text(),)), self.heading(title)]
                    group = title
                rows.append(self._row(names, binding.description, width))
        return rows[1:] or [self.remark("No key does that.", width)]

    def _row(self, names: str, description: str, width: int) -> Row:
        keys_width = min(_KEYS_WIDTH, width // 2)
        first = Text(" ", end="").append(names, self.get_component_rich_style("status--key", partial=True))
        first.truncate(keys_width, overflow="ellipsis", pad=True)
        words = Text(description).wrap(self.app.console, max(8, width - keys_width - 1))
        more = (Text(" " * (keys_width + 1)) + line for line in words[1:])
        return Row((first + Text(" ") + words[0], *more))


class HelpScreen(ModalScreen[None]):
    """The keys, with the changes from the settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", "Close the help", show=False),
        Binding("slash", "search", "Search", show=False),
    ]
    AUTO_FOCUS = ""
    page = getters.query_one(ListPage)
    table = getters.query_one(KeyTable)

    def __init__(self, own_keys: Keys) -> None:
        super().__init__()
        self._keys = own_keys

    def compose(self) -> ComposeResult:
        """Put the keys on the screen."""
        yield ListPage("Keys", KeyTable("keys", self._keys), placeholder=_PLACEHOLDER)

    def on_mount(self) -> None:
        """Go to the search line."""
        self.page.show_keys(self._keys.hints(hints.HELP), self._keys.hints(hints.HELP_SEARCH))
        self.page.start_search()

    @on(Input.Changed)
    def _search(self) -> None:
        self.table.search(self.page.query_text)

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_search(self) -> None:
        """Go to the search line."""
        self.page.start_search()
