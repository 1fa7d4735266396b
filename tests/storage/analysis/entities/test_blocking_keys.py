"""Blocking keys: under which keys another name of the same entity is found."""

import pytest
from known_entities import cluster_of

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.model import Kind

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.mark.parametrize(
    ("name", "kind", "keys"),
    [
        ("Haidar al-Abadi", PERSON, {"^abadi", "~hdr abd", "~haidarabadi"}),
        ("Kim Jong-un", PERSON, {"^jongun", "~km jngn", "~kimjongun"}),
        ("Abadi", PERSON, set()),  # a lone surname
        ("H. Abadi", PERSON, set()),  # an initial is no given name
        ("Kenya Power Company", ORGANISATION, {"@kpc", ">power", "~kn pvr"}),
        ("U.S. Food and Drug Administration", ORGANISATION, {"@fda", "@ufda", ">drug administration"}),
        ("XYZ", ORGANISATION, set()),  # an acronym that nothing explains
        ("Red Star", ORGANISATION, {">red", ">star"}),
        ("Mediterranean Sea", PLACE, {">mediterranean", "~mdtrnn s"}),
        ("Kansas City", PLACE, {"~knss st"}),
        ("Iraq", PLACE, set()),
        ("Boeing 737", OTHER, set()),  # a number with a wrong digit is another number
        ("Eurovision", OTHER, {"~arvsn arvsn"}),
    ],
)
def test_blocking_keys_of_a_name(name: str, kind: Kind, keys: set[str]) -> None:
    assert keys <= set(cluster_of(name, kind=kind).blocking_keys)
    if not keys:
        assert cluster_of(name, kind=kind).blocking_keys == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mustafa al-Kasimi", "Mustafa al-Kadhimi"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Bill Clinton", "William Clinton"),
    ],
)
def test_spellings_of_one_person_share_a_blocking_key(one: str, other: str) -> None:
    assert {*cluster_of(one).blocking_keys} & {*cluster_of(other).blocking_keys}


def test_only_names_are_left_without_blocking_keys() -> None:
    cluster = cluster_of("Kalevi Power Company", kind=ORGANISATION)
    assert without_blocking_keys([*cluster.keys, *cluster.blocking_keys]) == {"kalevi power"}
