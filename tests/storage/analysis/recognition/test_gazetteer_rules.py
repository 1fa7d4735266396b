"""Countries that are spelled alike in many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.recognition.annotated_text import CERTAIN, AnnotatedText
from storage.analysis.recognition.gazetteer_rules import add_countries
from storage.model import Field, Kind, Mention


def marked(title: str, text: str) -> list[str]:
    article = AnnotatedText(title, text)
    return [article.surface(mention) for mention in add_countries(article, [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Japan und China, sagte er.", ["Japan", "China"]),
        ("Die Iran-Politik der EU", ["Iran"]),
        ("L’ambassade d’Iran en France", ["Iran", "France"]),
        ("en Costa Rica, Ecuador y El Salvador", ["Costa Rica", "Ecuador", "El Salvador"]),
        ("Guinea-Bissau liegt in Westafrika", ["Guinea-Bissau"]),
        ("das größte Indonesia über Japan ändert", ["Indonesia", "Japan"]),
    ],
)
def test_a_country_is_found_if_it_is_spelled_as_in_english(text: str, names: list[str]) -> None:
    assert marked("", text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Air France fliegt wieder.",
        "Die Texas Rangers haben gewonnen.",
        "France Télévisions a annoncé",
        "Oman mielestä se on hyvä.",  # Finnish: "in one's own opinion"
        "Mali dječak je došao.",  # Croatian: "the little boy"
        "Sie trug einen Jersey.",
        "irak und iran in kleinen Buchstaben",
    ],
)
def test_a_part_of_another_name_or_an_ordinary_word_is_not_a_country(text: str) -> None:
    assert marked("", text) == []


def test_titles_are_searched_and_earlier_mentions_are_kept() -> None:
    article = AnnotatedText("Israel und die UNO", "Israel.")
    before = [Mention(Field.TITLE, 0, 6, Kind.ORGANISATION)]
    assert add_countries(article, before) == [
        *before,
        Mention(Field.TEXT, 0, 6, Kind.PLACE, CERTAIN),
    ]


@given(st.lists(st.sampled_from(["Iran", " ", "-", "El Salvador", "\n", "е", "🙂", "\u0301", "In"])))
def test_any_text_is_searched(parts: list[str]) -> None:
    article = AnnotatedText("", "".join(parts))
    found = add_countries(article, [])
    assert all(mention.kind is Kind.PLACE and article.surface(mention).isprintable() for mention in found)
    assert add_countries(article, found) == found
