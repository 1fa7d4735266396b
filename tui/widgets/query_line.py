"""The line for a query: coloured by its syntax, with completion and the searches of before."""

from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message

from storage.query.tokens import MOST_CHARACTERS, TokenKind, tokens
from tui.widgets.fields import SearchLine

_OPERATORS = (TokenKind.NOT, TokenKind.OR, TokenKind.OPEN, TokenKind.CLOSE)


class QueryLine(SearchLine):
    """A search line for the query language; what its keys ask for it posts.

    The whole text is selected when the line gets the focus, so the next letter begins a new search.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "query--field",
        "query--operator",
        "query--quoted",
        "query--wrong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False),
        Binding("right", "right_or_complete", show=False),
        Binding("ctrl+n", "choose(1)", show=False),
        Binding("ctrl+p", "choose(-1)", show=False),
        Binding("shift+tab", "widen", show=False),
        Binding("up", "recall(1)", show=False),
        Binding("down", "recall(-1)", show=False),
        Binding("f1", "explain", show=False),
    ]

    class Completed(Message):
        """The reader takes the suggestion."""

    class Widened(Message):
        """The reader searches the whole desk in place of one list, or the list again."""

    class Explained(Message):
        """The reader asks what fields there are."""

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """The reader goes to the next suggestion (1) or the one before (-1)."""

        step: int

    @dataclass(eq=False, repr=False)
    class Recalled(Message):
        """The reader goes to an earlier search (1) or a later one (-1)."""

        step: int

    def __init__(self, id: str, placeholder: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id, placeholder)
        self.highlighter = _Syntax(self)
        self.select_on_focus = True
        self.wrong: int | None = None
        """The place of the mistake in the text, in code points; `None` without one."""
        self.can_complete = False
        """Whether there is a suggestion to take."""

    def mark_wrong(self, position: int | None) -> None:
        """Mark the character at a position as wrong, `None` for none."""
        if position != self.wrong:
            self.wrong = position
            self.refresh()

    @property
    def wrong_column(self) -> int:
        """The column of the wrong character, from the left edge of the text."""
        before = self.value[: self.wrong or 0]
        return max(0, Text(before).cell_len - self.scroll_offset.x)

    def action_complete(self) -> None:
        """Take the suggestion; Tab never leaves the line."""
        self.post_message(self.Completed())

    def action_right_or_complete(self) -> None:
        """Take the suggestion at the end of the text, else go right."""
        if self.cursor_at_end and self.can_complete and self.selection.is_empty:
            self.post_message(self.Completed())
        else:
            self.action_cursor_right()

    def action_choose(self, step: int) -> None:
        """Go to the next suggestion, or to the one before."""
        self.post_message(self.Chosen(step))

    def action_widen(self) -> None:
        """Search the whole desk in place of one list, or the list again."""
        self.post_message(self.Widened())

    def action_recall(self, step: int) -> None:
        """Go to an earlier search or a later one."""
        self.post_message(self.Recalled(step))

    def action_explain(self) -> None:
        """Show or hide what fields there are."""
        self.post_message(self.Explained())


class _Syntax(Highlighter):
    """Colours fields, operators and quotes, and marks what is wrong."""

    def __init__(self, line: QueryLine) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        """Colour a text; one that is too long for a query has only its first wrong character marked."""
        field, quoted, operator, marked = map(self._style, ("field", "quoted", "operator", "wrong"))
        for token in tokens(text.plain) if len(text.plain) <= MOST_CHARACTERS else ():
            if token.kind is TokenKind.FIELD:
                text.stylize(field, token.start, token.value_start)
            if token.quoted:
                text.stylize(quoted, token.value_start or token.start, token.end)
            if token.kind in _OPERATORS:
                text.stylize(operator, token.start, token.end)
        wrong = self._line.wrong
        if wrong is not None:
            text.stylize(marked, wrong, wrong + 1)

    def _style(self, part: str) -> Style:
        return self._line.get_component_rich_style(f"query--{part}", partial=True)
