"""Asking for a text that is always a name."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.widget import Widget

from storage.model import Kind
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField


class NewName(NamedTuple):
    """A text that is always a name, and its kind."""

    text: str
    kind: Kind


class NewNameScreen(Dialog[NewName]):
    """A line for the text, as it is written in articles, and the kinds; returns both."""

    HEADING = "Always a name"
    KEYS = "⏎ save   Tab next   → ← choose   Esc leave it as it is"
    AUTO_FOCUS = "#new-name"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def fields(self) -> Iterable[Widget]:
        """Return the line and the kinds."""
        yield LabelledField("Text", TextField("new-name", self._text, "as it is written in articles"))
        yield LabelledField(
            "Kind", ChoiceField("new-name-kind", [kind.value for kind in Kind], Kind.PERSON.value)
        )

    def on_input_submitted(self) -> None:
        """Go on to the kinds."""
        self.query_one(ChoiceField).focus()

    def on_choice_field_submitted(self) -> None:
        """Return the name."""
        text = self.query_one("#new-name", TextField).value.strip()
        if not text:
            self.say("A name needs a letter or a digit.", wrong=True)
            return
        self.dismiss(NewName(text, Kind(self.query_one(ChoiceField).chosen)))
