"""The list of articles, with two lines for each."""

from collections.abc import Hashable
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from storage.model import Headline
from tui.layout import wording
from tui.layout.text_positions import find_matches
from tui.widgets.strips import HEADLINE_CLASSES, title_line
from tui.widgets.virtual_list import VirtualList

_LEAST_SOURCE = 6


class HeadlineList(VirtualList[Headline]):
    """Headlines: unread ones bold with a dot, read ones dimmed, the words of a search highlighted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*HEADLINE_CLASSES, "headline--match"}

    query_text = ""
    hidden_source = ""
    """The source that the rows leave out, because the whole list is from it; "" for none."""

    @property
    def draw_key(self) -> Hashable:
        """The search whose words are highlighted, and the source that is left out."""
        return self.query_text, self.hidden_source

    def draw(self, item: Headline, width: int) -> list[Text]:
        """Return the title, and below it source, day and other reports."""
        first = title_line(self, item.title, unread=not item.read)
        if self.query_text:
            found = self.get_component_rich_style("headline--match", partial=True)
            for start, end in find_matches(self.query_text, item.title):
                first.stylize(found, start + 2, end + 2)
        dim = self.get_component_rich_style("row--dim", partial=True)
        about = wording.day(item.published)
        about += "".join(f" · {part}" for part in wording.other_reports(item))
        about += f" · {wording.labels(item.labels)}" if item.labels else ""
        # The name of the source is cut rather than the day.
        room = width - cell_len(about) - 5
        named = room >= _LEAST_SOURCE and item.source != self.hidden_source
        source = Text(item.source if named else "", style=dim, end="")
        source.truncate(room, overflow="ellipsis")
        mark = self.get_component_rich_style("headline--mark", partial=True)
        second = Text(end="").append("★ " if item.starred else "  ", style=mark).append_text(source)
        second.append(f" · {about}" if source else about, style=dim)
        return [first, second]
