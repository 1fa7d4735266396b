"""The line in which a search is typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchLine(Input):
    """An input that hands over to the list below it with Enter or the arrow down."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "submit", show=False)]

    def __init__(self, id: str, placeholder: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, placeholder=placeholder, compact=True, select_on_focus=False)

    async def action_open(self) -> None:
        """Hand over to the list below."""
        await self.action_submit()

    def put(self, text: str) -> None:
        """Show a text that was not typed."""
        with self.prevent(Input.Changed):
            self.value = text
