"""What the desk knows of a name: spellings, a curve of mentions, the names that occur with it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text

from storage.model import Kind
from tui import wording
from tui.messages import NameLoaded
from tui.widgets.drawing import KIND_CLASSES, beside, kind_style
from tui.widgets.rows import Row, Rows
from tui.widgets.sparkline import sparkline


class About(Rows):
    """The left part of a name's page; the names that occur with it can be chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"name--title", "name--curve", *KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._known: NameLoaded | None = None

    def show(self, known: NameLoaded) -> None:
        """Show another name, or the same one with news."""
        same = self._known is not None and self._known.entity.id == known.entity.id
        self._known = known
        self.rebuild()
        if not same:
            self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return all that is known."""
        return [row for part in (self._head, self._spellings, self._company) for row in part(width)]

    def _head(self, width: int) -> Iterator[Row]:
        if self._known is None:
            return
        entity = self._known.entity
        title = self.get_component_rich_style("name--title", partial=True)
        name = Text(entity.name, style=kind_style(self, entity.kind) + title)
        yield Row(tuple(name.wrap(self.app.console, width)))
        counts = f"{wording.count(entity.articles, 'article')} · {wording.count(entity.mentions, 'mention')}"
        kind = entity.kind if entity.kind is not Kind.OTHER else "another kind of name"
        yield self.remark(f"{kind} · {counts}", width)
        days = self._known.timeline
        if days:
            curve = Text(sparkline(days, width), end="")
            curve.stylize(self.get_component_rich_style("name--curve", partial=True))
            first, last = days[0][0], days[-1][0]
            ends = [f"{day.day} {day:%b %Y}" for day in (first, last)]
            dim = self.get_component_rich_style("row--dim", partial=True)
            below = beside(Text(ends[0], dim), Text(ends[1], dim), min(width, max(26, curve.cell_len)))
            yield Row((curve, below if first != last else Text(ends[0], dim)))

    def _spellings(self, width: int) -> Iterator[Row]:
        if self._known is None:
            return
        others = [one for one in self._known.spellings if one.text != self._known.entity.name]
        if others:
            yield Row((Text(),))
            yield self.heading("Also written")
            dim = self.get_component_rich_style("row--dim", partial=True)
            for one in others:
                yield Row((beside(Text(one.text), Text(f"{one.mentions:,}", style=dim), width),))

    def _company(self, width: int) -> Iterator[Row]:
        if self._known is None or not self._known.company:
            return
        yield Row((Text(),))
        yield self.heading("Occurs with")
        dim = self.get_component_rich_style("row--dim", partial=True)
        for entity, shared in self._known.company:
            name = Text(entity.name, style=kind_style(self, entity.kind), end="")
            yield Row((beside(name, Text(wording.count(shared, "article"), style=dim), width),), entity)
