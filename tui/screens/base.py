"""What every screen of the desk has: a header, a rule, a body, a rule, a status line, and a place."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.screen import Screen

from storage.desk import Desk
from tui import keys
from tui.messages import ErrandProgress
from tui.navigation.places import Place
from tui.widgets.frame import Header
from tui.widgets.status import Status

if TYPE_CHECKING:
    from tui.app import Newsdesk

_ACTIONS = frozenset(binding.action.partition("(")[0] for binding in keys.ALL)
LOW = 12
"""Below so many lines the rules give way to the text."""


class DeskScreen(Screen[None]):
    """A screen that can say where the reader is, and bring the reader back there."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PANES, *keys.BACK]
    AUTO_FOCUS = ""

    @property
    def newsdesk(self) -> "Newsdesk":
        """The app."""
        return cast("Newsdesk", self.app)

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.newsdesk.desk

    @property
    def header(self) -> Header:
        """The first line."""
        return self.query_one(Header)

    @property
    def status(self) -> Status:
        """The last line."""
        return self.query_one(Status)

    def place(self) -> Place:
        """Return where the reader is."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show what the reader's own action has changed."""

    def desk_changed(self) -> None:
        """Show what has changed in the desk."""
        self.reload()

    async def start_search(self) -> bool:
        """Begin to search on this screen; returns whether it has a search of its own."""
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing but leaving before the desk is open."""
        return self.newsdesk.ready or action not in _ACTIONS or action == "leave_or_quit"

    def on_screen_resume(self) -> None:
        """Say when the feeds were fetched, which may have been while another screen was on top."""
        self.newsdesk.rounds.show()

    def show_progress(self, progress: ErrandProgress | None) -> None:
        """Show how far an errand is in the status line."""
        self.status.show_progress(progress)

    def drop_notice(self) -> None:
        """Say no more what was done: the reader goes on."""
        if self.is_mounted:
            self.status.drop_notice()

    async def action_leave_or_quit(self) -> None:
        """Go one level back."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go one level back."""
        self.newsdesk.action_history_back()
