"""What the last import could not read."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import ModalScreen

from tui.keys import Keys
from tui.layout import wording
from tui.screens import hints
from tui.widgets.frame import Header, HorizontalRule, RuleSegment
from tui.widgets.row_list import Row, RowList
from tui.widgets.status import Status


class Problems(RowList):
    """One problem after another, each in full."""

    def __init__(self, id: str, problems: Sequence[str]) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._problems = problems

    def build(self, width: int) -> Sequence[Row]:
        """Return the problems, each in as many lines as it needs."""
        if not self._problems:
            return [self.remark("The last import had no problems.", width)]
        return [
            Row(tuple(Text(problem).wrap(self.app.console, width)), number)
            for number, problem in enumerate(self._problems)
        ]


class ProblemsScreen(ModalScreen[None]):
    """The problems of an import, to be read at leisure."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close", show=False)]

    def __init__(self, problems: Sequence[str], keys: Keys) -> None:
        super().__init__()
        self._problems = problems
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Put the problems below their number."""
        yield Header()
        yield HorizontalRule("top")
        yield Problems("problems", self._problems)
        yield HorizontalRule("bottom")
        yield Status()

    def on_mount(self) -> None:
        """Say what this is."""
        count = wording.count(len(self._problems), "problem") if self._problems else ""
        self.query_one(Header).show("Last import", count)
        self.query_one(Status).show_keys(self._keys.hints(hints.PROBLEMS))

    def on_resize(self, event: Resize) -> None:
        """Draw the rules as wide as the screen."""
        self.query_one("#top", HorizontalRule).show([RuleSegment(event.size.width, "Problems", focused=True)])
        self.query_one("#bottom", HorizontalRule).show([RuleSegment(event.size.width)])

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()
