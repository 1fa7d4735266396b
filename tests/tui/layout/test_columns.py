import pytest

from tui.layout.columns import LINKS, MEASURE, NAVIGATOR, columns


@pytest.mark.parametrize(("width", "panes"), [(20, 1), (99, 1), (100, 2), (159, 2), (160, 4), (400, 4)])
def test_how_many_panes_there_are(width: int, panes: int) -> None:
    assert columns(width).panes == panes


@pytest.mark.parametrize("width", range(100, 400))
def test_columns_and_rules_fill_the_width(width: int) -> None:
    shares = columns(width)
    assert shares.navigator + shares.list + shares.article + shares.links + shares.panes - 1 == width


def test_a_wide_terminal_gives_the_article_its_measure() -> None:
    shares = columns(200)
    assert (shares.navigator, shares.links) == (NAVIGATOR, LINKS)
    assert shares.article >= MEASURE
