"""Dialogs that ask which other name or article is the same as a given one."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Entity, Headline
from tui.queries.latest_query import LatestQuery
from tui.queries.results.names import ChoicesFound
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.choice_list import ChoiceList
from tui.widgets.cursor_list import CursorList
from tui.widgets.fields import LabelledField, TextField

ItemT = TypeVar("ItemT", bound=Entity | Headline)


class Prompt(NamedTuple):
    """The words of a dialog. `nothing` returns the sentence for a search without matches."""

    heading: str
    label: str
    placeholder: str
    enter: str
    nothing: Callable[[str], str]


class SameAsScreen(Dialog[ItemT]):
    """A line to search in, and the names or articles that match; returns the one that is chosen."""

    AUTO_FOCUS = "#other"

    def __init__(self, kind: type[ItemT], prompt: Prompt, find: Callable[[str], ChoicesFound]) -> None:
        """Show what `find` finds for the typed text, "" at first. It runs in a thread."""
        super().__init__()
        self._kind = kind
        self._prompt = prompt
        self._find = find
        self._matches = LatestQuery(self, "choices")
        self.HEADING = prompt.heading
        self.KEYS = f"⏎ {prompt.enter}   ↓ ↑ choose   Esc cancel"

    def fields(self) -> Iterable[Widget]:
        """Return the line and the list."""
        yield LabelledField(self._prompt.label, TextField("other", "", self._prompt.placeholder))
        yield ChoiceList("choices")

    def on_mount(self) -> None:
        """Show the likely choices."""
        self._search("")

    def _search(self, query: str) -> None:
        self._matches.ask(partial(self._find, query))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def on_choices_found(self, event: ChoicesFound) -> None:
        """Show the choices, unless the reader has typed something else since."""
        if event.query == self.query_one("#other", TextField).value:
            self.query_one(ChoiceList).show(event.choices)
            self.say("" if event.choices else self._prompt.nothing(event.query))

    @on(Input.Submitted)
    def _choose_current(self) -> None:
        self._choose(self.query_one(ChoiceList).current)

    @on(CursorList.Chosen)
    def _choose_opened(self, event: CursorList.Chosen) -> None:
        self._choose(event.item)

    def _choose(self, item: object) -> None:
        if isinstance(item, self._kind):
            self.dismiss(item)


def same_name(name: str, find: Callable[[str], ChoicesFound]) -> SameAsScreen[Entity]:
    """Return the dialog that asks which name is the same as `name`."""
    heading = f"“{name}” is the same as"
    prompt = Prompt(heading, "Name", "part of the other name", "the same", _no_name)
    return SameAsScreen(Entity, prompt, find)


def same_story(title: str, find: Callable[[str], ChoicesFound]) -> SameAsScreen[Headline]:
    """Return the dialog that asks which article is in the same story as the one with this title."""
    heading = f"“{title or 'Untitled'}” is the same story as"
    prompt = Prompt(heading, "Article", "words of the other article", "the same story", _no_article)
    return SameAsScreen(Headline, prompt, find)


def _no_name(_: str) -> str:
    return "No other name in this desk contains that."


def _no_article(query: str) -> str:
    return "No other article has these words." if query.strip() else "Type a few words of the article."
