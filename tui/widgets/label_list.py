"""The labels to choose from in a dialog."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text

from tui.layout import wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import beside


class LabelChoice(NamedTuple):
    """A label, whether it is chosen, and how many articles have it, 0 for a new one."""

    name: str
    chosen: bool
    articles: int = 0


class LabelList(RowList):
    """One line for each label: whether it is chosen, its name, and how many articles have it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--mark"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._choices: Sequence[LabelChoice] = ()

    def show(self, choices: Sequence[LabelChoice]) -> None:
        """Show other labels."""
        self._choices = choices
        self.rebuild()

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each label; its name is the item."""
        return [Row((self._line(one, width),), one.name) for one in self._choices]

    def _line(self, one: LabelChoice, width: int) -> Text:
        mark = self.get_component_rich_style("row--mark", partial=True)
        dim = self.get_component_rich_style("row--dim", partial=True)
        left = Text(end="").append("[✓] " if one.chosen else "[ ] ", mark).append(one.name)
        return beside(left, Text(wording.count(one.articles, "article") if one.articles else "", dim), width)
