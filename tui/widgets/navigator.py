"""The standing lists of the desk, with how many articles each holds."""

from collections.abc import Sequence

from rich.text import Text

from storage.model import Counts, Filter
from tui.widgets.drawing import beside
from tui.widgets.rows import Row, Rows

NAMES = "names"


class Navigator(Rows):
    """All, Unread, Starred and Names; the key of a row is its `Filter`, or `NAMES`."""

    counts = Counts(0, 0, 0)
    names = 0

    def show(self, counts: Counts, names: int) -> None:
        """Show other numbers."""
        if (counts, names) != (self.counts, self.names):
            self.counts, self.names = counts, names
            self.rebuild()

    def build(self, width: int) -> Sequence[Row]:
        """Return the lists."""
        return [
            self._row("All", self.counts.articles, Filter.ALL, width),
            self._row("Unread", self.counts.unread, Filter.UNREAD, width),
            self._row("Starred", self.counts.starred, Filter.STARRED, width),
            Row((Text(),)),
            self._row("Names", self.names, NAMES, width),
        ]

    def _row(self, label: str, number: int, key: object, width: int) -> Row:
        dim = self.get_component_rich_style("row--dim", partial=True)
        return Row((beside(Text(label), Text(f"{number:,}" if number else "", style=dim), width),), key)
