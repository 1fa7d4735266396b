"""The search for many names at once."""

from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.lexicon.name_finder import NameFinder, lower_in_place


def found(names: list[str], text: str, *, fold: bool = False) -> list[str]:
    return [text[start:end] for start, end in NameFinder(names, fold=fold).find(text)]


def test_names_are_found_as_whole_words() -> None:
    assert found(["IS", "US"], "The US and ISIS, not us, against IS. USA.") == ["US", "IS"]


def test_the_longest_name_wins() -> None:
    assert found(["New York", "New York Times", "York"], "In New York the New York Times of York") == [
        "New York",
        "New York Times",
        "York",
    ]


def test_punctuation_of_a_name_counts() -> None:
    assert found(["U.S.", "Moody's", "AT&T"], "U.S. banks, Moody's, AT&T and US") == [
        "U.S.",
        "Moody's",
        "AT&T",
    ]


def test_parts_between_hyphens_are_words() -> None:
    assert found(["IS", "US"], "the anti-IS and US-led mission") == ["IS", "US"]


def test_case_can_be_ignored() -> None:
    assert found(["al-Kasimi"], "AL-KASIMI MEETS İSTANBUL’S AL-KASIMI", fold=True) == [
        "AL-KASIMI",
        "AL-KASIMI",
    ]
    assert found(["al-Kasimi"], "AL-KASIMI") == []


@given(st.text())
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lower_in_place(text)) == len(text)


@given(st.lists(st.text(alphabet="aB .-", min_size=1, max_size=8), max_size=6), st.text(alphabet="aB .-"))
def test_names_are_found_in_order(names: list[str], text: str) -> None:
    reached = 0
    for start, end in NameFinder(names).find(text):
        assert text[start:end] in names
        assert reached <= start < end
        reached = end
