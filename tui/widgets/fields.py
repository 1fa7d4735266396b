"""Fields: lines to type in, a choice among a few words, and labels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.cursor_list import CursorList
from tui.widgets.strips import strip

_FIELD_KEYS: tuple[BindingType, ...] = (
    Binding("down", "app.focus_next", show=False),
    Binding("up", "app.focus_previous", show=False),
)


class TextField(Input):
    """A line to type in. It suggests `known` texts; the right arrow accepts a suggestion."""

    BINDINGS: ClassVar[list[BindingType]] = [*_FIELD_KEYS]

    def __init__(self, id: str, value: str = "", placeholder: str = "", known: Iterable[str] = ()) -> None:  # noqa: A002
        suggester = SuggestFromList(known, case_sensitive=False)
        super().__init__(value, placeholder, id=id, compact=True, select_on_focus=False, suggester=suggester)

    def set_text(self, text: str) -> None:
        """Change the text without posting `Changed`."""
        with self.prevent(Input.Changed):
            self.value = text


class ChoiceField(Widget, can_focus=True):
    """A few words side by side; the arrow keys choose one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--focused", "choice--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *_FIELD_KEYS,
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l,space", "step(1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    class Submitted(Message):
        """The reader presses Enter."""

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """The reader has chosen another word."""

        chosen: str

    def __init__(self, id: str, words: Sequence[str], chosen: str) -> None:  # noqa: A002 - as Textual has it
        super().__init__(id=id)
        self._words = words
        self.chosen = chosen
        self.touched = False
        """Whether the reader has chosen."""

    def show(self, word: str) -> None:
        """Choose a word for the reader."""
        self.chosen = word
        self.refresh()

    def action_step(self, step: int) -> None:
        """Choose the next word (1) or the previous one (-1), round and round."""
        self._choose(self._words[(self._words.index(self.chosen) + step) % len(self._words)])

    def action_submit(self) -> None:
        """Post that the reader presses Enter."""
        self.post_message(self.Submitted())

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        if word := event.style.meta.get("word"):
            self._choose(word)

    def on_focus(self) -> None:
        """Draw the chosen word as one that the arrow keys change."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the chosen word as one without the focus."""
        self.refresh()

    def _choose(self, word: str) -> None:
        self.touched = True
        self.show(word)
        self.post_message(self.Changed(word))

    def render_line(self, y: int) -> Strip:
        """Draw the words, with the chosen one in brackets; if not all fit, those before it are left out."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        line = Text(end="")
        for word in self._words[self._first(width) :]:
            here = word == self.chosen
            name = ("focused" if self.has_focus else "chosen") if here else "other"
            drawn = self.get_component_rich_style(f"choice--{name}", partial=True)
            part = Text(f"[{word}]" if here else f" {word} ", drawn)
            part.apply_meta({"word": word})
            line.append_text(part).append(" ")
        return strip(self, line, width, style)

    def _first(self, width: int) -> int:
        """Return the first word to draw, so that the chosen one is in sight."""
        last = self._words.index(self.chosen)
        first, needed = last, cell_len(self.chosen) + 2
        while first and needed + cell_len(self._words[first - 1]) + 3 <= width:
            first -= 1
            needed += cell_len(self._words[first]) + 3
        return first


class LabelledField(Horizontal):
    """A field with its label at the left."""

    def __init__(self, label: str, field: Widget) -> None:
        super().__init__()
        self._label = label
        self._field = field

    def compose(self) -> ComposeResult:
        """Put the label before the field."""
        yield Static(self._label, classes="form-label", markup=False)
        yield self._field


class SearchLine(Input):
    """The line above a list to search it; Enter and the down arrow submit it, to go to the list.

    Above `rows` that are only read, the arrows scroll these. Page Up and Page Down always do.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go_down", show=False),
        Binding("up", "go_up", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(
        self,
        id: str,  # noqa: A002 - Textual's own name for it
        placeholder: str,
        rows: CursorList | None = None,
    ) -> None:
        super().__init__(id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self._rows = rows

    async def action_go_down(self) -> None:
        """Go to the list; if its rows are only read, scroll down."""
        if self._rows is not None and self._rows.choosable_from(0, 1) is None:
            self._rows.action_down()
        else:
            await self.action_submit()

    def action_go_up(self) -> None:
        """Scroll up rows that are only read."""
        if self._rows is not None and self._rows.choosable_from(0, 1) is None:
            self._rows.action_up()

    def action_page(self, step: int) -> None:
        """Go a screenful of rows down (1) or up (-1)."""
        if self._rows is not None:
            self._rows.action_page_down() if step > 0 else self._rows.action_page_up()

    def set_text(self, text: str) -> None:
        """Change the text without posting `Changed`."""
        with self.prevent(Input.Changed):
            self.value = text
