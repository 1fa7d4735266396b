import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.terms import READ_CHARACTERS, is_dateline, terms

TEXT = """In July, Mustafa al-Kadhimi met the troops in Baghdad.
About 2,500 soldiers stay, he said on 9 December 2021.

Observers were surprised. The attack on December 3rd killed 17 people, Kadhimi added."""


def test_title_and_lead_come_first() -> None:
    body = " ".join(f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(80))
    found = terms("Drone hits base", f"Drone near river. {body} drone base mountain")
    assert found.words[: found.title] == ("drone", "hit", "base")
    lead = found.words[found.title : found.title + found.lead]
    assert lead[:2] == ("drone", "river")
    assert "mountain" not in lead
    assert found.words[-1] == "mountain"


def test_names_are_what_is_capitalised_inside_a_sentence() -> None:
    found = terms("Observers Surprised In Baghdad", TEXT)
    assert {"mustafa", "kadhimi", "baghdad"} <= found.names
    assert not {"observer", "surprised", "troop", "attack"} & found.names


def test_a_word_more_often_in_lower_case_is_no_name() -> None:
    found = terms("", "The union met the Union. A union of unions met the Senate.")
    assert found.names == {"senate"}


def test_figures_are_told_apart() -> None:
    found = terms("Votes: 555", TEXT)
    assert found.numbers == {"2500", "17", "555"}
    assert found.title_numbers == {"555"}
    assert found.dates == {(12, 9), (12, 3)}
    assert found.year == 2021


def test_terms_are_joined_up_to_function_words_and_sentences() -> None:
    found = terms("Combat mission ends", "Combat troops leave. Iraq and Syria agree.")
    said = dict(zip(enumerate(found.words), found.adjacent, strict=True))
    assert [word for (_, word), adjacent in said.items() if not adjacent] == [
        "combat",
        "combat",
        "iraq",
        "syria",
    ]


@pytest.mark.parametrize("title", ["", "APR 28", "11 / 28 / 05\t\t", "WASHINGTON -", "Monday"])
def test_a_dateline_is_no_title(title: str) -> None:
    assert is_dateline(title)
    assert terms(title, TEXT).title == 0


@pytest.mark.parametrize("title", ["Iraq", "WASHINGTON BURNS", "伊拉克", "9/11 report - a review"])
def test_a_headline_is_a_title(title: str) -> None:
    assert not is_dateline(title)


def test_a_title_repeated_by_the_text_counts_once() -> None:
    assert terms("Webb lifts off", "Webb lifts off\nThe rocket rose.") == terms(
        "Webb lifts off", "The rocket rose."
    )


def test_chinese_gives_pairs_of_characters() -> None:
    found = terms("伊拉克宣布胜利", "伊拉克总理宣布战胜伊斯兰国。")
    assert found.words[:2] == ("伊拉", "拉克")
    assert not found.names


def test_arabic_gives_words() -> None:
    assert "الكاظمي" in terms("مصطفى الكاظمي", "رئيس الوزراء").words[:2]


def test_a_long_text_is_read_to_a_bound() -> None:
    text = " ".join(f"word{i % 977:x}" for i in range(50_000))
    assert terms("Long", text) == terms("Long", text[:READ_CHARACTERS])


@given(st.text(), st.text())
def test_any_text_will_do(title: str, text: str) -> None:
    found = terms(title, text)
    assert found.names <= set(found.words)
    assert len(found.words) == len(found.adjacent)
    assert 0 <= found.title + found.lead <= len(found.words)
    assert found.title_numbers <= found.numbers
