"""Rich text as strips."""

from rich.text import Text

from tui.widgets.strips import beside


def test_the_blanks_between_two_texts_have_the_style_of_neither() -> None:
    line = beside(Text("Pentagon", "underline"), Text("4 articles", "dim"), 30)
    assert line.plain == "Pentagon            4 articles"
    assert not line.style
    assert [(span.start, span.end, span.style) for span in line.spans] == [
        (0, 8, "underline"),
        (20, 30, "dim"),
    ]


def test_a_left_text_that_is_too_long_is_cut() -> None:
    assert beside(Text("A very long name"), Text("4 articles"), 22).plain == "A very lo…  4 articles"
    assert beside(Text("A very long name"), Text("4 articles"), 15).plain == "A very long name"
