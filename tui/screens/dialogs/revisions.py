"""What changed in an article: the sentences that came and went, for each change of its text."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from storage.model import Change, Replacement
from storage.text.sentence_changes import only_changed
from tui.keymap import Keys
from tui.layout import wording
from tui.screens import hints
from tui.screens.list_page import ListPage
from tui.widgets.row_list import Row, RowList

_MARKS = {Change.KEPT: "  ", Change.REMOVED: "− ", Change.ADDED: "+ "}


class ReplacementList(RowList):
    """The changed sentences below the time of each change, the latest first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"change--removed", "change--added"}

    def __init__(self, id: str, replacements: Sequence[Replacement]) -> None:  # noqa: A002 - as Textual has it
        super().__init__(id=id)
        self._replacements = replacements

    def build(self, width: int) -> Sequence[Row]:
        """Return a heading for each change, and a row for each of its sentences."""
        return [
            row for number, one in enumerate(self._replacements) for row in self._rows_of(number, one, width)
        ]

    def _rows_of(self, number: int, one: Replacement, width: int) -> Iterator[Row]:
        if number:
            yield Row((Text(),))
        when = wording.moment(datetime.fromtimestamp(one.replaced, UTC))
        yield self.heading(f"{when} · {wording.provenance(one.provenance)}")
        if not one.sentences:
            yield self.remark("What this text says now is not known.", width)
        for at, (change, sentence) in enumerate(only_changed(one.sentences)):
            yield Row(tuple(self._drawn(change, sentence, width)), (number, at))

    def _drawn(self, change: Change, sentence: str, width: int) -> Iterator[Text]:
        name = "row--dim" if change is Change.KEPT else f"change--{change.value}"
        style = self.get_component_rich_style(name, partial=True)
        for number, line in enumerate(Text(sentence).wrap(self.app.console, width - 2)):
            mark = _MARKS[change] if not number else "  "
            yield Text(mark, style, end="") + Text(line.plain, style, end="")


class RevisionsScreen(ModalScreen[None]):
    """The changes of the text of one article."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close", show=False)]
    page = getters.query_one(ListPage)

    def __init__(self, title: str, replacements: Sequence[Replacement], keys: Keys) -> None:
        super().__init__()
        self._title = title
        self._replacements = replacements
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Put the changes on the screen."""
        yield ListPage("What changed", ReplacementList("replacements", self._replacements))

    def on_mount(self) -> None:
        """Name the article, and how often it has changed."""
        self.page.header.show(self._title, wording.times_changed(len(self._replacements)))
        self.page.status.show_keys(self._keys.hints(hints.PROBLEMS))

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()
