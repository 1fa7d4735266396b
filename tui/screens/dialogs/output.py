"""What a program printed, in a list of lines that scrolls."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.keymap import Keys
from tui.layout import wording
from tui.layout.wrapping import displayed, wrap
from tui.messages import Copy
from tui.screens import hints
from tui.screens.list_page import ListPage
from tui.widgets.row_list import LazyLines, Row, RowList

if TYPE_CHECKING:
    from storage.desk.programs import Outcome


class OutputList(RowList):
    """One row for each line; lines that are too long are broken."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--warning"}

    def __init__(self, id: str, outcome: "Outcome") -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._outcome = outcome

    def build(self, width: int) -> Sequence[Row]:
        """Return the rows: what went wrong first, then the output, then the errors."""
        outcome = self._outcome
        rows = [self._warning(line) for line in filter(None, [outcome.trouble])]
        for text in filter(None, [outcome.output.rstrip("\n"), outcome.errors.rstrip("\n")]):
            rows += [Row((Text(),))] if rows else []
            rows += self._lines(displayed(text), width, len(rows))
        if outcome.cut:
            rows += [Row((Text(),)), self.remark("It printed more, which is not kept.", width)]
        return rows

    def _lines(self, text: str, width: int, first: int) -> list[Row]:
        starts = [*wrap(text, width), len(text)]
        return [
            Row(LazyLines(partial(_drawn, text, start, end)), first + number)
            for number, (start, end) in enumerate(pairwise(starts))
        ]

    def _warning(self, words: str) -> Row:
        style = self.get_component_rich_style("row--warning", partial=True)
        return Row((Text(words, style=style, end="", no_wrap=True),), -1)


class OutputScreen(ModalScreen[None]):
    """What a program printed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close", show=False),
        Binding("y", "copy_output", "Copy the output", show=False),
    ]
    page = getters.query_one(ListPage)

    def __init__(self, outcome: "Outcome", keys: Keys) -> None:
        super().__init__()
        self._outcome = outcome
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Put the output on the screen."""
        yield ListPage("Output", OutputList("output", self._outcome))

    def on_mount(self) -> None:
        """Show what ran, and how much it printed."""
        lines = len((self._outcome.output + self._outcome.errors).splitlines())
        self.page.header.show(self._outcome.program, wording.count(lines, "line"))
        self.page.status.show_keys(self._keys.hints(hints.OUTPUT))

    def action_copy_output(self) -> None:
        """Copy what was printed."""
        text = self._outcome.output or self._outcome.errors
        self.post_message(Copy(text, wording.count(len(text), "character")))

    def action_leave(self) -> None:
        """Close the output."""
        self.dismiss()


def _drawn(text: str, start: int, end: int) -> list[Text]:
    return [Text(text[start:end].rstrip("\n"), end="", no_wrap=True)]
