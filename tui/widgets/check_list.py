"""Words to choose any of, in a dialog: labels, and what a rule does."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import beside


class Check(NamedTuple):
    """A word or two, whether they are chosen, and a remark at the end of the line."""

    name: str
    chosen: bool
    remark: str = ""


class CheckList(RowList):
    """One line for each choice: whether it is chosen, its name, and a remark. Space and Enter choose."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "open", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--mark"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._checks: Sequence[Check] = ()

    def show(self, checks: Sequence[Check]) -> None:
        """Show other choices."""
        self._checks = checks
        self.rebuild()

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each choice; its name is the item."""
        return [Row((self._line(one, width),), one.name) for one in self._checks]

    def _line(self, one: Check, width: int) -> Text:
        mark = self.get_component_rich_style("row--mark", partial=True)
        dim = self.get_component_rich_style("row--dim", partial=True)
        left = Text(end="").append("[✓] " if one.chosen else "[ ] ", mark).append(one.name)
        return beside(left, Text(one.remark, dim), width)
