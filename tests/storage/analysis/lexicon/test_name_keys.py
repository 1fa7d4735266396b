"""Keys of names: the same for all ways of writing a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.lexicon.name_keys import initials, organisation_key, place_key, plain, stands_for


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the U.S.'s", "us"),
        ("U. S.", "us"),
        ("AT&T", "at and t"),
        ("Médecins Sans Frontières", "medecins sans frontieres"),
        ("O'Brien’s", "obrien"),
        ("al-Qaeda", "al qaeda"),
        ("Thessaloniki", "thessaloniki"),
        ("#", ""),
    ],
)
def test_plain_keeps_letters_and_digits(text: str, key: str) -> None:
    assert plain(text) == key


@settings(deadline=None)
@given(st.text())
def test_plain_is_stable(text: str) -> None:
    key = plain(text)
    assert key == key.strip()
    assert all(character.isascii() and (character.isalnum() or character == " ") for character in key)


def test_the_key_of_an_organisation_has_no_legal_form_and_american_spelling() -> None:
    assert organisation_key("The Boeing Co.") == organisation_key("Boeing") == "boeing"
    assert organisation_key("Labour Organisation") == organisation_key("Labor Organization")
    assert organisation_key("Co. Ltd") == "co"


def test_the_key_of_a_place_has_no_region() -> None:
    assert place_key("Paris, Texas") == "paris"
    assert place_key("Mt. Everest") == "mount everest"
    assert place_key(", (") == ""


def test_initials_with_and_without_linking_words() -> None:
    assert initials("league of arab states") == {"loas", "las"}
    assert initials("pentagon") == frozenset()


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("IS", "Islamic State", True),
        ("FAO", "Food and Agriculture Organization", True),
        ("Icipe", "International Centre of Insect Physiology and Ecology", True),
        ("ISIS", "Iraqi Army", False),
        ("RBM", "Roll Back Malaria", True),
        ("D", "Delaware", False),
    ],
)
def test_an_acronym_stands_for_the_words_that_it_abbreviates(acronym: str, name: str, expected: bool) -> None:
    assert stands_for(acronym, name) is expected
