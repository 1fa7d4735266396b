"""Text to strips: what the line widgets share."""

from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from storage.model import Kind

KIND_CLASSES = {kind: f"name--{kind.value}" for kind in Kind}
BRACKETS = {
    Kind.PERSON: ("‹", "›"),
    Kind.ORGANISATION: ("⟦", "⟧"),
    Kind.PLACE: ("⟨", "⟩"),
    Kind.OTHER: ("⁽", "⁾"),
}
_DOUBLY = Style(underline2=True)


def strip(widget: Widget, text: Text, width: int, style: Style) -> Strip:
    """Return a line of exactly `width` cells, cut with an ellipsis where it is longer."""
    line = text.copy()
    # Rich leaves the style of a whole text to its console, which is not asked here.
    line.stylize_before(line.style)
    line.truncate(width, overflow="ellipsis")
    return (
        Strip(line.render(widget.app.console), line.cell_len)
        .apply_style(style)
        .adjust_cell_length(width, style)
    )


def kind_style(widget: Widget, kind: Kind) -> Style:
    """Return the colour of a kind of name and its second cue: underlined, doubly underlined, italic, none."""
    style = widget.get_component_rich_style(KIND_CLASSES[kind], partial=True)
    return style + _DOUBLY if kind is Kind.ORGANISATION else style


def beside(left: Text, right: Text, width: int) -> Text:
    """Return `left`, cut where it must be, with `right` at the end of a line of `width` cells."""
    room = width - right.cell_len - 2
    if room < 8:
        return left
    start = left.copy()
    start.truncate(room, overflow="ellipsis", pad=True)
    # Into an unstyled text, so that the style of the left end does not run on.
    return Text(end="").append_text(start).append("  ").append_text(right)
