"""The desk as it is opened and watched: messages to the app."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from storage.desk import Desk
from tui.navigation.orders import Orders
from tui.queries.results.lists import ListLoaded

if TYPE_CHECKING:
    from tui.navigation.saved_history import SavedHistory


@dataclass(eq=False, repr=False)
class DeskOpened(Message):
    """The open desk, its first list, the orders of lists, and the theme and brackets used last.

    Theme and brackets are "" if none are stored.

    `version` is the version of the desk file that the list shows, or an older one; `visited` are the
    places visited before, `None` if none are stored.
    """

    desk: Desk
    version: int
    first: ListLoaded
    theme: str
    brackets: str
    visited: "SavedHistory | None"
    orders: Orders


@dataclass(eq=False, repr=False)
class Changed(Message):
    """The version of the desk file, which changes when another program writes to it."""

    version: int


@dataclass(eq=False, repr=False)
class DueLoaded(Message):
    """When the next feed is due, in Unix seconds, `None` if there are no feeds; and how many pages wait."""

    due: float | None
    pages_waiting: int = 0


@dataclass(eq=False, repr=False)
class RulesMatched(Message):
    """Rules with `notify` have found articles, as `sentence` says, "" if none has."""

    sentence: str
