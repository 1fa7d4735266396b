"""Titles are cut between words, whatever their script, and use two lines where they need them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout.titles import fitting, share, shortened

TITLE = "Coalition ends its combat role in Iraq after eighteen years, and the last troops go home"
CHINESE = "伊拉克总理宣布对伊斯兰国的战争已经结束"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Iraq", 4, "Iraq"),
        ("Iraq declares victory", 21, "Iraq declares victory"),
        ("Iraq declares victory", 18, "Iraq declares…"),
        ("Iraq declares victory", 14, "Iraq declares…"),
        ("Iraq declares victory", 13, "Iraq declare…"),
        ("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfs…"),
        ("Die Donaudampfschifffahrtsgesellschaft", 20, "Die Donaudampfschif…"),
        ("伊拉克总理宣布", 14, "伊拉克总理宣布"),
        ("伊拉克总理宣布", 13, "伊拉克总理宣…"),
        ("伊拉克总理宣布", 12, "伊拉克总理…"),
        ("Iraq", 1, "…"),
        ("Iraq", 0, ""),
        ("Iraq", -4, ""),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, width: int, expected: str) -> None:
    assert shortened(text, width) == expected


@given(st.text(), st.integers(-2, 60))
def test_nothing_is_wider_than_its_room(text: str, width: int) -> None:
    assert cell_len(shortened(text, width)) <= max(width, 0) or cell_len(text) <= width
    assert cell_len(text[: fitting(text, width)].rstrip()) <= max(width, 0)


def test_a_title_of_one_line_leaves_the_other_to_what_is_said_about_it() -> None:
    row = share("Iraq declares victory", ["The Daily · 9 Dec 2017", "9 Dec"], 40)
    assert (row.start, row.end, row.about) == (21, 21, "The Daily · 9 Dec 2017")


def test_a_long_title_shares_its_second_line() -> None:
    row = share(TITLE, ["The Daily Gazette · 9 Dec 2021 · 3 sources", "Daily · 9 Dec"], 60)
    assert TITLE[: row.start].strip() == "Coalition ends its combat role in Iraq after eighteen years,"
    assert not row.is_cut(TITLE)
    assert TITLE[row.start : row.end] == "and the last troops go home"
    assert row.about == "Daily · 9 Dec"


def test_a_title_too_long_for_two_lines_ends_at_a_word() -> None:
    row = share(TITLE, ["The Daily · 9 Dec 2021", "9 Dec"], 44)
    assert TITLE[: row.start].strip() == "Coalition ends its combat role in Iraq after"
    assert TITLE[row.start : row.end] == "eighteen years, and the last troops"
    assert row.is_cut(TITLE)
    assert row.about == "9 Dec"


def test_a_wide_title_shares_its_second_line() -> None:
    row = share(CHINESE, ["新闻 · 9 Dec 2017", "9 Dec"], 20)
    assert cell_len(CHINESE[: row.start]) <= 20
    assert cell_len(CHINESE[row.start : row.end]) + cell_len(row.about) + 2 <= 20


@given(st.text(min_size=1), st.lists(st.text(max_size=30), min_size=1, max_size=4), st.integers(12, 90))
def test_two_lines_are_never_wider_than_their_room(title: str, abouts: list[str], width: int) -> None:
    row = share(title, abouts, width)
    assert cell_len(title[: row.start].rstrip()) <= width
    assert 0 <= row.start <= row.end <= len(title)
    if row.start < row.end and cell_len(row.about) + 2 < width:
        ellipsis = 1 if row.is_cut(title) else 0
        assert cell_len(title[row.start : row.end]) + ellipsis + cell_len(row.about) + 2 <= width
