"""Descriptions of names: no description rather than a wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.entities.descriptions import LONGEST, description
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def said(text: str, name: str, kind: Kind = PERSON) -> str:
    start = text.index(name)
    return description(AnnotatedText("", text), Mention(Field.TEXT, start, start + len(name), kind))


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Iraqi Prime Minister Haidar al-Abadi spoke.", "Haidar al-Abadi", "Iraqi prime minister"),
        ("It rained. Former U.S. President Barack Obama left.", "Barack Obama", "former U.S. president"),
        ("So the Kenyan runner Eliud Kipchoge won.", "Eliud Kipchoge", "Kenyan runner"),
        (
            "Haidar al-Abadi, the prime minister of Iraq, said so.",
            "Haidar al-Abadi",
            "prime minister of Iraq",
        ),
        ("Shahed Kamal, 34, a teacher from Mosul, fled.", "Shahed Kamal", "teacher from Mosul"),
        ("Jane Roe, who is the mayor of Rome, spoke.", "Jane Roe", "mayor of Rome"),
        ("Jane Roe (head of the mission) spoke.", "Jane Roe", "head of the mission"),
    ],
)
def test_persons_are_described(text: str, name: str, who: str) -> None:
    assert said(text, name) == who


def test_organisations_and_places_are_described() -> None:
    text = "The Bundestag, the lower chamber of a kind, met MAK, a separatist movement in Kabylie."
    assert said(text, "MAK", ORGANISATION) == "separatist movement in Kabylie"
    assert said("He fled to Matsue, the capital of Shimane.", "Matsue", PLACE) == "capital of Shimane"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Mr Abadi spoke, and so did Dr. Roe.", "Roe", PERSON),
        ("They saw Merkel, Macron and the president of Peru.", "Merkel", PERSON),
        ("Merkel, who said nothing, left.", "Merkel", PERSON),
        ("Merkel, speaking in Rome, left.", "Merkel", PERSON),
        ("They met in Paris, Texas.", "Paris", PLACE),
        ("From Paris, London and Rome they came.", "Paris", PLACE),
        ("In Guangxi, the coastal city of Beihai is shut.", "Guangxi", PLACE),
        (
            "It was paid by the World Bank, the European Investment Bank and others.",
            "World Bank",
            ORGANISATION,
        ),
        ("PRESIDENT OBAMA LEFT TODAY", "OBAMA", PERSON),
        ("He was president. Obama left.", "Obama", PERSON),
        ("a list of presidents\nObama, Bush", "Obama", PERSON),
        ("Obama", "Obama", PERSON),
    ],
)
def test_other_phrases_are_not_descriptions(text: str, name: str, kind: Kind) -> None:
    assert said(text, name, kind) == ""


def test_a_long_description_is_cut_after_a_word() -> None:
    who = said("Jane Roe, director of the " + "grand old " * 9 + "house, spoke.", "Jane Roe")
    assert len(who) <= LONGEST
    assert who.endswith(("grand", "old"))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 40), st.sampled_from(Kind))
def test_a_description_is_one_short_line_of_words_of_the_text(
    text: str, start: int, length: int, kind: Kind
) -> None:
    start = min(start, max(0, len(text) - 1))
    end = min(len(text), start + length)
    if start == end:
        return
    who = description(AnnotatedText("", text), Mention(Field.TEXT, start, end, kind))
    assert len(who) <= LONGEST
    assert "\n" not in who
    assert all(word.lower() in text.lower() for word in who.split())


@given(
    st.lists(
        st.sampled_from(["Jane Roe", ",", " ", "the", "president", "of", "Iraq", "(", ")", "who", "is", ". "])
    )
)
def test_any_order_of_words_is_read(parts: list[str]) -> None:
    text = " ".join(["Jane Roe", *parts])
    assert len(said(text, "Jane Roe")) <= LONGEST
