"""Messages that rise from widgets and screens to the app, which carries them out."""

from asyncio import Event
from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

from storage.errors import NewsdeskError
from tui.navigation.places import Place

ChoiceT = TypeVar("ChoiceT")


class Part(Flag):
    """The parts of a desk that a write can change, by what shows them."""

    NOTHING = 0
    LIST = auto()
    """Which articles there are, their marks, and how many of each."""
    FEEDS = auto()
    """The subscriptions, and how many of their articles are unread."""
    NAMES = auto()
    """Names, links and stories, and the texts in which they stand."""
    ALL = LIST | FEEDS | NAMES


@dataclass(eq=False, repr=False)
class Go(Message):
    """Go to a place. With `returning` it is the place before, if that is where the reader came from."""

    place: Place
    returning: bool = False


class Back(Message):
    """Go back to the place before."""


@dataclass(eq=False, repr=False)
class Leave(Message):
    """Go one level back; at the top, quit if `quits`."""

    quits: bool = False


@dataclass(eq=False, repr=False)
class Gone(Message):
    """What a place shows no longer exists, as `sentence` says: leave the place out."""

    place: Place
    sentence: str


class Quit(Message):
    """Quit, once everything is stored."""


@dataclass(eq=False, repr=False)
class Say(Message):
    """Show a sentence in the status line for a while."""

    sentence: str


@dataclass(eq=False, repr=False)
class Complain(Message):
    """Show a sentence about what went wrong."""

    sentence: str


@dataclass(eq=False, repr=False)
class OpenDialog(Message, Generic[ChoiceT]):
    """Open a dialog; `use` gets what the reader chooses, `None` for nothing."""

    dialog: ModalScreen[ChoiceT]
    use: Callable[[ChoiceT | None], None]


@dataclass(eq=False, repr=False)
class OpenAddress(Message):
    """Open an address in the browser."""

    address: str


@dataclass(eq=False, repr=False)
class Copy(Message):
    """Copy a text to the clipboard; `what` names it in the sentence that says so."""

    text: str
    what: str


@dataclass(eq=False, repr=False)
class Write(Message):
    """Store something, after everything that came before it.

    `call` runs in the writing thread and returns a message, usually `Written`, which goes to `reply_to` or
    else to the app. If it fails, `take_back` runs in the screen's thread: it removes from the screen what
    was not stored.
    """

    call: Callable[[], Message]
    take_back: Callable[[], object] | None = None
    reply_to: MessagePump | None = None


@dataclass(eq=False, repr=False)
class Written(Message):
    """Something is stored. `sentence` says what, if that needs words; `changed` is what it changes.

    `undo_steps` is how often the undo key must be pressed to take it back; the app adds that to the sentence.
    """

    sentence: str = ""
    changed: Part = Part.NOTHING
    undo_steps: int = 0


@dataclass(eq=False, repr=False)
class Failed(Message):
    """A query or a write failed with an error of newsdesk. `work` is the kind of work it was."""

    work: str
    error: NewsdeskError

    @property
    def sentence(self) -> str:
        """What went wrong, for the reader."""
        return str(self.error)


@dataclass(eq=False, repr=False)
class Flush(Message):
    """Set `arrived` in the app: by then it has all messages that the sender posted before."""

    arrived: Event


@dataclass(eq=False, repr=False)
class Perform(Message):
    """Run an action, as its key would."""

    action: str
