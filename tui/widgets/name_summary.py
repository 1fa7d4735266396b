"""What the desk knows of a name: its spellings, a curve of its mentions, co-occurring names."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from rich.style import Style
from rich.text import Text

from storage.model import NameGuess, Spelling
from tui.layout import wording
from tui.queries.results.names import NameLoaded
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import KIND_CLASSES, beside, kind_style

_MOST_SPELLINGS = 12
_MORE = "more"
_BARS = "▁▂▃▄▅▆▇█"


class NameSummary(RowList):
    """The left pane of a name's page. Guesses, spellings and co-occurring names can be chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"name--title", "name--curve", *KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.known: NameLoaded | None = None
        """The name that is shown, with what is known of it."""
        self._all = False

    def show(self, known: NameLoaded) -> None:
        """Show a name, or what changed about the one that is shown."""
        same = self.known is not None and self.known.entity.id == known.entity.id
        self.known = known
        self._all = self._all and same
        self.rebuild()
        if not same:
            self.to_top()

    def identity(self, item: object) -> object:
        """Return the text of a spelling, whose numbers change, or the number of a name."""
        if isinstance(item, NameGuess):
            return NameGuess, item.entity.id
        return item.text if isinstance(item, Spelling) else super().identity(item)

    def show_all(self) -> None:
        """Show all spellings."""
        self._all = True
        self.rebuild()

    def build(self, width: int) -> Sequence[Row]:
        """Return all rows about the name."""
        return [
            row
            for part in (self._head, self._guesses, self._spellings, self._co_occurring)
            for row in part(width)
        ]

    def _head(self, width: int) -> Iterator[Row]:
        if self.known is None:
            return
        entity = self.known.entity
        title = self.get_component_rich_style("name--title", partial=True)
        name = Text(entity.name, style=kind_style(self, entity.kind) + title)
        yield Row(tuple(name.wrap(self.app.console, width)))
        if self.known.description:
            yield self.remark(self.known.description, width)
        counts = f"{wording.count(entity.articles, 'article')} · {wording.count(entity.mentions, 'mention')}"
        marks = wording.flags_of(entity)
        yield self.remark(" · ".join([entity.kind, counts, *marks]), width)
        if entity.ambiguous:
            yield self.remark(
                "Several people or things may have this name; no article gives the full name.", width
            )
        days = self.known.timeline
        if days:
            curve = Text(sparkline(days, width), end="")
            curve.stylize(self.get_component_rich_style("name--curve", partial=True))
            first, last = days[0][0], days[-1][0]
            ends = [wording.day_of(day) for day in (first, last)]
            dim = self.get_component_rich_style("row--dim", partial=True)
            below = beside(Text(ends[0], dim), Text(ends[1], dim), min(width, max(26, curve.cell_len)))
            yield Row((curve, below if first != last else Text(ends[0], dim)))

    def _guesses(self, width: int) -> Iterator[Row]:
        if self.known is None or not self.known.guesses:
            return
        yield Row((Text(),))
        yield self.heading("Perhaps the same")
        dim = self.get_component_rich_style("row--dim", partial=True)
        for one in self.known.guesses:
            name = Text(one.entity.name, style=kind_style(self, one.entity.kind), end="")
            articles = Text(wording.count(one.entity.articles, "article"), style=dim)
            yield Row((beside(name, articles, width), Text(f"  {one.route}", style=dim)), one)

    def _spellings(self, width: int) -> Iterator[Row]:
        if self.known is None:
            return
        if not self.known.spellings:
            return
        yield Row((Text(),))
        yield self.heading("Spellings")
        shown = len(self.known.spellings) if self._all else _MOST_SPELLINGS
        dim = self.get_component_rich_style("row--dim", partial=True)
        for one in self.known.spellings[:shown]:
            yield Row(_spelling(one, dim, width), one)
        if (more := len(self.known.spellings) - shown) > 0:
            yield Row((Text(f"… and {wording.count(more, 'more spelling')}", style=dim),), _MORE)

    def _co_occurring(self, width: int) -> Iterator[Row]:
        if self.known is None or not self.known.co_occurring:
            return
        yield Row((Text(),))
        yield self.heading("Occurs with")
        dim = self.get_component_rich_style("row--dim", partial=True)
        for entity, shared in self.known.co_occurring:
            name = Text(entity.name, style=kind_style(self, entity.kind), end="")
            yield Row((beside(name, Text(wording.count(shared, "article"), style=dim), width),), entity)


def _spelling(one: Spelling, dim: Style, width: int) -> tuple[Text, ...]:
    """Return the lines of a spelling: how often it occurs, and from when to when.

    The months are in a line of their own if there is no room beside the spelling.
    """
    text, count = Text(one.text, end=""), f"{one.mentions:,}"
    if one.first is None or one.last is None:
        return (beside(text, Text(count, style=dim), width),)
    first, last = f"{one.first:%b %Y}", f"{one.last:%b %Y}"
    dates = first if first == last else f"{first} – {last}"
    if text.cell_len + len(dates) + len(count) + 6 <= width:
        return (beside(text, Text(f"{dates}  {count}", style=dim), width),)
    return beside(text, Text(count, style=dim), width), Text(f"  {dates}", style=dim)


def buckets(days: Sequence[tuple[date, int]], width: int) -> list[int]:
    """Return the sums of `days` over at most `width` equal periods, from the first day to the last."""
    if not days or width < 1:
        return []
    first, last = days[0][0].toordinal(), days[-1][0].toordinal()
    span = last - first + 1
    sums = [0] * min(width, span)
    for day, number in days:
        sums[(day.toordinal() - first) * len(sums) // span] += number
    return sums


def sparkline(days: Sequence[tuple[date, int]], width: int) -> str:
    """Return mentions by day as a line of at most `width` bars; a period without mentions is a space."""
    sums = buckets(days, width)
    most = max(sums, default=0)
    return "".join(_BARS[(number * len(_BARS) - 1) // most] if number else " " for number in sums)
