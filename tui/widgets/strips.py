"""Rich text as strips, and the styles of names: for widgets that draw line by line."""

from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from storage.model import Kind
from tui.layout.titles import fitting

HEADLINE_CLASSES = {"headline--unread", "headline--read", "headline--mark"}
KIND_CLASSES = {kind: f"name--{kind.value}" for kind in Kind}
BRACKETS = {
    Kind.PERSON: ("‹", "›"),
    Kind.ORGANISATION: ("⟦", "⟧"),
    Kind.PLACE: ("⟨", "⟩"),
    Kind.OTHER: ("⁽", "⁾"),
}
_DOUBLY = Style(underline2=True)


def strip(widget: Widget, text: Text, width: int, style: Style) -> Strip:
    """Return `text` as a line of exactly `width` cells, cut at a word if it is longer."""
    line = cut(text, width)
    # `Text.render` leaves out the style of the whole text: a console would add it.
    line.stylize_before(line.style)
    return (
        Strip(line.render(widget.app.console), line.cell_len)
        .apply_style(style)
        .adjust_cell_length(width, style)
    )


def cut(text: Text, width: int) -> Text:
    """Return a copy of `text`, cut at a word with an ellipsis if it is wider than `width` cells."""
    if text.cell_len <= width:
        return text.copy()
    line = text[: fitting(text.plain, width - 1)]
    line.rstrip()
    return line.append("…") if width > 0 else line


def kind_style(widget: Widget, kind: Kind) -> Style:
    """Return the style of a kind of name: its colour, and a cue that works without colour."""
    style = widget.get_component_rich_style(KIND_CLASSES[kind], partial=True)
    return style + _DOUBLY if kind is Kind.ORGANISATION else style


def title_line(widget: Widget, title: str, *, unread: bool) -> Text:
    """Return a title after a mark of two cells: bold with a dot if it is unread, else dimmed.

    The widget has the component classes `HEADLINE_CLASSES`.
    """
    state = widget.get_component_rich_style("headline--unread" if unread else "headline--read", partial=True)
    mark = widget.get_component_rich_style("headline--mark", partial=True)
    return Text(end="").append("● " if unread else "  ", mark).append(title or "Untitled", state)


def beside(left: Text, right: Text, width: int) -> Text:
    """Return a line of `width` cells with `right` at its end; `left` is cut if it is too long.

    Without room for eight cells of `left`, the line is `left` alone.
    """
    room = width - right.cell_len - 2
    if room < 8:
        return left
    # A new text, because the style of `left` would apply to the blanks and to `right` too.
    start = Text(end="").append_text(cut(left, room))
    start.truncate(room, pad=True)
    return start.append("  ").append_text(right)
