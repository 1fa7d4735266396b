"""Names or articles to choose one from."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text

from storage.model import Entity, Headline
from tui.layout import wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import KIND_CLASSES, beside, kind_style


class ChoiceList(RowList):
    """A line each: a name in the colour of its kind, or the title of an article, and what to say of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._offered: Sequence[Entity | Headline] = ()

    def show(self, offered: Sequence[Entity | Headline]) -> None:
        """Offer others."""
        self._offered = offered
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return a row for each."""
        return [Row((self._line(one, width),), one) for one in self._offered]

    def _line(self, one: Entity | Headline, width: int) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        if isinstance(one, Entity):
            named, about = (
                Text(one.name, style=kind_style(self, one.kind), end=""),
                wording.describe_name(one),
            )
        else:
            named = Text(one.title or "Untitled", end="")
            about = wording.source_and_day(one)
        return beside(named, Text(about, style=dim), width)


class Candidate(NamedTuple):
    """A feed that a page has; `feed` is its number once it is subscribed to, 0 before."""

    url: str
    title: str
    feed: int = 0


class FeedCandidates(RowList):
    """A line each: whether it is subscribed to, its title, its address; the key of a row is the address."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--mark"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.candidates: Sequence[Candidate] = ()
        self.asked: str = ""
        """The address that is being subscribed to."""

    def show(self, candidates: Sequence[Candidate], asked: str = "") -> None:
        """Show these feeds."""
        self.candidates, self.asked = candidates, asked
        self.rebuild()

    @property
    def candidate(self) -> Candidate | None:
        """The feed under the cursor."""
        return next((one for one in self.candidates if one.url == self.current), None)

    def build(self, width: int) -> Sequence[Row]:
        """Return two lines for each feed."""
        return [self._row(one, width) for one in self.candidates]

    def _row(self, one: Candidate, width: int) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        mark = "✓" if one.feed else "…" if one.url == self.asked else " "
        head = Text(end="").append(f"[{mark}] ", self.get_component_rich_style("row--mark", partial=True))
        head.append(one.title or one.url)
        address = Text("    ", end="").append(one.url, dim)
        for line in (head, address):
            line.truncate(width, overflow="ellipsis")
        return Row((head, address), one.url)
