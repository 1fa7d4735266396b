"""The links in the text of an article and its files, chosen by their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message

from tui import keys
from tui.layout import wording
from tui.layout.text_links import TextLink
from tui.widgets.row_list import LazyLines, Row, RowList
from tui.widgets.strips import beside


class TextLinkList(RowList):
    """One line for each link: its number, its words, and its address, or what the file is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"type_digit('{digit}')", show=False) for digit in range(10)),
        Binding("backspace", "delete_digit", show=False),
        replace(keys.named("copy_address"), action="copy_link"),
        replace(keys.named("leave"), action="leave_links"),
        replace(keys.named("leave_or_quit"), action="leave_links"),
        replace(keys.named("number_links"), action="leave_links"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"links--digit"}

    @dataclass(eq=False, repr=False)
    class Copied(Message):
        """The reader copies the address of a link."""

        link: TextLink

    class Left(Message):
        """The reader goes back to the text."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.links: Sequence[TextLink] = ()
        self._typed = ""

    def show(self, links: Sequence[TextLink]) -> None:
        """Show these links, with the cursor on the first."""
        self.links, self._typed = links, ""
        self.rebuild()
        self.to_top()

    @property
    def link(self) -> TextLink | None:
        """The link under the cursor."""
        return self.current if isinstance(self.current, TextLink) else None

    @property
    def _digits(self) -> str:
        """The digits that were typed of the number under the cursor, "" if it came there in another way."""
        return self._typed if self.link and self._typed == str(self.link.number) else ""

    @property
    def about_cursor(self) -> str:
        """The number being typed, and the address under the cursor."""
        address = self.link.address if self.link else ""
        return f"{self._digits} · {address}" if self._digits else address

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each link."""
        return [Row(LazyLines(partial(self._lines, one, width)), one) for one in self.links]

    def _lines(self, one: TextLink, width: int) -> Sequence[Text]:
        digit = self.get_component_rich_style("links--digit", partial=True)
        dim = self.get_component_rich_style("row--dim", partial=True)
        left = Text(f"{one.number:>{len(str(len(self.links)))}} ", digit, end="")
        left.append_text(Text(one.words or one.address))
        about = wording.describe_file(one.enclosure) if one.enclosure else one.address if one.words else ""
        right = Text(about, dim, end="")
        right.truncate(max(8, width // 2), overflow="ellipsis")
        return [beside(left, right, width)]

    # Numbers of several digits

    def action_type_digit(self, digit: str) -> None:
        """Go to the link with the typed number; a digit that fits no number begins another one."""
        for typed in (self._digits + digit, digit):
            if self._go_to(typed):
                return
        self.post_message(self.Moved(self, self.current))

    def action_delete_digit(self) -> None:
        """Take back the last digit."""
        self._typed = self._digits[:-1]
        self._go_to(self._typed)
        self.post_message(self.Moved(self, self.current))

    def _go_to(self, typed: str) -> bool:
        number = int(typed or 0)
        if not 0 < number <= len(self.links):
            return False
        self._typed = str(number)
        self.move_to(number - 1, notify=False)
        self.post_message(self.Moved(self, self.current))
        return True

    def action_open(self) -> None:
        """Open the link under the cursor."""
        self._typed = ""
        super().action_open()

    def action_copy_link(self) -> None:
        """Copy the address under the cursor."""
        if self.link:
            self.post_message(self.Copied(self.link))

    def action_leave_links(self) -> None:
        """Go back to the text."""
        self.post_message(self.Left())
