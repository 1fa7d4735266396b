"""A panel over the screen that asks for something and returns what the reader chooses."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from tui.screens.base import LOW


class Dialog(ModalScreen[ScreenResultType]):
    """A title, fields, a line for remarks, and the keys.

    It returns what the reader chose, `None` for nothing. The screen that opens it acts on that:
    `self.app.push_screen(NameKindScreen(entity), self._set_kind)`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close", show=False)]
    HEADING = ""
    KEYS = ""

    def compose(self) -> ComposeResult:
        """Put the fields below the title."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self.HEADING, classes="dialog-title", markup=False)
            yield from self.fields()
            remarks = Static("", id="dialog-words", markup=False)
            remarks.display = False
            yield remarks
            yield Static(self.KEYS, id="dialog-keys", markup=False)

    def fields(self) -> Iterable[Widget]:
        """Return the fields, from top to bottom."""
        raise NotImplementedError

    def on_resize(self, event: Resize) -> None:
        """Leave out title and keys on a low terminal."""
        self.set_class(event.size.height < LOW, "-low")

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a remark, or what is wrong."""
        line = self.query_one("#dialog-words", Static)
        line.update(words)
        line.display = bool(words)
        line.set_class(wrong, "-wrong")

    def show_keys(self, words: str) -> None:
        """Show which keys work now."""
        self.query_one("#dialog-keys", Static).update(words)

    def action_leave(self) -> None:
        """Close the dialog without a choice."""
        self.dismiss(None)
