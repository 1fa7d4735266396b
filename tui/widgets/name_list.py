"""The list of names: one line each."""

from typing import ClassVar

from rich.text import Text

from storage.model import Entity
from tui.layout import wording
from tui.widgets.strips import KIND_CLASSES, beside, kind_style
from tui.widgets.virtual_list import VirtualList


class NameList(VirtualList[Entity]):
    """Names in the colour of their kind, with the kind and the number of articles in words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}
    ROW_HEIGHT = 1

    def draw(self, item: Entity, width: int) -> list[Text]:
        """Return the line of a name."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        name = Text(" ", end="").append(item.name, style=kind_style(self, item.kind))
        marks = ", ".join(wording.flags_of(item))
        about = f"{marks}  {item.kind:<12} {wording.count(item.articles, 'article'):>14}"
        return [beside(name, Text(about, style=dim), min(width, 90))]
