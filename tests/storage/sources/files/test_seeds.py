from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import ROOT

from storage.errors import SourceError
from storage.model import Draft, Role, Trouble
from storage.sources.files.seeds import read_seed

SEEDS = ROOT / "seeds"
GIVEN = SEEDS / "000_988967f5c6e1c539.txt"
BODY = "The troops left the country in December, the government said on Thursday."


def read(text: str) -> Draft:
    draft, *troubles = read_seed(text, "a.txt")
    assert troubles == []
    assert isinstance(draft, Draft)
    return draft


def headings(draft: Draft) -> list[str]:
    return [draft.text[span.start : span.end] for span in draft.spans if span.role is Role.HEADING]


def test_the_given_seed() -> None:
    draft = read(GIVEN.read_text("utf-8"))
    assert draft.title == "Anti-IS mission ended: Foreign combat troops have left Iraq"
    assert draft.source == "site-34"
    assert draft.published is None
    assert draft.url == ""
    assert draft.text.startswith("Four years ago, the then Iraqi head of government")
    assert draft.text.endswith("an opportunity for further attacks.")
    assert headings(draft) == ["New attacks on US military facilities"]
    assert "." not in draft.text.split("\n")
    assert len(draft.text.split("\n\n")) == 7


@pytest.mark.parametrize("path", sorted((SEEDS / "sample").glob("*.txt")), ids=lambda path: path.stem)
def test_the_sample_desk_is_dated_and_named(path: Path) -> None:
    draft = read(path.read_text("utf-8"))
    assert draft.published is not None
    assert draft.source == "newsdesk sample"
    assert len(draft.text) > 500


def test_fields_below_the_headline() -> None:
    draft = read(
        "Headline\npublished: 2021-12-09\nURL:https://example.org/a\nByline : Jo Doe\n"
        f"source: wire\nlanguage: en\n\n{BODY}"
    )
    assert draft.published == datetime(2021, 12, 9, tzinfo=UTC)
    assert draft.key == draft.url == "https://example.org/a"
    assert (draft.byline, draft.source, draft.language) == ("Jo Doe", "wire", "en")
    assert draft.text == BODY


def test_fields_can_be_a_block_of_their_own() -> None:
    draft = read(f"Headline\n\npublished: 2021-12-09\nsource: wire\n\n{BODY}")
    assert (draft.source, draft.text) == ("wire", BODY)


def test_a_paragraph_that_begins_like_a_field_is_text() -> None:
    text = "Source: the ministry\nsaid so on Monday, and added that it would not say more."
    assert read(f"Headline\n\n{text}\n\n{BODY}").text.startswith("Source: the ministry said so")


def test_an_unknown_field_is_text() -> None:
    assert read(f"Headline\nsource: wire\nmood: fine\n\n{BODY}").text == f"mood: fine\n\n{BODY}"


def test_of_two_fields_the_first_counts() -> None:
    assert read(f"Headline\nsource: one\nsource: two\n\n{BODY}").source == "one"


@pytest.mark.parametrize("field", ["published: some day", "url: ftp://example.org"])
def test_a_field_that_cannot_be_used_is_reported_by_line(field: str) -> None:
    draft, trouble = read_seed(f"\n\nHeadline\r\nsource: wire\r\n{field}\r\n\r\n{BODY}", "a.txt")
    assert isinstance(draft, Draft)
    assert (draft.published, draft.url, draft.text) == (None, "", BODY)
    assert isinstance(trouble, Trouble)
    assert (trouble.origin, trouble.line) == ("a.txt", 5)
    assert field.split(": ")[1] in trouble.message


@pytest.mark.parametrize(
    "repeated", ["Kicker\nThe title", "Kicker: The title", "KICKER\n\nThe title", "Kicker – The\ntitle."]
)
def test_a_repeated_headline_is_dropped(repeated: str) -> None:
    assert read(f"Kicker: The title\n\n{repeated}\n\n{BODY}").text == BODY


def test_a_first_paragraph_that_says_more_than_the_headline_stays() -> None:
    assert read(f"Troops left\n\nTroops left Iraq\n\n{BODY}").text.startswith("Troops left Iraq")


def test_a_lone_full_stop_is_dropped_and_parts_paragraphs() -> None:
    assert read(f"Headline\n\n{BODY}\n.\n{BODY}\n\n .\n").text == f"{BODY}\n\n{BODY}"


@pytest.mark.parametrize("line", ["source site-34", "Source: site-34", "SOURCE site-34 "])
@pytest.mark.parametrize("before", ["\n", "\n\n", "\n.\n"])
def test_a_last_line_names_the_source(before: str, line: str) -> None:
    draft = read(f"Headline\n\n{BODY}{before}{line}\n\n")
    assert (draft.source, draft.text) == ("site-34", BODY)


def test_a_wrapped_sentence_names_no_source() -> None:
    draft = read("Headline\n\nThe ministry said so, according to a\nsource in Baghdad")
    assert (draft.source, draft.text) == ("", "The ministry said so, according to a source in Baghdad")


@pytest.mark.parametrize(
    "line", ["Source close to the matter say otherwise.", "sources site-34", "source " + "a" * 90]
)
def test_a_last_line_that_names_no_source_is_text(line: str) -> None:
    draft = read(f"Headline\n\n{BODY}\n\n{line}")
    assert (draft.source, draft.text) == ("", f"{BODY}\n\n{line}")


def test_a_last_line_that_contradicts_the_field_stays() -> None:
    assert read(f"Headline\nsource: wire\n\n{BODY}\n\nsource site-34").text == f"{BODY}\n\nsource site-34"
    assert read(f"Headline\nsource: Site-34\n\n{BODY}\n\nsource site-34").text == BODY


def test_wrapped_lines_become_one_paragraph() -> None:
    assert (
        read("Headline\n\nThe troops left\nthe country.\n\nThey said.").text
        == "The troops left the country.\n\nThey said."
    )


def test_a_headline_alone_is_an_article() -> None:
    draft = read("\n  Only a headline\n")
    assert (draft.title, draft.text, draft.spans) == ("Only a headline", "", ())


def test_a_text_alone_is_titled_by_its_first_words() -> None:
    text = " ".join([BODY] * 6)
    draft = read(text)
    assert draft.text == text
    assert draft.title == "The troops left the country in December, the government said on Thursday. The…"


def test_moving_a_file_keeps_the_key() -> None:
    first, second = (next(read_seed(f"Headline\n\n{BODY}", origin)) for origin in ("a.txt", "b/c.txt"))
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.key == second.key
    assert second.origin == "b/c.txt"


@pytest.mark.parametrize("text", ["\u200b\n\x1b[2J", ".\n\n.", "\ue000"])
def test_a_file_without_text_raises(text: str) -> None:
    with pytest.raises(SourceError, match="no readable text"):
        list(read_seed(text, "a.txt"))


LINES = st.sampled_from(
    ["", ".", "Short line", BODY, "source wire", "url: x", "published: 2021-01-01", "A: b", "A", "b"]
)


@given(st.one_of(st.lists(LINES, max_size=12).map("\n".join), st.text()))
def test_any_text_gives_a_clean_draft_with_headings_in_place(
    forbidden: Callable[[str], list[str]], text: str
) -> None:
    try:
        draft, *troubles = read_seed(text, "a.txt")
    except SourceError:
        return
    assert isinstance(draft, Draft)
    assert draft.title
    assert forbidden(draft.title + draft.text + draft.source) == []
    assert all(heading in draft.text.split("\n\n") for heading in headings(draft))
    assert all(isinstance(trouble, Trouble) and trouble.line for trouble in troubles)
