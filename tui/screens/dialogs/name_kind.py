"""Asking of what kind a name is."""

from collections.abc import Iterable

from textual.widget import Widget

from storage.model import Entity, Kind
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField


class NameKindScreen(Dialog[Kind]):
    """The four kinds, with the present one marked; returns the one that was chosen."""

    KEYS = "→ ← choose   ⏎ save   Esc leave it as it is"
    AUTO_FOCUS = "#name-kind"

    def __init__(self, entity: Entity) -> None:
        super().__init__()
        self._entity = entity
        self.HEADING = f"Of what kind is “{entity.name}”?"

    def fields(self) -> Iterable[Widget]:
        """Return the kinds."""
        kinds = [kind.value for kind in Kind]
        yield LabelledField("Kind", ChoiceField("name-kind", kinds, self._entity.kind.value))

    def on_choice_field_submitted(self) -> None:
        """Return the kind that was chosen."""
        self.dismiss(Kind(self.query_one(ChoiceField).chosen))
