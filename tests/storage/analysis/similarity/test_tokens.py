import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.tokens import (
    CAPITAL,
    LOWER,
    MARK,
    NUMBER,
    SHORT,
    plural,
    positioned_words,
    tokens,
    word,
)


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("The army's 2,500 troops.", ["The", "army's", "2,500", "troops", "."]),
        ("U.S. forces", ["U.S.", "forces"]),
        ("al-Kadhimi", ["al", "Kadhimi"]),
        ("人民银行", ["人民", "民银", "银行"]),
        ("用iPhone打", ["用", "iPhone", "打"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مصطفى الكاظمي", ["مصطفى", "الكاظمي"]),
        ("", []),
    ],
)
def test_a_line_is_cut_into_words(line: str, cut: list[str]) -> None:
    assert tokens(line) == cut


@pytest.mark.parametrize(
    ("token", "term"),
    [
        ("troops", "troop"),
        ("Countries", "country"),
        ("churches", "church"),
        ("crisis", "crisis"),
        ("Abadi's", "abadi"),
        ("Kāsimī", "kasimi"),
        ("the", ""),
        ("und", ""),
        ("December", ""),
        ("U.S.", ""),
        ("x", ""),
        ("2021", ""),
    ],
)
def test_a_word_is_counted_as_its_term(token: str, term: str) -> None:
    assert word(token).term == term


@pytest.mark.parametrize(
    ("token", "shape"),
    [("Iraq", CAPITAL), ("Mr", SHORT), ("war", LOWER), ("伊拉", LOWER), ("12", NUMBER), (".", MARK)],
)
def test_the_shape_of_a_token(token: str, shape: int) -> None:
    assert word(token).shape == shape


@pytest.mark.parametrize("term", ["troop", "country", "church", "day", "box"])
def test_a_plural_is_counted_as_its_singular(term: str) -> None:
    assert plural(term) != term
    assert word(plural(term)).term == term


@given(st.text())
def test_places_cut_the_tokens_out_of_the_text(text: str) -> None:
    cut = [(text[start:end], entry) for entry, start, end in positioned_words(text)]
    assert [token for token, _ in cut] == [token for token in tokens(text) if word(token).shape != MARK]
    assert all(word(token) == entry for token, entry in cut)


@given(st.text())
def test_only_words_and_numbers_have_a_hash(text: str) -> None:
    assert all((word(token).code > 0) == (word(token).shape != MARK) for token in tokens(text))


def test_a_web_address_has_no_words() -> None:
    line = "Read https://www.example.org/news/Keravat-Ferry?id=7 or WWW.example.org/Bank. Ferries"
    assert [word(token).term for token in tokens(line) if word(token).term] == ["read", "ferry"]
    assert [entry.term for entry, _, _ in positioned_words(line) if entry.term] == ["read", "ferry"]
    assert [one for one in tokens("https://example.orgの記事") if word(one).term] == ["の記", "記事"]
