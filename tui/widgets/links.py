"""What an article is tied to, each with its reason, and the names that it is about."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

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
_REASON_LINES = 2


class Links(Rows):
    """Links by kind, numbered so that a digit follows one, then the names of the article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"links--digit", "links--title", *KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._given: tuple[list[Link], list[Name]] | None = None
        self._links: list[Link] | None = None
        self._names: list[Name] = []

    def show(self, links: Sequence[Link], names: Sequence[Name]) -> None:
        """Show the links and names of another article."""
        self._given = (list(links), list(names))
        self._links = [link for kind in _HEADINGS for link in links if link.kind is kind]
        self._names = list(names)
        self.rebuild()
        self.to_top()

    def shows(self, links: Sequence[Link], names: Sequence[Name]) -> bool:
        """Return whether these links and names are shown already."""
        return self._given == (list(links), list(names))

    def clear(self) -> None:
        """Show nothing, while there is no article."""
        self._given = self._links = None
        self._names = []
        self.rebuild()

    def numbered(self, number: int) -> Link | None:
        """Return the link with this digit."""
        links = self._links or []
        return links[number - 1] if 0 < number <= len(links) else None

    def build(self, width: int) -> Sequence[Row]:
        """Return the links, their headings and the names."""
        return [*self._link_rows(width), *self._name_rows(width)]

    def _link_rows(self, width: int) -> Iterator[Row]:
        if self._links is None:
            yield self.remark("Links and names of an article stand here once it is open.", width)
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
        title = digit + Text(link.other.title or "Untitled", style=titled, end="")
        about = " · ".join(part for part in (link.other.source, wording.day(link.other.published)) if part)
        below = [Text("  ", end="") + line for line in self._reason(link.reason, width - 2)]
        if width >= _NARROW:
            return Row((beside(title, Text(about, style=dim), width), *below), link)
        return Row((title, Text(f"  {about}", style=dim), *below), link)

    def _reason(self, reason: str, width: int) -> list[Text]:
        """Return the reason in at most two lines, with an ellipsis where it is longer."""
        dim = self.get_component_rich_style("row--dim", partial=True)
        lines = list(Text(reason, style=dim).wrap(self.app.console, width))
        if len(lines) > _REASON_LINES:
            rest = Text(" ", style=dim).join(lines[_REASON_LINES - 1 :])
            rest.truncate(width, overflow="ellipsis")
            lines[_REASON_LINES - 1 :] = [rest]
        return lines

    def _name_rows(self, width: int) -> Iterator[Row]:
        if not self._names:
            return
        dim = self.get_component_rich_style("row--dim", partial=True)
        yield Row((Text(),))
        yield self.heading("Names")
        for name in self._names:
            line = Text(name.entity.name, style=kind_style(self, name.entity.kind), end="")
            about = wording.count(name.entity.articles, "article")
            if width >= _NARROW:
                about = f"{name.entity.kind} · {about}"
            yield Row((beside(Text("  ", end="") + line, Text(about, style=dim), width),), name.entity)
