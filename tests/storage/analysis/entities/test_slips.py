"""Slips of the pen: which names differ in one letter and are the same name."""

import pytest

from storage.analysis.entities.slips import is_slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("academy of motion picture arts", "academy of motion pictures arts"),
        ("talaat moustafa group", "talaat mustafa group"),
        ("ouagadougou", "ouagadogou"),
        ("recognised transit corridor", "recognized transit corridor"),
        ("credit suisse bank", "creditsuisse bank"),
    ],
)
def test_a_wrong_letter_in_a_long_word_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inter milan", "inter miami"),
        ("bank of austria", "bank of australia"),
        ("university of york", "university of cork"),
        ("boeing 737", "boeing 747"),
        ("channel nine", "channel fine"),
    ],
)
def test_two_words_that_exist_are_two_names(one: str, other: str) -> None:
    assert not is_slip(one, other)
