from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tui.layout.wrapping import MIN_WIDTH, NARROW, displayed, wrap

ANYTHING = st.text(
    st.one_of(
        st.sampled_from("ab \n é–“”. 伊拉克。、한국어 العربية \u0301\u200d\ufe0f👩‍🚀🇮🇶\t\x07\u00a0"),
        st.characters(codec="utf-8"),
    ),
    max_size=300,
)


def lines_of(text: str, width: int, **more: object) -> list[str]:
    starts = wrap(text, width, **more)  # type: ignore[arg-type]
    return [text[left:right] for left, right in pairwise([*starts, len(text)])]


@given(ANYTHING, st.integers(MIN_WIDTH, 60))
def test_lines_are_the_text_and_none_is_too_wide(text: str, width: int) -> None:
    shown = displayed(text)
    lines = lines_of(shown, width)
    assert "".join(lines) == shown
    for line in lines:
        assert line
        assert "\n" not in line[:-1]
        visible = line.rstrip()
        assert cell_len(visible) <= width or len(split_graphemes(visible)[0]) == 1


@given(ANYTHING, st.integers(MIN_WIDTH, 40), st.sets(st.integers(0, 299)))
def test_marks_take_their_cells(text: str, width: int, marked: set[int]) -> None:
    shown = displayed(text)
    extra = dict.fromkeys((offset for offset in marked if offset < len(shown)), 1)
    starts = [*wrap(shown, width, extra=extra), len(shown)]
    for left, right in pairwise(starts):
        visible = shown[left:right].rstrip()
        cells = cell_len(visible) + sum(offset in extra for offset in range(left, left + len(visible)))
        assert cells <= width or len(split_graphemes(visible)[0]) == 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("word", 10, ["word"]),
        ("\n", 10, ["\n"]),
        ("one\n\ntwo", 10, ["one\n", "\n", "two"]),
        (
            "The war against the militia is over",
            12,
            ["The war ", "against the ", "militia is ", "over"],
        ),
        ("exactly ten", 11, ["exactly ten"]),
        ("exactly ten", 10, ["exactly ", "ten"]),
        ("spaces      between", 8, ["spaces      ", "between"]),
        ("x" * 20, 8, ["x" * 8, "x" * 8, "x" * 4]),
        ("a " + "x" * 10, 8, ["a ", "x" * 8, "xx"]),
        ("never narrower than eight", 3, ["never ", "narrower ", "than ", "eight"]),
        ("100\N{NO-BREAK SPACE}km from Mosul", 9, ["100\N{NO-BREAK SPACE}km ", "from ", "Mosul"]),
        ("战争已经。结束", 8, ["战争已", "经。结束"]),
        ("他说「战争结束」", 8, ["他说「战", "争结束」"]),
        ("他们说「战争」", 8, ["他们说", "「战争」"]),
        ("Mosul 战争 is over", 8, ["Mosul 战", "争 is ", "over"]),
        ("한국어 뉴스 기사", 8, ["한국어 ", "뉴스 기", "사"]),
        ("e\u0301" * 10, 8, ["e\u0301" * 8, "e\u0301" * 2]),
        ("👩‍🚀" * 5, 8, ["👩‍🚀" * 4, "👩‍🚀"]),
        ("العربية في الأخبار", 8, ["العربية ", "في ", "الأخبار"]),
    ],
)
def test_where_lines_are_broken(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


def test_a_paragraph_can_be_narrower() -> None:
    text = "one two three four\n\none two three four"
    assert lines_of(text, 18, indent=lambda at: 8 if at > 10 else 0) == [
        "one two three four\n",
        "\n",
        "one two ",
        "three four",
    ]


def test_controls_are_drawn_as_spaces() -> None:
    assert displayed("a\x1b[31mb\tc\x9bd\ne") == "a [31mb c d\ne"


@pytest.mark.parametrize("start", range(0, 0x10000, 0x1000))
def test_characters_taken_for_narrow_are_narrow(start: int) -> None:
    taken = [chr(code) for code in range(start, start + 0x1000) if NARROW.fullmatch(chr(code))]
    assert all(cell_len(character) == 1 for character in taken)


@pytest.mark.parametrize("width", [8, 13, 40])
def test_rigid_paragraphs_are_cut_at_the_width(width: int) -> None:
    code = "  if a:   b = 1  # and so on, in one line"
    text = f"Some words before.\n{code}\nSome words after."
    starts = [*wrap(text, width, rigid=lambda at: text[at] == " "), len(text)]
    lines = [text[left:right] for left, right in pairwise(starts)]
    first = text.index(code)
    cut = [code[at : at + width] for at in range(0, len(code), width)]
    assert [
        line.rstrip("\n")
        for left, line in zip(starts, lines, strict=False)
        if first <= left < first + len(code)
    ] == cut
    assert "".join(lines) == text
