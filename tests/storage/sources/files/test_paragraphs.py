import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.files.paragraphs import paragraphs

PROSE = (
    "In July, the USA announced the withdrawal of combat troops by the end of the year. According to the "
    "White House, around 2,500 US forces have been deployed in Iraq so far, most of them as trainers."
)


@pytest.mark.parametrize("width", [30, 60, 72, 100])
def test_wrapped_lines_are_one_paragraph_again(width: int) -> None:
    wrapped = textwrap.wrap(PROSE, width, break_on_hyphens=False)
    assert list(paragraphs(["", *wrapped, "", "", *wrapped])) == [PROSE, PROSE]


def test_a_line_wrapped_at_its_hyphen_goes_on_without_a_space() -> None:
    assert list(paragraphs(["the pro-", "Iranian militias"])) == ["the pro-Iranian militias"]
    assert list(paragraphs(["the militias -", "all of them"])) == ["the militias - all of them"]


def test_chinese_and_japanese_go_on_without_a_space_but_korean_with_one() -> None:
    assert list(paragraphs(["伊拉克政府宣布，", "部队已经离开。"])) == ["伊拉克政府宣布，部队已经离开。"]
    assert list(paragraphs(["イラクの", "首相は"])) == ["イラクの首相は"]
    assert list(paragraphs(["이라크", "정부는"])) == ["이라크 정부는"]


def test_a_heading_right_above_its_paragraph_stands_alone() -> None:
    lines = ["New attacks", *textwrap.wrap(PROSE, 70)]
    assert list(paragraphs(lines)) == ["New attacks", PROSE]


def test_a_first_line_that_wrapping_made_short_is_no_heading() -> None:
    lines = ["Officials in", "Donaudampfschifffahrtsgesellschaft", "said so."]
    assert list(paragraphs(lines)) == [" ".join(lines)]


@given(st.lists(st.sampled_from(["", "word", "Two words", "a longer line of text", "end."])))
def test_no_word_is_lost_and_no_paragraph_empty(lines: list[str]) -> None:
    found = list(paragraphs(lines))
    assert " ".join(found).split() == " ".join(lines).split()
    assert all(found)
