"""Lists in dialogs: one name or article to choose, and the feeds of a page to subscribe to."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text

from storage.model import Entity, Headline
from tui.layout import wording
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import KIND_CLASSES, beside, kind_style


class ChoiceList(RowList):
    """One line for each name or article, with its kind and numbers, or its source and day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*KIND_CLASSES.values()}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._choices: Sequence[Entity | Headline] = ()

    def show(self, choices: Sequence[Entity | Headline]) -> None:
        """Show other choices."""
        self._choices = choices
        self.rebuild()
        self.to_top()

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each choice."""
        return [Row((self._line(one, width),), one) for one in self._choices]

    def _line(self, one: Entity | Headline, width: int) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        if isinstance(one, Entity):
            left, right = Text(one.name, kind_style(self, one.kind), end=""), wording.describe_name(one)
        else:
            left, right = Text(one.title or "Untitled", end=""), wording.source_and_day(one)
        return beside(left, Text(right, style=dim), width)


class FeedChoice(NamedTuple):
    """A feed of a page. `feed` is its number once the reader is subscribed to it, 0 before."""

    url: str
    title: str
    feed: int = 0


class FeedCandidates(RowList):
    """Two lines for each feed: whether it is subscribed to and its title, then its address, the item."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--mark"}

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.candidates: Sequence[FeedChoice] = ()
        self.pending: frozenset[str] = frozenset()
        """The addresses that newsdesk is subscribing to."""

    def show(self, candidates: Sequence[FeedChoice], pending: frozenset[str] = frozenset()) -> None:
        """Show these feeds."""
        self.candidates, self.pending = candidates, pending
        self.rebuild()

    def mark(self, url: str, feed: int) -> None:
        """Show the feed at `url` as the subscription `feed`, 0 for none, and no longer as pending."""
        candidates = [one._replace(feed=feed) if one.url == url else one for one in self.candidates]
        self.show(candidates, self.pending - {url})

    @property
    def candidate(self) -> FeedChoice | None:
        """The feed under the cursor."""
        return next((one for one in self.candidates if one.url == self.current), None)

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each feed."""
        return [self._row(one, width) for one in self.candidates]

    def _row(self, one: FeedChoice, width: int) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        mark = "✓" if one.feed else "…" if one.url in self.pending else " "
        head = Text(end="").append(f"[{mark}] ", self.get_component_rich_style("row--mark", partial=True))
        head.append(one.title or one.url)
        address = Text("    ", end="").append(one.url, dim)
        for line in (head, address):
            line.truncate(width, overflow="ellipsis")
        return Row((head, address), one.url)
