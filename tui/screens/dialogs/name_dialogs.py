"""Dialogs on one name: its kind, the name to show for it, and a text that is always a name."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.widget import Widget

from storage.model import Entity, Kind
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField

_KINDS = [kind.value for kind in Kind]


class NameKindScreen(Dialog[Kind]):
    """The four kinds, with the present kind chosen; returns the kind that the reader chooses."""

    KEYS = "→ ← choose   ⏎ save   Esc cancel"
    AUTO_FOCUS = "#name-kind"

    def __init__(self, entity: Entity) -> None:
        super().__init__()
        self._entity = entity
        self.HEADING = f"What kind of name is “{entity.name}”?"

    def fields(self) -> Iterable[Widget]:
        """Return the kinds."""
        yield LabelledField("Kind", ChoiceField("name-kind", _KINDS, self._entity.kind.value))

    def on_choice_field_submitted(self) -> None:
        """Return the kind."""
        self.dismiss(Kind(self.query_one(ChoiceField).chosen))


class NameShownScreen(Dialog[str]):
    """A line with the present name; returns the new name, "" for the name that most articles use."""

    HEADING = "The name to show"
    KEYS = "⏎ save   Esc cancel"
    AUTO_FOCUS = "#name-shown"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._present = name

    def fields(self) -> Iterable[Widget]:
        """Return the line."""
        yield LabelledField(
            "Name", TextField("name-shown", self._present, "empty: as most articles write it")
        )

    def on_input_submitted(self) -> None:
        """Return the name."""
        self.dismiss(self.query_one("#name-shown", TextField).value.strip())


class NewName(NamedTuple):
    """A text that is always a name, and its kind."""

    text: str
    kind: Kind


class NewNameScreen(Dialog[NewName]):
    """A line for the text as articles write it, and the kinds; returns both."""

    HEADING = "Always a name"
    KEYS = "⏎ save   Tab next   → ← choose   Esc cancel"
    AUTO_FOCUS = "#new-name"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def fields(self) -> Iterable[Widget]:
        """Return the line and the kinds."""
        yield LabelledField("Text", TextField("new-name", self._text, "as it is written in articles"))
        yield LabelledField("Kind", ChoiceField("new-name-kind", _KINDS, Kind.PERSON.value))

    def on_input_submitted(self) -> None:
        """Go on to the kinds."""
        self.query_one(ChoiceField).focus()

    def on_choice_field_submitted(self) -> None:
        """Return the name."""
        text = self.query_one("#new-name", TextField).value.strip()
        if text:
            self.dismiss(NewName(text, Kind(self.query_one(ChoiceField).chosen)))
        else:
            self.say("A name needs a letter or a digit.", wrong=True)
