"""The dialog for the order of a list."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import on
from textual.widget import Widget

from storage.model import Sort
from tui.navigation.orders import WORDS
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.row_list import Row, RowList


class OrderList(RowList):
    """A line for each order."""

    def __init__(self, id: str, orders: Sequence[Sort], usual: Sort) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._orders = orders
        self._usual = usual

    def build(self, width: int) -> Sequence[Row]:  # noqa: ARG002 - the words are short
        """Return a row for each order."""
        return [Row((self._line(one),), one) for one in self._orders]

    def _line(self, order: Sort) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        line = Text(WORDS[order].capitalize(), end="")
        return line.append("  as usual here", dim) if order is self._usual else line


class ListOrderScreen(Dialog[Sort]):
    """The orders that a list can have, with the cursor on the present one; returns the chosen one."""

    HEADING = "Order of this list"
    KEYS = "⏎ choose   Esc cancel"
    AUTO_FOCUS = "#orders"

    def __init__(self, present: Sort, usual: Sort, *, with_words: bool) -> None:
        """Offer relevance only for a query `with_words`, and for a list that has that order."""
        super().__init__()
        self._present = present
        relevant = with_words or present is Sort.RELEVANCE
        self._orders = [one for one in WORDS if one is not Sort.RELEVANCE or relevant]
        self._usual = usual

    def fields(self) -> Iterable[Widget]:
        """Return the list."""
        yield OrderList("orders", self._orders, self._usual)

    def on_mount(self) -> None:
        """Begin with the present order."""
        self.call_after_refresh(self.query_one(OrderList).select, self._present)

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        if isinstance(event.item, Sort):
            self.dismiss(event.item)
