"""Languages of the tags that sources give."""

import pytest

from storage.text.languages import is_foreign, primary


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("English", "en"),
        ("en, fr", "en"),
        ("en;q=0.8", "en"),
        (" DE ", "de"),
        ("nb-NO", "no"),
        ("und", ""),
        ("x-klingon", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(("tag", "foreign"), [("", False), ("en-US", False), ("en, fr", False), ("de", True)])
def test_an_unknown_language_counts_as_english(tag: str, foreign: bool) -> None:
    assert is_foreign(tag) is foreign
