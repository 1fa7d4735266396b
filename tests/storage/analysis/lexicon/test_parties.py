"""The words for one party."""

import pytest

from storage.analysis.lexicon.parties import party_key


@pytest.mark.parametrize(
    "words",
    [
        ("Democrats", "Democratic Party", "Democrat", "Democratic"),
        ("Republicans", "Republican Party", "Republican", "GOP"),
        ("Conservatives", "Conservative Party"),
        ("Labour", "Labour Party", "Labor Party"),
        ("Greens", "Green Party"),
        ("Christian Democrats", "Christian Democratic Party"),
        ("Scottish Conservatives", "Scottish Conservative Party"),
    ],
)
def test_all_words_for_a_party_have_one_key(words: tuple[str, ...]) -> None:
    assert len({party_key(word) for word in words}) == 1
    assert party_key(words[0])


def test_a_part_of_a_party_is_not_the_party() -> None:
    names = ["Republicans", "House Republicans", "Liberal Democrats", "Liberal Democratic Party", "Liberals"]
    assert len({party_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "name", ["democratic", "Green", "Tea Party", "Party", "", "Democratic Republic of Congo"]
)
def test_other_names_and_words_are_no_parties(name: str) -> None:
    assert party_key(name) == ""
