"""Constraints: what the reader's corrections say about names."""

import pytest

from storage.analysis.entities.clusters import cluster_mentions
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints, name_key
from storage.analysis.entities.surface_forms import NameKey
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.model import Correction, Field, Kind, Mention, Verdict

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def same(name: str, other: str, kind: Kind = ORGANISATION) -> Correction:
    return Correction(Verdict.SAME, name, kind, other, kind)


def apart(name: str, other: str, kind: Kind = PERSON) -> Correction:
    return Correction(Verdict.NOT_SAME, name, kind, other, kind)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Haidar al-Abadi", PERSON, "haidar abadi"),
        ("al-Abadi", PERSON, "?abadi"),
        ("Iraqi", PLACE, "#IQ"),
        ("Iraqi", Kind.OTHER, "iraqi"),
        ("ISIS", ORGANISATION, "islamic state"),
        ("Boeing Co.", ORGANISATION, "boeing"),
        ("Paris, Texas", PLACE, "paris"),
        ("…", PLACE, "=…"),
    ],
)
def test_name_keys(name: str, kind: Kind, key: str) -> None:
    assert name_key(name, kind) == (kind, key)


@pytest.mark.parametrize(
    ("corrections", "name", "linked"),
    [
        ([], "Sixers", set()),
        ([same("Sixers", "Philly Five")], "Sixers", {"philly five"}),
        ([same("Sixers", "Philly Five")], "Philly Five", {"sixers"}),
        ([same("Sixers", "Philly Five")], "Seventysixers", set()),
        ([same("A1", "B1"), same("B1", "C1")], "A1", {"b1", "c1"}),
        ([same("A1", "B1"), same("C1", "D1"), same("D1", "A1")], "B1", {"a1", "c1", "d1"}),
        ([same("A1", "B1"), same("B1", "A1")], "A1", {"b1"}),
        ([same("A1", "A1")], "A1", set()),
    ],
)
def test_must_link_is_symmetric_and_transitive(
    corrections: list[Correction], name: str, linked: set[str]
) -> None:
    found = Constraints(corrections).must_link([name_key(name, ORGANISATION)])
    assert found == {(ORGANISATION, key) for key in linked}


def test_names_of_two_kinds_can_be_linked() -> None:
    constraints = Constraints([Correction(Verdict.SAME, "Apple Park", PLACE, "Cupertino Inc", ORGANISATION)])
    assert constraints.must_link([(PLACE, "apple park")]) == {(ORGANISATION, "cupertino")}


@pytest.mark.parametrize(
    ("name", "cannot_link"),
    [
        ("Bush", {"george bush", "laura bush"}),
        ("George Bush", {"?bush"}),
        ("Laura Bush", {"?bush"}),
        ("Jeb Bush", set()),
    ],
)
def test_what_is_split_can_not_be_linked_either_way(name: str, cannot_link: set[str]) -> None:
    constraints = Constraints([apart("Bush", "George Bush"), apart("Bush", "Laura Bush")])
    assert constraints.cannot_link(name_key(name, PERSON)) == {(PERSON, key) for key in cannot_link}


def test_a_name_is_split_whatever_kind_it_is_recognised_as() -> None:
    constraints = Constraints(
        [Correction(Verdict.NOT_SAME, "NBC", ORGANISATION, "Nordic Bank", ORGANISATION)]
    )
    assert constraints.cannot_link((Kind.OTHER, "nbc")) == {(ORGANISATION, "nordic bank")}


@pytest.mark.parametrize(
    ("correction", "affects_resolution"),
    [
        (same("A1", "B1"), True),
        (apart("Bush", "George Bush"), True),
        (Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION), False),
        (Correction(Verdict.FOLLOW, "Apple", PLACE), False),
    ],
)
def test_only_links_affect_the_resolution(correction: Correction, affects_resolution: bool) -> None:
    assert bool(Constraints([correction])) is affects_resolution
    assert not NO_CONSTRAINTS


def test_corrections_follow_the_kind_that_the_reader_gave() -> None:
    constraints = Constraints(
        [
            Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION),
            Correction(Verdict.FOLLOW, "Apple", PLACE),
            Correction(Verdict.MUTE, "Read More", ORGANISATION),
            Correction(Verdict.RENAME, "Apple", ORGANISATION, "Apple Computer"),
            Correction(Verdict.NOT_A_NAME, "Click Here", PERSON),
        ]
    )
    apple: NameKey = (ORGANISATION, "apple")
    assert constraints.kind("Apple", PLACE) is ORGANISATION
    assert constraints.kind("Apple", PERSON) is PERSON
    assert constraints.is_followed([apple])
    assert constraints.is_followed([(PLACE, "apple")])  # whatever kind it is recognised as
    assert not constraints.is_followed([(PLACE, "pear")])
    assert constraints.is_muted([apple, (ORGANISATION, "read more")])
    assert constraints.display_name([apple]) == "Apple Computer"
    assert constraints.display_name([(PLACE, "pear")]) == ""
    assert not constraints.is_name((PERSON, "click here"))
    assert not constraints.is_name((ORGANISATION, "click here"))
    assert constraints.is_name((ORGANISATION, "click"))


@pytest.mark.parametrize(
    ("text", "recognised", "expected"),
    [
        ("The Green Line closed.", [], [("Green Line", ORGANISATION)]),
        ("The green line closed.", [], []),  # capitals count
        ("Greenland, not Green Lines.", [], []),  # whole words only
        ("A Green Line bus.", [("Line", PLACE)], [("Green Line", ORGANISATION)]),
        (
            "A Green Line Bus Company.",
            [("Green Line Bus Company", PLACE)],
            [("Green Line Bus Company", PLACE)],
        ),
        ("Apple won.", [("Apple", PLACE)], [("Apple", ORGANISATION)]),
    ],
)
def test_mentions_get_the_kinds_and_the_names_of_the_reader(
    text: str, recognised: list[tuple[str, Kind]], expected: list[tuple[str, Kind]]
) -> None:
    constraints = Constraints(
        [
            Correction(Verdict.ALWAYS, "Green Line", ORGANISATION),
            Correction(Verdict.KIND, "Apple", PLACE, other_kind=ORGANISATION),
        ]
    )
    article = AnnotatedText("", text)
    starts = [(text.index(name), name, kind) for name, kind in recognised]
    mentions = [Mention(Field.TEXT, start, start + len(name), kind) for start, name, kind in starts]
    found = constraints.apply(article, mentions)
    assert [(article.surface(one), one.kind) for one in found] == expected


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([], [{"Ana Kovac", "Kovac"}]),
        # A surname after a full name means that person, whatever it means elsewhere.
        ([apart("Kovac", "Ana Kovac")], [{"Ana Kovac", "Kovac"}]),
        ([apart("Ana Kovac", "Kovac")], [{"Ana Kovac", "Kovac"}]),
    ],
)
def test_a_surname_stays_with_the_full_name(corrections: list[Correction], expected: list[set[str]]) -> None:
    text = "Ana Kovac spoke. Kovac left."
    mentions = [Mention(Field.TEXT, 0, 9, PERSON), Mention(Field.TEXT, 17, 22, PERSON)]
    found = cluster_mentions("", text, mentions, Constraints(corrections))
    assert [{spelling for spelling, _ in one.spellings} for one in found] == expected


def test_bare_surnames_follow_each_of_two_names_that_the_reader_holds_apart() -> None:
    text = "Jon Petersen sang. Petersen bowed. John Petersen rode. Petersen fell."
    names = ["Jon Petersen", "Petersen", "John Petersen", "Petersen"]
    mentions, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        mentions.append(Mention(Field.TEXT, start, position, PERSON))
    assert len(cluster_mentions("", text, mentions)) == 1
    constraints = Constraints([apart("Jon Petersen", "John Petersen")])
    found = cluster_mentions("", text, mentions, constraints)
    assert [[text[one.start : one.end] for one in cluster.mentions] for cluster in found] == [
        ["Jon Petersen", "Petersen"],
        ["John Petersen", "Petersen"],
    ]
