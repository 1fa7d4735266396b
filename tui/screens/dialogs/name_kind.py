"""Asking of what kind a name is."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from storage.model import Entity, Kind
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField


class NameKindScreen(Dialog):
    """The four kinds, of which the name's own is marked."""

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
        """Store the kind that was chosen; the same one changes nothing."""
        kind = Kind(self.query_one(ChoiceField).chosen)
        self.dismiss()
        if kind is not self._entity.kind:
            self.newsdesk.correct(partial(self.desk.names.set_kind, self._entity.id, kind))
