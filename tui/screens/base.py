"""What every screen of the desk has: a header, a rule, a body, a rule, a status line, and a place."""

from typing import ClassVar, Generic, TypeVar

from textual import getters
from textual.binding import BindingType
from textual.events import Key
from textual.message import Message
from textual.screen import Screen

from storage.desk import Desk
from storage.model import View
from tui import keys
from tui.messages import Back, Gone, Leave, Part, Say
from tui.navigation.places import Place
from tui.shell import Shell
from tui.tasks.task import TaskProgress
from tui.widgets.frame import Header
from tui.widgets.status import Status
from tui.widgets.virtual_list import RETRY_SECONDS

PlaceT = TypeVar("PlaceT", bound=Place)
_ACTIONS = frozenset(binding.action.partition("(")[0] for binding in keys.ALL)
LOW = 12
"""Terminals with fewer lines show no rules, to leave room for text."""


class DeskScreen(Screen[None]):
    """A screen that can say where the reader is, and bring the reader back there."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.PANES, *keys.BACK]
    AUTO_FOCUS = ""

    header = getters.query_one(Header)
    status = getters.query_one(Status)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.shell.desk

    def place(self) -> Place:
        """Return where the reader is."""
        raise NotImplementedError

    def desk_changed(self, parts: Part = Part.ALL) -> None:
        """Show what has changed in these parts of the desk."""
        raise NotImplementedError

    @property
    def searched_list(self) -> tuple[View, str]:
        """The list in which a reader searches who has no search on this screen, and its title."""
        return View(), ""

    async def start_search(self) -> bool:
        """Begin a search on this screen; return False if it has no search of its own."""
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Allow nothing but leaving before the desk is open and the widgets are there."""
        if action == "leave_or_quit" or action not in _ACTIONS:
            return True
        return self.shell.ready and self.is_mounted

    def on_key(self, event: Key) -> None:
        """Say that a letter is not a key. Letters that are typed into a line do not come here."""
        letter, in_force = event.character or "", self.shell.keys
        if letter.isalpha() and not in_force.uses(letter):
            self.post_message(Say(f"{letter} is not a key; {in_force.key_for('help')} shows all keys."))

    def on_screen_resume(self) -> None:
        """Show when the feeds were refreshed: that may have changed while another screen was on top."""
        self.header.show(times=self.shell.refreshes.times)

    def show_progress(self, progress: TaskProgress | None) -> None:
        """Show how far a task is in the status line."""
        self.status.show_progress(progress)

    def drop_notice(self) -> None:
        """Remove the notice from the status line: the reader goes on."""
        self.status.drop_notice()

    def leave(self) -> Message | None:
        """Go one level back on this screen; return what goes on from there, `None` if that was all."""
        return Back()

    def action_leave_or_quit(self) -> None:
        """Go one level back; at the top, quit."""
        self.shell.post(Leave(quits=True))

    def action_leave(self) -> None:
        """Go one level back."""
        self.shell.post(Leave())


class PageScreen(DeskScreen, Generic[PlaceT]):
    """A screen above the reading screen. It shows one kind of place."""

    SHOWS: ClassVar[Part] = Part.ALL
    """The parts of the desk that are on this screen."""

    def __init__(self, shell: Shell, place: PlaceT) -> None:
        super().__init__(shell)
        self._place = place
        self._gone = ""

    def show(self, place: PlaceT) -> None:
        """Show another place of this kind."""
        raise NotImplementedError

    def reload(self) -> None:
        """Load again what is on the screen."""
        raise NotImplementedError

    def desk_changed(self, parts: Part = Part.ALL) -> None:
        """Load the page again if it shows one of these parts of the desk."""
        if parts & self.SHOWS:
            self.reload()

    def reload_later(self) -> None:
        """Load the page again a little later, because it could not be read."""
        self.set_timer(RETRY_SECONDS, self.reload)

    def leave_because(self, sentence: str) -> None:
        """Go back and say why, once no dialog is open: what the page shows no longer exists."""
        self._gone = sentence
        self._leave_if_gone()

    def keep(self) -> None:
        """Stay: what the page shows is there again."""
        self._gone = ""

    def on_screen_resume(self) -> None:
        """Go back if what the page shows was lost while a dialog was open."""
        self._leave_if_gone()

    def _leave_if_gone(self) -> None:
        if self._gone and self.is_current:
            self.shell.post(Gone(self.place(), self._gone))

    def action_say_where(self, name: str) -> None:
        """Say where a key works that does nothing on this page."""
        binding = keys.named(name)
        sentence = f"{self.shell.keys.key_for(name)} ({binding.description}) works where articles are read."
        self.post_message(Say(sentence))

    def action_go_to_pane(self, _direction: str) -> None:
        """Say that there is no other pane."""
        self.post_message(Say("This page has one pane."))

    def end_search(self) -> bool:
        """End the search; return False if there is none."""
        return False

    def leave(self) -> Message | None:
        """End the search, else go back."""
        return None if self.end_search() else Back()
