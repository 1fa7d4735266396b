"""Asking under which name a name is to be shown."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from storage.model import Entity
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import LabelledField, TextField


class NameShownScreen(Dialog):
    """A line with the name as it is shown now; emptied, the name gets its own back."""

    HEADING = "The name to show"
    KEYS = "⏎ save   Esc leave it as it is"
    AUTO_FOCUS = "#name-shown"

    def __init__(self, entity: Entity) -> None:
        super().__init__()
        self._entity = entity

    def fields(self) -> Iterable[Widget]:
        """Return the line."""
        yield LabelledField(
            "Name", TextField("name-shown", self._entity.name, "empty: as most articles write it")
        )

    def on_input_submitted(self) -> None:
        """Store the name; the same one changes nothing."""
        shown = self.query_one("#name-shown", TextField).value.strip()
        self.dismiss()
        if shown != self._entity.name:
            self.newsdesk.correct(partial(self.desk.names.rename, self._entity.id, shown))
