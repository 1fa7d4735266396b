"""Asking which other name a name is the same as."""

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Entity
from tui.messages import NamesOffered
from tui.queries import name_queries
from tui.queries.latest_query import LatestQuery
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.choice_list import ChoiceList
from tui.widgets.fields import LabelledField, TextField
from tui.widgets.row_list import RowList


class SameNameScreen(Dialog):
    """A line to type part of the other name in, and the names that fit; at first those that are near."""

    KEYS = "⏎ the same   ↓ ↑ choose   Esc leave it as it is"
    AUTO_FOCUS = "#other-name"

    def __init__(self, entity: Entity) -> None:
        super().__init__()
        self._entity = entity
        self.HEADING = f"“{entity.name}” is the same as"
        self._offers = LatestQuery(self, "offers")

    def fields(self) -> Iterable[Widget]:
        """Return the line and the list."""
        yield LabelledField("Name", TextField("other-name", "", "part of the other name"))
        yield ChoiceList("offers")

    def on_mount(self) -> None:
        """Offer what is near."""
        super().on_mount()
        self._ask("")

    def _ask(self, query: str) -> None:
        self._offers.ask(partial(name_queries.offer, self.desk, self._entity, query))

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
        key = self.query_one(ChoiceList).current
        if isinstance(key, Entity):
            self._take(key)

    @on(RowList.Chosen)
    def _take_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Entity):
            self._take(event.item)

    def _take(self, other: Entity) -> None:
        self.dismiss()
        self.newsdesk.correct(partial(self.desk.names.same, self._entity.id, other.id))
