"""Parties and states behind politicians: the state is a place, the party no name."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.party_states import separate_party_and_state
from storage.model import Field, Kind, Mention


def places(text: str, *mentions: Mention) -> list[tuple[str, Kind]]:
    article = AnnotatedText("", text)
    found = separate_party_and_state(article, list(mentions))
    return [(article.surface(mention), mention.kind) for mention in found]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Rep. Ana Quint, D-Ore., said", "Ore."),
        ("Sen. Jo Draper, R-S.C., said", "S.C."),
        ("Joel Stramm (R-TX) said", "TX"),
        ("Ana Quint (D-N.Y.) said", "N.Y."),
        ("Hal Oster Jr., I-Vermont, said", "Vermont"),
        ("Jo Draper, R-North Dakota, said", "North Dakota"),
        ("Wilma Lund, DFL-Minn., said", "Minn."),
        ("Ed Roe, R-Ga., said", "Ga."),
    ],
)
def test_the_state_is_a_place(text: str, state: str) -> None:
    assert places(text) == [(state, Kind.PLACE)]


def test_a_mention_of_both_is_replaced() -> None:
    text = "Rep. Ana Quint, D-Calif., said"
    both = Mention(Field.TEXT, 16, 23, Kind.PERSON, 0.9)
    person = Mention(Field.TEXT, 5, 14, Kind.PERSON, 0.9)
    assert places(text, person, both) == [("Ana Quint", Kind.PERSON), ("Calif.", Kind.PLACE)]


def test_right_behind_a_person_it_may_be_a_town() -> None:
    text = "Sen. Del Harker, R-Tulsa, said"
    person = Mention(Field.TEXT, 5, 15, Kind.PERSON, 0.9)
    assert places(text, person) == [("Del Harker", Kind.PERSON), ("Tulsa", Kind.PLACE)]
    assert places(text) == []


@pytest.mark.parametrize("text", ["Makers (D-Wave, T-Mobile) said", "It began (D-Day), I-95, R-rated"])
def test_other_letters_with_a_hyphen_are_left_alone(text: str) -> None:
    assert places(text) == []
