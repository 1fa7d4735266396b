"""The dialog that mutes a story until a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from textual.widget import Widget

from storage.text import moments
from tui.layout import wording
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField

_DATE, _UNMUTE = "a date", "show it again"
_LENGTHS = ("1 day", "1 week", "1 month")


class Mute(NamedTuple):
    """Until when a story is muted, `None` to show it again."""

    until: datetime | None


class MuteStoryScreen(Dialog[Mute]):
    """Some lengths of time and a line for a date; returns when the mute ends."""

    KEYS = "→ ← choose   ⏎ mute   Esc cancel"
    AUTO_FOCUS = "#mute-length"

    def __init__(self, title: str, muted_until: datetime | None) -> None:
        super().__init__()
        self.HEADING = f"Mute “{title or 'Untitled'}”"
        self._muted_until = muted_until

    def fields(self) -> Iterable[Widget]:
        """Return the choice and the line."""
        words = [*([_UNMUTE] if self._muted_until else []), *_LENGTHS, _DATE]
        first = _UNMUTE if self._muted_until else _LENGTHS[1]
        yield LabelledField("For", ChoiceField("mute-length", words, first))
        yield LabelledField("Until", TextField("mute-date", placeholder=moments.EXAMPLES))

    def on_mount(self) -> None:
        """Say what a mute is, or how long this one still lasts."""
        if self._muted_until:
            self.say(f"It is muted until {wording.moment(self._muted_until)}.")
        else:
            self.say("Until then the story and what still comes for it are in no list and no count.")

    def on_choice_field_submitted(self) -> None:
        """Return the length that is chosen, or go on to the date."""
        chosen = self.query_one(ChoiceField).chosen
        if chosen == _UNMUTE:
            self.dismiss(Mute(None))
        elif chosen == _DATE:
            self.query_one("#mute-date", TextField).focus()
        else:
            self._mute(chosen)

    def on_input_submitted(self) -> None:
        """Return the date that is typed."""
        self._mute(self.query_one("#mute-date", TextField).value)

    def _mute(self, words: str) -> None:
        now = datetime.now().astimezone()
        until = moments.moment(words, now, ahead=True)
        if not words.strip():
            self.say(f"Type until when, like {moments.EXAMPLES}.", wrong=True)
        elif until is None:
            self.say(f"“{words}” is not a time; write it like {moments.EXAMPLES}.", wrong=True)
        elif until <= now:
            self.say("This time has passed already.", wrong=True)
        else:
            self.dismiss(Mute(until))
