"""The search above a list: the query line, where it searches, what is wrong with it, and suggestions."""

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.queries.results.feeds import Suggestion
from tui.widgets.query_line import QueryLine
from tui.widgets.row_list import Row, RowList
from tui.widgets.strips import beside

_MOST_SUGGESTIONS = 6


class SearchBar(Vertical):
    """A `QueryLine` with what belongs to it; the lines below it are there only while the reader types."""

    def __init__(self, help_text: str) -> None:
        """Show `help_text` when the reader asks what fields there are."""
        super().__init__(id="search-bar")
        self.line = QueryLine("search", "Search for words, “phrases” or fields")
        self._where = Static("", id="search-where", markup=False)
        self._wrong = Static("", id="search-wrong", markup=False)
        self._suggestions = Suggestions("search-suggestions")
        self._help = Static(help_text, id="search-help", markup=False)
        self._help.display = False
        self._sentence = ""
        self._words = ""

    def compose(self) -> ComposeResult:
        """Put everything below the line."""
        yield self.line
        yield self._where
        yield self._wrong
        yield self._suggestions
        yield self._help

    def on_mount(self) -> None:
        """Begin with the line alone."""
        self._show_parts()

    # What the line says

    def show_where(self, words: str) -> None:
        """Show within what the line searches, "" for the whole desk with nothing else to choose."""
        self._words = words
        self._where.update(words)
        self._show_parts()

    def show_error(self, sentence: str, position: int | None) -> None:
        """Show what is wrong with the text, with a mark below the character at `position`."""
        self._sentence = sentence
        self.line.mark_wrong(position)
        self._draw_error()
        self._show_parts()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what can follow."""
        self._suggestions.show(suggestions[:_MOST_SUGGESTIONS])
        self.line.can_complete = bool(suggestions)
        self._show_parts()

    @property
    def suggestion(self) -> Suggestion | None:
        """The suggestion that Tab takes."""
        return self._suggestions.suggestion if self.line.can_complete else None

    def take(self, suggestion: Suggestion) -> None:
        """Put a suggestion into the line."""
        self.line.value = suggestion.line
        self.line.cursor_position = suggestion.cursor

    # What happens to it

    @on(QueryLine.Completed)
    def _complete(self, event: QueryLine.Completed) -> None:
        event.stop()
        if suggestion := self.suggestion:
            self.take(suggestion)

    @on(QueryLine.Chosen)
    def _choose(self, event: QueryLine.Chosen) -> None:
        event.stop()
        self._suggestions.step(event.step)

    @on(RowList.Chosen)
    def _take_clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        if isinstance(event.item, Suggestion):
            self.take(event.item)
            self.line.focus()

    @on(QueryLine.Explained)
    def _explain(self, event: QueryLine.Explained) -> None:
        event.stop()
        self._help.display = not self._help.display
        self._show_parts()

    def on_descendant_focus(self) -> None:
        """Show what belongs to typing."""
        self._show_parts()

    def on_descendant_blur(self) -> None:
        """Leave the line alone, with its error."""
        self._help.display = False
        self._show_parts()

    def on_resize(self) -> None:
        """Put the mark below the wrong character again."""
        self._draw_error()

    def _draw_error(self) -> None:
        if not self._sentence:
            return
        width = max(1, self.size.width - 2 * self.line.gutter.left)
        mark = Text(" " * min(self.line.wrong_column, width - 1) + "↑")
        fits = mark.cell_len + 1 + Text(self._sentence).cell_len <= width
        mark.append(f" {self._sentence}" if fits else f"\n{self._sentence}")
        self._wrong.update(mark)

    def _show_parts(self) -> None:
        typing = self.line.has_focus
        self._where.display = typing and bool(self._words)
        self._wrong.display = bool(self._sentence)
        self._suggestions.display = typing and self.line.can_complete and not self._help.display


class Suggestions(RowList, can_focus=False):
    """What can follow in a query, a line each."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._suggestions: Sequence[Suggestion] = ()

    def show(self, suggestions: Sequence[Suggestion]) -> None:
        """Show other suggestions, with the first one chosen."""
        if suggestions != self._suggestions:
            self._suggestions = suggestions
            self.cursor = 0
            self.styles.height = len(suggestions)
            self.rebuild()
            self.to_top()

    @property
    def suggestion(self) -> Suggestion | None:
        """The chosen suggestion."""
        return self.current if isinstance(self.current, Suggestion) else None

    def step(self, step: int) -> None:
        """Choose the next one (1) or the one before (-1), round and round."""
        if self.row_count:
            self.move_to((self.cursor + step) % self.row_count)

    def build(self, width: int) -> Sequence[Row]:
        """Return one row for each suggestion."""
        return [Row((self._line(one, width),), one) for one in self._suggestions]

    def _line(self, one: Suggestion, width: int) -> Text:
        dim = self.get_component_rich_style("row--dim", partial=True)
        return (
            beside(Text(one.shown, end=""), Text(one.note, style=dim), width) if one.note else Text(one.shown)
        )
