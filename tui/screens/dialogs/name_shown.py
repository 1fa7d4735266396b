"""Asking under which name a name is shown."""

from collections.abc import Iterable

from textual.widget import Widget

from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import LabelledField, TextField


class NameShownScreen(Dialog[str]):
    """A line with the present name; returns another one, "" for the name that most articles write."""

    HEADING = "The name to show"
    KEYS = "⏎ save   Esc leave it as it is"
    AUTO_FOCUS = "#name-shown"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown = name

    def fields(self) -> Iterable[Widget]:
        """Return the line."""
        yield LabelledField("Name", TextField("name-shown", self._shown, "empty: as most articles write it"))

    def on_input_submitted(self) -> None:
        """Return the name."""
        self.dismiss(self.query_one("#name-shown", TextField).value.strip())
