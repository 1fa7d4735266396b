"""The problems of the last import or refresh: what it could not read."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.keymap import Keys
from tui.layout import wording
from tui.screens import hints
from tui.screens.list_page import ListPage
from tui.tasks.task_summary import count_problems
from tui.widgets.row_list import Row, RowList


class ProblemList(RowList):
    """Every problem in full."""

    def __init__(self, id: str, problems: Sequence[str]) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._problems = problems

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each problem, with as many lines as it needs."""
        if not self._problems:
            return [self.remark("The last import had no problems.", width)]
        return [
            Row(tuple(Text(problem).wrap(self.app.console, width)), number)
            for number, problem in enumerate(self._problems)
        ]


class ProblemsScreen(ModalScreen[None]):
    """The problems of an import or refresh."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close", show=False)]
    page = getters.query_one(ListPage)

    def __init__(self, problems: Sequence[str], keys: Keys) -> None:
        super().__init__()
        self._problems = problems
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Put the problems on the screen."""
        yield ListPage("Problems", ProblemList("problems", self._problems))

    def on_mount(self) -> None:
        """Show how many there are."""
        number = count_problems(self._problems)
        count = wording.count(number, "problem") if number else ""
        self.page.header.show("Last import", count)
        self.page.status.show_keys(self._keys.hints(hints.PROBLEMS))

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()
