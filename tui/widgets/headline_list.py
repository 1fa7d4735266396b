"""The list of articles, with two lines for each."""

from collections.abc import Hashable
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from storage.model import Headline
from tui.layout import wording
from tui.layout.query_matches import find_in_title
from tui.layout.titles import share, shortened
from tui.layout.wrapping import displayed
from tui.widgets.strips import HEADLINE_CLASSES, title_line
from tui.widgets.virtual_list import VirtualList

_MARK, _SHORT_SOURCE = 2, 12  # cells


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
        """Return the title in one line or two, and source, day and other reports below or beside its end."""
        title = displayed(item.title or "Untitled")
        room = max(1, width - _MARK)
        row = share(title, self._abouts(item, room), room)
        whole = title_line(self, title, unread=not item.read)
        if self.query_text:
            found = self.get_component_rich_style("headline--match", partial=True)
            for start, end in find_in_title(self.query_text, title):
                whole.stylize(found, start + _MARK, end + _MARK)
        mark = self.get_component_rich_style("headline--mark", partial=True)
        dim = self.get_component_rich_style("row--dim", partial=True)
        second = Text(end="").append("★ " if item.starred else "  ", mark)
        if row.start < len(title):
            rest = whole[row.start + _MARK : row.end + _MARK]
            rest = rest.append("…") if row.is_cut(title) else rest
            rest.truncate(room - cell_len(row.about), pad=True)
            second.append_text(rest)
        first = whole[: row.start + _MARK]
        first.rstrip()
        return [first, second.append(row.about, dim)]

    def _abouts(self, item: Headline, room: int) -> list[str]:
        """Return source, day, other reports and labels, in full, then ever shorter."""
        reports, labels = wording.other_reports(item), [wording.labels(item.labels)] if item.labels else []
        day, short_day = (
            word(item.published, approximate=item.approximate_date)
            for word in (wording.day, wording.short_day)
        )
        source = "" if item.source == self.hidden_source else item.source
        # The name of the source is cut rather than the day.
        least = _joined(shortened(source, _SHORT_SOURCE), short_day, *reports)
        bare = _joined(short_day, *reports)
        return [
            _joined(source, day, *reports, *labels),
            _joined(source, short_day, *reports, *labels),
            _joined(source, short_day, *reports),
            _joined(shortened(source, room - cell_len(_joined("", day, *reports)) - 3), day, *reports),
            least,
            bare,
            least if cell_len(least) <= room // 2 else bare,
        ]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
