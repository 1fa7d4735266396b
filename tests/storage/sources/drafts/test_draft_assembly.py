from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Draft, Provenance, Role, Span
from storage.sources.drafts.draft_assembly import (
    assemble,
    first_words,
    headings,
    reads_like_heading,
)
from storage.text.plain_text import clean

URL = "https://example.org/a?b=1#c"


def made(**fields: str) -> Draft:
    return assemble(fields, "somewhere.txt")[0]


def test_fields_are_cleaned() -> None:
    draft = made(
        title=" A\x1b[31m title\n",
        text="One\r\n\r\n\r\ntwo\u202e",
        source="s\x07",
        byline="Jo\nDoe",
        language="en\0",
    )
    assert draft == Draft(
        key=draft.key,
        title="A title",
        text="One\n\ntwo",
        origin="somewhere.txt",
        source="s",
        byline="Jo Doe",
        language="en",
        provenance=Provenance.FILE,
        spans=draft.spans,
    )


def test_the_key_is_its_own_else_the_address_else_a_digest() -> None:
    assert made(key="7", url=URL, title="T").key == "7"
    assert made(url=URL, title="T").key == URL
    assert len(made(title="T").key) == 32


def test_the_digest_depends_on_source_date_and_title_alone() -> None:
    key = made(title="T", source="s", published="2021-12-09T12:00Z", text="one").key
    assert key == made(title="T", source="s", published="2021-12-09T13:00+01:00", text="two").key
    others = [
        made(title="U", source="s", published="2021-12-09T12:00Z"),
        made(title="T", source="r", published="2021-12-09T12:00Z"),
        made(title="T", source="s", published="2021-12-09T12:01Z"),
        made(title="T", source="s"),
    ]
    assert len({key, *(draft.key for draft in others)}) == 5


def test_texts_without_a_title_have_keys_of_their_own() -> None:
    start = "The same first words of two reports, which go on for longer than any title would, and then "
    assert made(text=start + "end").title == made(text=start + "differ").title
    assert made(text=start + "end").key != made(text=start + "differ").key


def test_a_missing_title_is_the_first_words() -> None:
    assert made(text="Short text.\n\nMore").title == "Short text."
    assert first_words("word " * 40) == "word " * 15 + "word…"
    assert first_words("漢" * 100) == "漢" * 79 + "…"
    assert first_words("") == ""


def test_an_unreadable_date_is_reported_and_ignored() -> None:
    draft, (problem,) = assemble({"title": "T", "published": "the other\x1b[2J day"}, "o")
    assert draft.published is None
    assert problem.field == "published"
    assert "“the other day”" in problem.message


def test_an_unusable_address_is_reported_and_ignored() -> None:
    draft, (problem,) = assemble({"title": "T", "url": "javascript:alert(1)"}, "o")
    assert draft.url == ""
    assert problem.field == "url"
    assert "“javascript:alert(1)”" in problem.message


def test_missing_or_blank_details_are_not_reported() -> None:
    assert (
        assemble({"title": "T"}, "o")[1]
        == assemble({"title": "T", "url": " ", "published": ""}, "o")[1]
        == ()
    )


def test_a_date_is_read() -> None:
    assert made(title="T", published="2021-12-09").published == datetime(2021, 12, 9, tzinfo=UTC)


@given(
    st.dictionaries(
        st.sampled_from(["key", "title", "text", "url", "source", "byline", "language"]), st.text()
    )
)
def test_no_field_keeps_anything_forbidden(
    forbidden: Callable[[str], list[str]], fields: dict[str, str]
) -> None:
    draft = assemble(fields, "o")[0]
    assert forbidden(draft.text) == []
    for line in (draft.key, draft.title, draft.url, draft.source, draft.byline, draft.language):
        assert forbidden(line) == []
        assert "\n" not in line


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
