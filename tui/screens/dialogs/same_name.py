"""Asking which other name a name is the same as."""

from collections.abc import Callable, Iterable
from functools import partial

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Entity
from tui.queries.latest_query import LatestQuery
from tui.queries.results import NamesOffered
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.choice_list import ChoiceList
from tui.widgets.fields import LabelledField, TextField
from tui.widgets.row_list import RowList


class SameNameScreen(Dialog[Entity]):
    """A line to type part of the other name in, and the names that match; returns the one that was chosen."""

    KEYS = "⏎ the same   ↓ ↑ choose   Esc leave it as it is"
    AUTO_FOCUS = "#other-name"

    def __init__(self, name: str, find: Callable[[str], NamesOffered]) -> None:
        """FeedChoice for `name` what `find` finds; it gets what was typed, and runs in a thread."""
        super().__init__()
        self._find = find
        self.HEADING = f"“{name}” is the same as"
        self._offers = LatestQuery(self, "offers")

    def fields(self) -> Iterable[Widget]:
        """Return the line and the list."""
        yield LabelledField("Name", TextField("other-name", "", "part of the other name"))
        yield ChoiceList("offers")

    def on_mount(self) -> None:
        """FeedChoice what is near."""
        super().on_mount()
        self._ask("")

    def _ask(self, query: str) -> None:
        self._offers.ask(partial(self._find, query))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._ask(event.value)

    def on_names_offered(self, event: NamesOffered) -> None:
        """Show what fits."""
        if event.query == self.query_one("#other-name", TextField).value:
            self.query_one(ChoiceList).show(event.names)
            self.say("" if event.names else "No other name of this desk has that in a spelling.")

    @on(Input.Submitted)
    def _take_marked(self) -> None:
        self._take(self.query_one(ChoiceList).current)

    @on(RowList.Chosen)
    def _take_chosen(self, event: RowList.Chosen) -> None:
        self._take(event.item)

    def _take(self, other: object) -> None:
        if isinstance(other, Entity):
            self.dismiss(other)
