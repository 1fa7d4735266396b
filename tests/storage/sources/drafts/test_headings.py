import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Role, Span
from storage.sources.drafts.headings import headings, reads_like_heading
from storage.text.plain_text import clean

PROSE = "The troops left the country in December, the government said on Thursday."


def found_in(*blocks: str) -> list[str]:
    text = "\n\n".join(blocks)
    return [text[span.start : span.end] for span in headings(text)]


@pytest.mark.parametrize(
    "line", ["New attacks on bases", "“A decisive blow”", "Neue Angriffe (Juli)", "新的袭击"]
)
def test_a_short_line_before_prose_is_a_heading(line: str) -> None:
    assert found_in(PROSE, line, PROSE) == [line]


@pytest.mark.parametrize("line", ["2014", "* * *", "—"])
def test_a_line_without_a_word_is_none(line: str) -> None:
    assert found_in(PROSE, line, PROSE) == []


@pytest.mark.parametrize("ending", [".", "!", "?", "…", ":", ",", " –", "。", "؟", "।", ".”", "?)"])
def test_a_line_that_ends_like_a_sentence_is_none(ending: str) -> None:
    assert found_in(PROSE, f"They left{ending}", PROSE) == []


def test_a_long_line_is_none() -> None:
    assert found_in("word " * 16 + "end", PROSE) == []


def test_a_block_of_several_lines_is_none() -> None:
    assert not reads_like_heading("Two\nlines")
    assert found_in("Two\nlines", PROSE) == []


def test_a_short_last_line_is_none() -> None:
    assert found_in(PROSE, "Photo agency") == []


def test_of_a_list_of_short_lines_only_the_last_can_head_prose() -> None:
    assert found_in("Oil", "Gold", "Markets in the evening", PROSE) == ["Markets in the evening"]


def test_offsets_count_code_points() -> None:
    text = f"\U0001f600 {PROSE}\n\nWeiter\n\n{PROSE}"
    start = len(PROSE) + 4
    assert headings(text) == (Span(start, start + 6, Role.HEADING),)


@given(st.text(st.one_of(st.sampled_from("aB. \n"), st.characters(codec="utf-8")), max_size=80))
def test_every_span_is_a_whole_block(text: str) -> None:
    text = clean(text)
    for span in headings(text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] in text.split("\n\n")
