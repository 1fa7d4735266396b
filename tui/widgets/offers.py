"""Names to choose one from."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text

from storage.model import Entity
from tui import wording
from tui.widgets.drawing import KIND_CLASSES, beside, kind_style
from tui.widgets.rows import Row, Rows


class Offers(Rows):
    """A line each: the name in the colour of its kind, and how much the desk has of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._names: Sequence[Entity] = ()

    def show(self, names: Sequence[Entity]) -> None:
        """Offer other names."""
        self._names = names
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return a row for each name."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        return [
            Row(
                (
                    beside(
                        Text(one.name, style=kind_style(self, one.kind), end=""),
                        Text(wording.about_name(one), style=dim),
                        width,
                    ),
                ),
                one,
            )
            for one in self._names
        ]
