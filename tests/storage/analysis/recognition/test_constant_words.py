"""Constant words: a word that always follows a name belongs to it."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.constant_words import add_constant_words
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def extended(text: str, name: str, kind: Kind, *others: str) -> str:
    found = [
        Mention(Field.TEXT, text.index(one), text.index(one) + len(one), kind) for one in (name, *others)
    ]
    article = AnnotatedText("", text)
    return article.surface(add_constant_words(article, found)[0])


def test_a_word_that_always_follows_belongs_to_the_name() -> None:
    assert extended("Social Care is dear. They cut Social Care.", "Social", OTHER) == "Social Care"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Social Care is dear.", "Social", OTHER),
        ("Social Care is dear. Social work is hard.", "Social", OTHER),
        ("Social Care and Social Work.", "Social", OTHER),
        ("Kenyan Railways grew. Kenyan Railways shrank.", "Kenyan", PLACE),
        ("Orbit President Doe left. Orbit President Doe fell.", "Orbit", ORGANISATION),
        ("Doe Antonia left. Doe Antonia fell.", "Doe", PERSON),
    ],
)
def test_other_words_do_not(text: str, name: str, kind: Kind) -> None:
    assert extended(text, name, kind) == name


def test_a_word_that_begins_another_name_does_not() -> None:
    text = "In Hull Anna Doe lives. In Hull Anna Doe sleeps."
    assert extended(text, "Hull", PLACE, "Anna Doe") == "Hull"
