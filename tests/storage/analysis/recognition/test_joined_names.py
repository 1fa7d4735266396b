"""Names around "and", "of" and "del": split where they are two, joined where they are one."""

import pytest

from storage.analysis.recognition.annotated_text import AnnotatedText, Rule
from storage.analysis.recognition.joined_names import add_known_pairs, join_parts, split_pairs
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def after(rule: Rule, text: str, *names: tuple[str, Kind]) -> list[str]:
    """Return the names after a rule, each found where it is first behind the one before."""
    mentions, position = [], 0
    for name, kind in names:
        start = text.index(name, position)
        position = start + len(name)
        mentions.append(Mention(Field.TEXT, start, position, kind, 0.6))
    article = AnnotatedText("", text)
    return [article.surface(mention) for mention in rule(article, mentions)]


def test_two_works_are_split_where_one_of_them_stands_alone_too() -> None:
    text = "The novels Glass Harbour and The Salt Year were praised. Glass Harbour sold well."
    assert after(split_pairs, text, ("Glass Harbour and The Salt Year", OTHER)) == [
        "Glass Harbour",
        "The Salt Year",
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Health and Education", ORGANISATION),
        ("Fire and Rescue Service", ORGANISATION),
        ("Trinidad and Tobago", PLACE),
        ("Pride and Prejudice", OTHER),
    ],
)
def test_one_name_with_and_stays_whole(name: str, kind: Kind) -> None:
    text = f"The {name} was there. Fire broke out, and Trinidad and Education slept in Tobago."
    assert after(split_pairs, text, (name, kind)) == [name]


def test_an_organisation_is_split_only_where_both_halves_stand_alone() -> None:
    name = "Lower House and Senate"
    assert after(split_pairs, f"The {name} met. The Senate voted.", (name, ORGANISATION)) == [name]
    text = f"The {name} met. The Senate voted. The Lower House slept."
    assert after(split_pairs, text, (name, ORGANISATION)) == ["Lower House", "Senate"]


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        (("Marks", "Spencer"), "Marks and Spencer"),
        (("Bosnia", "Herzegovina"), "Bosnia and Herzegovina"),
        (("Jarndyce", "Jarndyce"), "Jarndyce and Jarndyce"),
    ],
)
def test_known_pairs_are_one_name(halves: tuple[str, str], whole: str) -> None:
    assert after(add_known_pairs, f"So {whole} said.", *((half, PERSON) for half in halves)) == [whole]


def test_a_name_twice_within_a_longer_one_is_no_pair() -> None:
    assert after(add_known_pairs, "At Harvard and Harvard Law.", ("Harvard", ORGANISATION)) == ["Harvard"]


def test_a_role_twice_is_no_pair() -> None:
    assert after(add_known_pairs, "From Minister and Minister.", ("Minister", PERSON)) == ["Minister"]


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("In Colmenar del Arroyo it rained.", ["Arroyo"], "Colmenar del Arroyo"),
        ("So Frente de Todos won.", ["Frente"], "Frente de Todos"),
        ("In Vila Nova de Gaia it rained.", ["Vila Nova"], "Vila Nova de Gaia"),
        ("Mayor of San Martin de Porres.", ["San", "Martin de Porres"], "San Martin de Porres"),
        ("So Abdul Momen left.", ["Abdul", "Momen"], "Abdul Momen"),
        ("So Susan E. Ricewater left.", ["Susan E"], "Susan E. Ricewater"),
        ("It was Malcolm X. Then he left.", ["Malcolm X"], "Malcolm X"),
    ],
)
def test_parts_are_joined(text: str, parts: list[str], whole: str) -> None:
    assert after(join_parts, text, *((part, PERSON) for part in parts)) == [whole]


def test_a_town_is_split_from_its_state() -> None:
    assert after(split_pairs, "In Houston, Texas it rained.", ("Houston, Texas", PLACE)) == [
        "Houston",
        "Texas",
    ]
    assert after(split_pairs, "In Waterloo, Station Road.", ("Waterloo, Station Road", PLACE)) == [
        "Waterloo, Station Road"
    ]


def test_a_saint_is_part_of_a_place() -> None:
    assert after(join_parts, "The St. Louis College.", ("St", PLACE)) == ["St. Louis"]


def test_an_organisation_goes_on_behind_of() -> None:
    text = "The Food Organization of the United Nations met."
    parts = ("Food Organization of", ORGANISATION), ("United Nations", ORGANISATION)
    assert after(join_parts, text, *parts) == ["Food Organization of the United Nations"]


def test_neighbours_that_are_two_names_stay_two() -> None:
    assert after(
        join_parts, "So Emperor Tewodros met Iranian Riqi.", ("Emperor", PERSON), ("Tewodros", PERSON)
    ) == [
        "Emperor",
        "Tewodros",
    ]
    assert after(join_parts, "Said de Klerk: In de Vries", ("Klerk", PERSON), ("Vries", PERSON))[1] == "Vries"
