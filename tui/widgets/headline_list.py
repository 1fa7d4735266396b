"""The list of articles: two lines a row."""

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from storage.model import Headline
from tui.layout import wording
from tui.layout.text_positions import find_matches
from tui.widgets.virtual_list import VirtualList

_LEAST_SOURCE = 6


class HeadlineList(VirtualList[Headline]):
    """Headlines; unread ones bold with a dot, read ones dimmed, words of a search highlighted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "headline--unread",
        "headline--read",
        "headline--mark",
        "headline--match",
    }

    searched = ""
    hidden_source = ""
    """A source that is not named in the rows, as the list is all of it."""

    @property
    def draw_key(self) -> Hashable:
        """The words that are highlighted, and the source that is left out."""
        return self.searched, self.hidden_source

    def draw(self, item: Headline, width: int) -> list[Text]:
        """Return the title with its mark, and where and when below it."""
        mark = self.get_component_rich_style("headline--mark", partial=True)
        kind = "headline--read" if item.read else "headline--unread"
        title = Text(
            item.title or "Untitled", style=self.get_component_rich_style(kind, partial=True), end=""
        )
        if self.searched:
            found = self.get_component_rich_style("headline--match", partial=True)
            for start, end in find_matches(self.searched, item.title):
                title.stylize(found, start, end)
        first = Text(end="").append("  " if item.read else "● ", style=mark).append_text(title)
        dim = self.get_component_rich_style("row--dim", partial=True)
        about = wording.day(item.published)
        about += "".join(f" · {part}" for part in wording.other_reports(item))
        # A long name of a source must not push the day out of sight.
        room = width - cell_len(about) - 5
        named = room >= _LEAST_SOURCE and item.source != self.hidden_source
        source = Text(item.source if named else "", style=dim, end="")
        source.truncate(room, overflow="ellipsis")
        second = Text(end="").append("★ " if item.starred else "  ", style=mark).append_text(source)
        second.append(f" · {about}" if source else about, style=dim)
        return [first, second]


def shown(headline: Headline, *, read: bool | None = None, starred: bool | None = None) -> Headline:
    """Return the headline with another mark."""
    return replace(
        headline,
        read=headline.read if read is None else read,
        starred=headline.starred if starred is None else starred,
    )
