"""The dialog for a new rule: its name, its query, and what it does."""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Rule
from storage.rules.reading import read_rules
from storage.settings import RuleEntry, Settings
from storage.text.label_names import label_names
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.check_list import Check, CheckList
from tui.widgets.cursor_list import CursorList
from tui.widgets.fields import LabelledField, TextField

_HERE = "Do this to the articles that are here, too"
_SWITCHES = {
    "Mark as read": "read",
    "Star": "star",
    "Hide (is:hidden finds them)": "hide",
    "Notify me": "notify",
}


class NewRule(NamedTuple):
    """A rule as the settings file has it, what it means, and whether to apply it to what is `here`."""

    values: Mapping[str, object]
    rule: Rule
    here: bool


class RuleEditor(Dialog[NewRule]):
    """Fields for a new rule; returns it once it is right."""

    HEADING = "A rule for what this search finds"
    KEYS = "␣ on or off   Tab next   ⏎ save below the list   Esc cancel"
    AUTO_FOCUS = "#rule-actions"

    def __init__(self, query: str, settings: Settings) -> None:
        """Begin with a query; the name must differ from those of the rules in `settings`."""
        super().__init__()
        self._query = query
        self._settings = settings
        self._chosen: set[str] = set()

    def fields(self) -> Iterable[Widget]:
        """Return a field for each thing that a rule can say."""
        yield LabelledField("Name", TextField("rule-name", "", "The query itself"))
        yield LabelledField("Query", TextField("rule-query", self._query, "Words, “phrases”, fields"))
        yield CheckList("rule-actions")
        yield LabelledField("Labels", TextField("rule-label", "", "None; commas between"))
        yield LabelledField("Mute", TextField("rule-mute", "", "For 3d or 2w, or until 2027-01-31"))
        yield LabelledField("Program", TextField("rule-run", "", 'None; like: notify-send "{title}"'))

    def on_mount(self) -> None:
        """Show what can be switched on."""
        self._show()

    def _show(self) -> None:
        names = (*_SWITCHES, _HERE)
        self.query_one(CheckList).show([Check(name, name in self._chosen) for name in names])

    @on(CursorList.Chosen)
    def _toggle(self, event: CursorList.Chosen) -> None:
        self._chosen ^= {str(event.item)}
        self._show()

    @on(Input.Submitted)
    def _save(self) -> None:
        try:
            values = self._values()
        except ValueError:
            self.say("A quotation mark of the program is missing.", wrong=True)
            return
        # As the last rule of the file: so its name must not be that of another one.
        entry = RuleEntry(values, -1)
        found = read_rules(replace(self._settings, rules=(*self._settings.rules, entry), lines={}))
        wrong = [problem.sentence for problem in found.problems if problem.line == -1]
        if wrong:
            self.say(wrong[0].removesuffix(" This rule is left out."), wrong=True)
        else:
            self.dismiss(NewRule(values, found.rules[-1], _HERE in self._chosen))

    def _values(self) -> dict[str, object]:
        """Return what the fields say, by the names of the settings file. Raises `ValueError`."""
        given: dict[str, object] = {
            "name": self._typed("rule-name"),
            "query": self._typed("rule-query"),
            **{_SWITCHES[name]: True for name in _SWITCHES if name in self._chosen},
            "label": label_names([self._typed("rule-label")]),
            "mute_until": self._typed("rule-mute"),
            "run": shlex.split(self._typed("rule-run")),
        }
        return {name: value for name, value in given.items() if value or name == "query"}

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).value.strip()
