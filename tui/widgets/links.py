"""What an article is tied to, each with its reason, and the names that it is about."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from storage.model import Link, LinkKind, Name
from tui import wording
from tui.widgets.drawing import KIND_CLASSES, beside, kind_style
from tui.widgets.rows import Row, Rows

_HEADINGS = {
    LinkKind.SAME_STORY: "Same story",
    LinkKind.COPY: "Copies",
    LinkKind.RELATED: "Related",
}
_NARROW = 60
_TITLE_LINES, _LEAST_TITLE = 2, 8
NOT_ANALYSED = "This article is not analysed yet."


class Ties(NamedTuple):
    """What ties an article to others: its names and links, none of them before it is `analysed`."""

    names: list[Name]
    links: list[Link]
    analysed: bool = True


class Links(Rows):
    """Links by kind, numbered so that a digit follows one, then the names of the article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"links--digit", "links--title", *KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.ties: Ties | None = None
        """The links and names on show, `None` while there is no article."""
        self._links: list[Link] = []

    def show(self, ties: Ties) -> None:
        """Show the links and names of another article."""
        self.ties = ties
        self._links = [link for kind in _HEADINGS for link in ties.links if link.kind is kind]
        self.rebuild()
        self.to_top()

    def clear(self) -> None:
        """Show nothing, while there is no article."""
        self.ties, self._links = None, []
        self.rebuild()

    def numbered(self, number: int) -> Link | None:
        """Return the link with this digit."""
        return self._links[number - 1] if 0 < number <= len(self._links) else None

    def build(self, width: int) -> Sequence[Row]:
        """Return the links, their headings and the names."""
        return [*self._link_rows(width), *self._name_rows(width)]

    def _link_rows(self, width: int) -> Iterator[Row]:
        if self.ties is None:
            yield self.remark("Links and names of an article stand here once it is open.", width)
            return
        if not self.ties.analysed:
            yield self.remark(f"{NOT_ANALYSED} Its links and names appear here as soon as it is.", width)
            return
        if not self._links:
            yield self.remark("No other article in the desk reports this or shares its rarer names.", width)
            return
        kind = None
        for number, link in enumerate(self._links, start=1):
            if link.kind is not kind:
                if kind is not None:
                    yield Row((Text(),))
                kind = link.kind
                yield self.heading(_HEADINGS[kind])
            yield self._link_row(number, link, width)

    def _link_row(self, number: int, link: Link, width: int) -> Row:
        digit = Text(f"{number} " if number < 10 else "  ", end="")
        digit.stylize(self.get_component_rich_style("links--digit", partial=True))
        dim = self.get_component_rich_style("row--dim", partial=True)
        titled = self.get_component_rich_style("links--title", partial=True)
        about = " · ".join(part for part in (link.other.source, wording.day(link.other.published)) if part)
        aside = width >= _NARROW
        room = width - 2 - (cell_len(about) + 2 if aside else 0)
        first, *more = self._title(
            Text(link.other.title or "Untitled", style=titled), max(room, _LEAST_TITLE)
        )
        first = digit + first
        if aside:
            head = [beside(first, Text(about, style=dim), width), *more]
        else:
            head = [first, *more, Text(f"  {about}", style=dim)]
        reason = Text(link.reason, style=dim).wrap(self.app.console, width - 2)
        return Row((*head, *(Text("  ", end="") + line for line in reason)), link)

    def _title(self, title: Text, width: int) -> list[Text]:
        """Return a title in at most two lines, the second indented, with an ellipsis where it is longer."""
        lines = list(title.wrap(self.app.console, width))
        if len(lines) > _TITLE_LINES:
            rest = Text(" ", style=title.style).join(lines[_TITLE_LINES - 1 :])
            rest.truncate(width, overflow="ellipsis")
            lines[_TITLE_LINES - 1 :] = [rest]
        return [lines[0], *(Text("  ", end="") + line for line in lines[1:])]

    def _name_rows(self, width: int) -> Iterator[Row]:
        names = self.ties.names if self.ties else []
        if not names:
            return
        dim = self.get_component_rich_style("row--dim", partial=True)
        yield Row((Text(),))
        yield self.heading("Names")
        for name in names:
            line = Text(name.entity.name, style=kind_style(self, name.entity.kind), end="")
            about = wording.count(name.entity.articles, "article")
            if width >= _NARROW:
                about = " · ".join([name.entity.kind, *wording.marks_of(name.entity), about])
            yield Row((beside(Text("  ", end="") + line, Text(about, style=dim), width),), name.entity)
