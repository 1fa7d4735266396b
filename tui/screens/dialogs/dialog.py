"""A small panel over the screen that asks for something."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from storage.desk import Desk
from tui.screens.base import LOW

if TYPE_CHECKING:
    from tui.app import Newsdesk


class Dialog(ModalScreen[None]):
    """A title, fields, a line that says how it goes, and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close", show=False)]
    HEADING = ""
    KEYS = ""

    @property
    def newsdesk(self) -> "Newsdesk":
        """The app."""
        return cast("Newsdesk", self.app)

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.newsdesk.desk

    def compose(self) -> ComposeResult:
        """Put the fields below the title."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self.HEADING, classes="dialog-title", markup=False)
            yield from self.fields()
            yield Static("", id="dialog-words", markup=False)
            yield Static(self.KEYS, id="dialog-keys", markup=False)

    def fields(self) -> Iterable[Widget]:
        """Return the fields, from top to bottom."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Take no room for words before there are any."""
        self.say("")

    def on_resize(self, event: Resize) -> None:
        """Leave out what is not needed where there is little room."""
        self.set_class(event.size.height < LOW, "-low")

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say how it goes, or what is wrong."""
        line = self.query_one("#dialog-words", Static)
        line.update(words)
        line.display = bool(words)
        line.set_class(wrong, "-wrong")

    def show_keys(self, words: str) -> None:
        """Say which keys do something now."""
        self.query_one("#dialog-keys", Static).update(words)

    def action_leave(self) -> None:
        """Close the panel."""
        self.dismiss()
