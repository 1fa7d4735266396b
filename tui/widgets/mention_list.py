"""The articles that mention a name, each with a sentence around the name."""

from collections.abc import Hashable
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from storage.model import Kind, Occurrence
from tui.layout import wording
from tui.layout.wrapping import displayed
from tui.widgets.strips import HEADLINE_CLASSES, KIND_CLASSES, beside, kind_style, title_line
from tui.widgets.virtual_list import VirtualList

_LINES = 2
_WIDEST = 92


class MentionList(VirtualList[Occurrence]):
    """Title and day, two lines of the sentence, and a blank line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*HEADLINE_CLASSES, *KIND_CLASSES.values()}
    ROW_HEIGHT = 4

    kind = Kind.OTHER

    @property
    def draw_key(self) -> Hashable:
        """The kind of the name, which colours it."""
        return self.kind

    def draw(self, item: Occurrence, width: int) -> list[Text]:
        """Return the lines of an article."""
        headline, width = item.headline, min(width, _WIDEST)
        dim = self.get_component_rich_style("row--dim", partial=True)
        title = title_line(self, headline.title, unread=not headline.read)
        about = wording.source_and_day(headline)
        sentence = excerpt(item, (width - 2) * _LINES * 9 // 10)
        for start, end in sentence.spans_of_name:
            sentence.text.stylize(kind_style(self, self.kind), start, end)
        lines = sentence.text.wrap(self.app.console, max(8, width - 2))[:_LINES]
        return [beside(title, Text(about, style=dim), width), *(Text("  ", end="") + line for line in lines)]


class Excerpt:
    """A sentence or a part of it, and where the name is in it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = Text(text, end="")
        self.spans_of_name = [(start, end)] if 0 <= start < end else []


def excerpt(mention: Occurrence, cells: int) -> Excerpt:
    """Return the sentence of a mention, or as much of it around the name as fits into `cells` cells."""
    sentence, start, end = displayed(mention.sentence).replace("\n", " "), mention.start, mention.end
    if cell_len(sentence) <= cells:
        return Excerpt(sentence, start, end)
    left = max(0, start - cells // 3)
    while left and not sentence[left - 1].isspace() and left < start:
        left += 1
    right = len(sentence)
    before = "… " if left else ""
    while right > end and cell_len(sentence[left:right]) > cells - 4:
        right -= max(1, (cell_len(sentence[left:right]) - cells + 4) // 2)
    right = max(right, end)
    cut = sentence.rfind(" ", end, right)
    right = cut if cut > end and right < len(sentence) else right
    after = " …" if right < len(sentence) else ""
    shift = len(before) - left
    return Excerpt(before + sentence[left:right] + after, start + shift, end + shift)
