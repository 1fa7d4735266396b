"""Every key with what it does, searchable."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Input

from tui import keys
from tui.keys import Keys
from tui.screens import hints
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.row_list import Row, RowList
from tui.widgets.status import Status

_KEYS_WIDTH = 24


class KeyTable(RowList):
    """The bindings that have `query` in their words or keys, by group."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key"}

    def __init__(self, id: str, own_keys: Keys) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._keys = own_keys
        self.query_text = ""

    def build(self, width: int) -> Sequence[Row]:
        """Return the bindings."""
        rows, group = list[Row](), ""
        style = self.get_component_rich_style("status--key", partial=True)
        for binding in keys.EXPLAINED:
            drawn = "  ".join(self._keys.keys_for(binding.id or ""))
            words = f"{binding.description} {drawn} {binding.id}".casefold()
            if not all(part in words for part in self.query_text.casefold().split()):
                continue
            title = binding.group.description if binding.group else ""
            if title != group:
                rows += [Row((Text(),)), self.heading(title)]
                group = title
            line = Text(" ", end="").append(drawn, style=style)
            line.truncate(_KEYS_WIDTH, pad=True)
            described = Text(binding.description).wrap(self.app.console, max(8, width - _KEYS_WIDTH - 1))
            lines = [line + Text(" ") + described[0]]
            lines += [Text(" " * (_KEYS_WIDTH + 1)) + more for more in described[1:]]
            rows.append(Row(tuple(lines)))
        return rows[1:] or [self.remark("No key does that.", width)]


class HelpScreen(ModalScreen[None]):
    """The keys, as the settings have them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", "Close the help", show=False),
        Binding("slash", "search", "Search", show=False),
    ]
    AUTO_FOCUS = "#keys-search"

    def __init__(self, own_keys: Keys) -> None:
        super().__init__()
        self._keys = own_keys

    def compose(self) -> ComposeResult:
        """Put the line to search in above the keys."""
        yield Header()
        yield HorizontalRule("top")
        yield SearchLine("keys-search", "Type to search the keys")
        yield KeyTable("keys", self._keys)
        yield HorizontalRule("bottom")
        yield Status()

    def on_mount(self) -> None:
        """Say what this is."""
        self.query_one(Header).show("Keys")
        self.query_one(Status).show_keys(self._keys.hints(hints.HELP))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Keys", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    @on(Input.Changed, "#keys-search")
    def _search(self, event: Input.Changed) -> None:
        table = self.query_one(KeyTable)
        table.query_text = event.value
        table.rebuild()
        table.scroll_to(y=0, animate=False)

    @on(Input.Submitted, "#keys-search")
    def _to_keys(self) -> None:
        self.set_focus(self.query_one(KeyTable))

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_search(self) -> None:
        """Go to the line to search in."""
        self.set_focus(self.query_one(SearchLine))
