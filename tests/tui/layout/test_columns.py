"""The widths of the panes, for every width of the terminal."""

import pytest

from tui.layout.columns import LINKS, MARGIN, MEASURE, NAVIGATOR, Columns, columns


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, Columns(0, 0, 1, 0)),
        (80, Columns(0, 0, 80, 0)),
        (99, Columns(0, 0, 99, 0)),
        (100, Columns(0, 40, 59, 0)),
        (120, Columns(0, 48, 71, 0)),
        (159, Columns(0, 63, 95, 0)),
        (160, Columns(24, 36, 53, 44)),
        (200, Columns(24, 52, 77, 44)),
        (300, Columns(24, 72, 157, 44)),
    ],
)
def test_the_widths_of_the_panes(width: int, widths: Columns) -> None:
    assert columns(width) == widths


@pytest.mark.parametrize(("width", "panes"), [(20, 1), (99, 1), (100, 2), (159, 2), (160, 4), (400, 4)])
def test_how_many_panes_there_are(width: int, panes: int) -> None:
    assert columns(width).panes == panes


@pytest.mark.parametrize("width", range(100, 400))
def test_columns_and_rules_fill_the_width(width: int) -> None:
    widths = columns(width)
    assert widths.navigator + widths.list + widths.article + widths.links + widths.panes - 1 == width


def test_a_wide_terminal_gives_the_article_its_measure() -> None:
    widths = columns(220)
    assert (widths.navigator, widths.links) == (NAVIGATOR, LINKS)
    assert widths.article >= MEASURE + 2 * MARGIN
