"""The dialog before unsubscribing: what becomes of the articles."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from storage.model import Feed
from tui.layout import wording
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField

_KEEP, _DELETE = "keep", "delete"
_EXPLAINED = {
    _KEEP: f"They stay in all lists, and in the navigator under “{wording.WITHOUT_FEED}”.",
    _DELETE: "Starred articles stay, and those that another feed has. Undo brings the deleted ones back.",
}


class UnsubscribeScreen(Dialog[bool]):
    """Asks whether the articles of a feed stay; returns whether they are to be deleted."""

    KEYS = "→ ← choose   ⏎ unsubscribe   Esc cancel"
    AUTO_FOCUS = "#unsubscribe-articles"

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self.HEADING = f"Unsubscribe from {feed.title} · {wording.count(feed.articles, 'article')}"

    def fields(self) -> Iterable[Widget]:
        """Return the choice, and a line that explains it."""
        yield LabelledField("Articles", ChoiceField("unsubscribe-articles", [_KEEP, _DELETE], _KEEP))
        yield Static(_EXPLAINED[_KEEP], id="unsubscribe-explained", markup=False)

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Explain the other choice."""
        self.query_one("#unsubscribe-explained", Static).update(_EXPLAINED[event.chosen])

    def on_choice_field_submitted(self) -> None:
        """Return whether the articles are to be deleted."""
        self.dismiss(self.query_one(ChoiceField).chosen == _DELETE)
