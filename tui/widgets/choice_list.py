"""Names or articles to choose one from."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text

from storage.model import Entity, Headline
from tui.layout import wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import KIND_CLASSES, beside, kind_style


class ChoiceList(RowList):
    """A line each: a name in the colour of its kind, or the title of an article, and what to say of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._offered: Sequence[Entity | Headline] = ()

    def show(self, offered: Sequence[Entity | Headline]) -> None:
        """Offer others."""
        self._offered = offered
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return a row for each."""
        return [Row((self._line(one, width),), one) for one in self._offered]

    def _line(self, one: Entity | Headline, width: int) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        if isinstance(one, Entity):
            named, about = (
                Text(one.name, style=kind_style(self, one.kind), end=""),
                wording.describe_name(one),
            )
        else:
            named = Text(one.title or "Untitled", end="")
            about = wording.source_and_day(one)
        return beside(named, Text(about, style=dim), width)
