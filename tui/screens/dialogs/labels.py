"""The dialogs for the labels of an article, and for the name of a label."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from textual import on
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from storage.text.label_names import label_name, label_names
from tui.layout import wording
from tui.queries.latest_query import LatestQuery
from tui.queries.results.articles import LabelsFound
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.check_list import Check, CheckList
from tui.widgets.cursor_list import CursorList
from tui.widgets.fields import LabelledField, TextField


class LabelChange(NamedTuple):
    """The labels to add to an article, and those to remove from it."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class LabelsScreen(Dialog[LabelChange]):
    """Enter adds or removes the label that is typed or chosen; on an empty line it saves.

    Returns what has changed.
    """

    KEYS = "⏎ add or remove; on an empty line, save   ↓ ↑ choose   Esc cancel"
    AUTO_FOCUS = "#label"

    def __init__(self, title: str, find: Callable[[], LabelsFound]) -> None:
        """Show the labels that `find` finds. It runs in a thread."""
        super().__init__()
        self.HEADING = f"Labels of “{title or 'Untitled'}”"
        self._find = find
        self._found = LatestQuery(self, "labels")
        self._known: dict[str, Check] = {}
        self._before: frozenset[str] = frozenset()

    def fields(self) -> Iterable[Widget]:
        """Return the line and the list."""
        yield LabelledField("Label", TextField("label", "", "a new label, or part of a known one"))
        yield CheckList("labels")

    def on_mount(self) -> None:
        """Ask for the labels."""
        self._found.ask(self._find)

    def on_labels_found(self, event: LabelsFound) -> None:
        """Show the labels; those that the reader has chosen by now stay chosen."""
        typed = {key: one for key, one in self._known.items() if one.chosen}
        self._before = frozenset(map(str.casefold, event.own))
        self._known = {
            one.name.casefold(): Check(
                one.name,
                one.name.casefold() in self._before,
                wording.count(one.articles, "article") if one.articles else "",
            )
            for one in sorted(event.known, key=lambda one: one.name.casefold() not in self._before)
        }
        for key, one in typed.items():
            self._known[key] = self._known.get(key, one)._replace(chosen=True)
        self._line.suggester = SuggestFromList([one.name for one in event.known], case_sensitive=False)
        self._show()

    # The line and the list

    @property
    def _line(self) -> TextField:
        return self.query_one("#label", TextField)

    @on(Input.Changed)
    def _show(self) -> None:
        """Show the labels that contain what is typed, those of the article first."""
        wanted = label_name(self._line.value.rpartition(",")[2]).casefold()
        shown = [one for key, one in self._known.items() if wanted in key]
        self.query_one(CheckList).show(shown)
        new = [name for name in label_names([self._line.value]) if name.casefold() not in self._known]
        names = ", ".join(f"“{name}”" for name in new)
        self.say(f"⏎ makes {'a new label' if len(new) == 1 else 'new labels'} {names}." if new else "")

    @on(Input.Submitted)
    def _enter_line(self) -> None:
        names = label_names([self._line.value])
        if not self._line.value.strip():
            self.dismiss(self._change)
        elif names:
            for name in names:
                self._toggle(name)
            self._line.set_text("")
            self._show()
        else:
            self.say("A label needs a letter or a digit.", wrong=True)

    @on(CursorList.Chosen)
    def _choose(self, event: CursorList.Chosen) -> None:
        if isinstance(event.item, str):
            self._toggle(event.item)
            self._line.set_text("")
            self._line.focus()
            self._show()

    def _toggle(self, name: str) -> None:
        present = self._known.get(name.casefold(), Check(name, chosen=False))
        self._known[name.casefold()] = present._replace(chosen=not present.chosen)

    @property
    def _change(self) -> LabelChange | None:
        add = tuple(one.name for key, one in self._known.items() if one.chosen and key not in self._before)
        remove = tuple(one.name for key, one in self._known.items() if not one.chosen and key in self._before)
        return LabelChange(add, remove) if add or remove else None


class LabelNameScreen(Dialog[str]):
    """A line with the name of a label; returns the new name."""

    HEADING = "Rename a label"
    KEYS = "⏎ save   Esc cancel"
    AUTO_FOCUS = "#label-name"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._present = name

    def fields(self) -> Iterable[Widget]:
        """Return the line."""
        yield LabelledField(
            "Name", TextField("label-name", self._present, "The name of another label joins both")
        )

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        if name := label_name(event.value):
            self.dismiss(name)
        else:
            self.say("A label needs a letter or a digit.", wrong=True)
