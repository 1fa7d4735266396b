"""When evidence shows by itself that two articles are about one subject."""

import pytest

from storage.analysis.similarity.evidence import SharedTerms
from storage.analysis.similarity.strength import (
    WeighedName,
    is_scene,
    is_strong,
    relates,
    strength,
    tells_what_happened,
)
from storage.model import Evidence, Kind

SHARED = SharedTerms(
    idf={"zyxomma": 10.0, "quarry": 8.0, "bridge": 5.0, "day": 1.0},
    max_idf=10.0,
    names=frozenset(),
    title=frozenset(),
    pairs=frozenset(),
    numbers=frozenset(),
)
IN_TITLE, IN_PASSING = 4.0, 1.2


def name(written: str, weight: float, prominence: float = IN_TITLE, *, scene: bool = False) -> WeighedName:
    return WeighedName(written, weight, prominence, scene)


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("Glasgow", Kind.PLACE, True),
        ("Glasgow", Kind.ORGANISATION, False),
        ("Drumnadrochit", Kind.PLACE, False),
    ],
)
def test_a_scene_is_a_place_known_everywhere(written: str, kind: Kind, expected: bool) -> None:
    assert is_scene(written, kind) is expected


@pytest.mark.parametrize(
    ("evidence", "names", "expected"),
    [
        (Evidence(), [], 0.0),
        (Evidence(numbers=("1,250",)), [], 0.0),
        (Evidence(names=("Mosul",)), [name("Mosul", 0.7)], 0.7),
        # A common name adds nothing.
        (Evidence(names=("Mosul", "Iraq")), [name("Mosul", 0.7), name("Iraq", 0.2)], 0.7),
        (Evidence(names=("Mosul",)), [name("Mosul", 0.7, scene=True)], 0.49),
        (Evidence(names=("Zyxomma",)), [], 0.5),  # only written as a name
        (Evidence(names=("Bridge",)), [], 0.25),
        (Evidence(names=("The Zyxomma Bridge",)), [], 0.5),  # by its rarest word
        (Evidence(title_words=("zyxomma",)), [], 0.3),
        (Evidence(title_words=("zyxomma", "bridges", "days")), [], 0.48),
        (Evidence(phrases=("bridge zyxomma",)), [], 0.3),
        (Evidence(names=("Mosul",), phrases=("bridge days",)), [name("Mosul", 0.5)], 0.65),
        (Evidence(title_words=("elsewhere",)), [], 0.0),  # not shared
    ],
)
def test_the_strength_of_evidence(evidence: Evidence, names: list[WeighedName], expected: float) -> None:
    assert strength(evidence, names, SHARED) == pytest.approx(expected)
    assert is_strong(evidence, names, SHARED) is (expected >= 0.6)


@pytest.mark.parametrize(
    ("names", "words", "expected"),
    [
        ([name("Ludmila Orsay", 0.8)], (), True),
        ([name("Ludmila Orsay", 0.8, prominence=IN_PASSING)], (), False),
        ([name("President Harlan", 0.3)], (), False),  # known everywhere
        ([name("Velden", 0.8, scene=True)], (), False),  # the scene of many things
        ([name("Velden", 0.8, scene=True)], ("quarry", "bridge"), True),
        ([name("Velden", 0.8, scene=True)], ("day",), False),
        ([name("Velden", 0.8, scene=True), name("Orsay", 0.8, prominence=IN_PASSING)], (), True),
        ([name("President Harlan", 0.3)], ("zyxomma", "quarry", "bridge"), False),
        ([], ("zyxomma", "quarry", "bridge"), True),  # no names recognised
        ([], ("bridge",), False),
    ],
)
def test_what_relates(names: list[WeighedName], words: tuple[str, ...], expected: bool) -> None:
    evidence = Evidence(names=tuple(one.name for one in names), title_words=words)
    assert relates(evidence, names, SHARED) is expected


PERSON = WeighedName("Felix Odhiambo", 0.9, IN_TITLE, is_scene=False, is_person=True)


@pytest.mark.parametrize(
    ("idf", "names", "expected"),
    [
        ({}, [PERSON], False),
        ({"transport": 6.0, "minister": 4.0}, [PERSON], False),  # who he is
        ({"monday": 1.0}, [PERSON], False),
        ({"port": 6.0}, [PERSON], True),
        ({}, [PERSON, name("Nairobi", 0.7, scene=True)], False),
        ({}, [PERSON, name("Kenya Ports Authority", 0.7)], True),
        ({}, [name("Kenya Ports Authority", 0.7)], True),
    ],
)
def test_what_a_person_did_must_be_shared_too(
    idf: dict[str, float], names: list[WeighedName], expected: bool
) -> None:
    shared = SharedTerms(
        idf={term: 7.0 for one in names for term in one.name.lower().split()} | idf,
        max_idf=10.0,
        names=frozenset(),
        title=frozenset(),
        pairs=frozenset({("transport", "minister")}),
        numbers=frozenset(),
    )
    assert tells_what_happened(names, shared) is expected
