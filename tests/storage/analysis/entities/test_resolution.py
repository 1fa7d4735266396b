"""Resolution: which entity of the desk a name means."""

import pytest
from known_entities import EntitiesInMemory, cluster_of

from storage.analysis.entities.constraints import Constraints
from storage.analysis.entities.person_variants import WELL_KNOWN
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.model import Correction, Kind, Route, Verdict

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def test_every_name_is_new_to_an_empty_desk() -> None:
    assert resolve(cluster_of("Ana Kovac"), EntitiesInMemory()).entity is None


def test_the_same_name_is_the_same_person() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Ana Kovac"))
    abadi = entities.add(cluster_of("Haidar al-Abadi"))
    assert resolve(cluster_of("Haidar al-Abadi", "al-Abadi"), entities).entity == abadi


def test_a_variant_of_two_persons_stays_in_doubt_unless_one_is_much_better_known() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Mohammed Al-Masri"), articles=3)
    better = entities.add(cluster_of("Muhammad al-Masri"), articles=5)
    assert resolve(cluster_of("Mohamed al-Masri"), entities).entity is None
    entities.set_articles(better, 6)
    assert resolve(cluster_of("Mohamed al-Masri"), entities).entity == better


def test_a_name_of_two_entities_means_the_best_known() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Red Star", kind=ORGANISATION), articles=1)
    known = entities.add(cluster_of("Red Star", kind=ORGANISATION), articles=2)
    assert resolve(cluster_of("Red Star", kind=ORGANISATION), entities).entity == known


def test_a_lone_surname_means_the_only_person_with_it() -> None:
    entities = EntitiesInMemory()
    haidar = entities.add(cluster_of("Haidar al-Abadi"))
    assert resolve(cluster_of("Al-Abadi"), entities) == (haidar, Route.SURNAME)
    assert resolve(cluster_of("Abadie"), entities).entity is None


def test_a_lone_surname_of_two_stays_in_doubt_unless_one_is_much_better_known() -> None:
    entities = EntitiesInMemory()
    haidar = entities.add(cluster_of("Haidar al-Abadi"), articles=3)
    entities.add(cluster_of("Sami al-Abadi"), articles=2)
    assert resolve(cluster_of("al-Abadi"), entities).entity is None
    lone = entities.add(cluster_of("al-Abadi"))
    assert resolve(cluster_of("Al-Abadi"), entities) == (lone, Route.NAME)
    entities.set_articles(haidar, 4)
    assert resolve(cluster_of("Al-Abadi"), entities) == (haidar, Route.SURNAME)


def test_a_lone_surname_is_merged_with_the_first_person_with_it() -> None:
    entities = EntitiesInMemory()
    lone = entities.add(cluster_of("al-Abadi"))
    haidar = cluster_of("Haidar al-Abadi")
    assert resolve(haidar, entities).entity is None
    first = entities.add(haidar)
    assert entities_to_merge(haidar, first, entities) == [lone]
    sami = cluster_of("Sami al-Abadi")
    second = entities.add(sami)
    assert entities_to_merge(sami, second, entities) == []


def test_corrections_come_first() -> None:
    entities = EntitiesInMemory()
    haidar, sami = (
        entities.add(cluster_of("Haidar al-Abadi"), articles=9),
        entities.add(cluster_of("Sami al-Abadi")),
    )
    same = Constraints([Correction(Verdict.SAME, "al-Abadi", PERSON, "Sami al-Abadi", PERSON)])
    assert resolve(cluster_of("al-Abadi"), entities, same) == (sami, Route.READER)
    apart = Constraints([Correction(Verdict.NOT_SAME, "al-Abadi", PERSON, "Haidar al-Abadi", PERSON)])
    assert resolve(cluster_of("al-Abadi"), entities, apart) == (sami, Route.SURNAME)
    assert resolve(cluster_of("Haidar al-Abadi"), entities, apart) == (haidar, Route.NAME)


def test_a_demonym_means_its_country() -> None:
    entities = EntitiesInMemory()
    iraq = entities.add(cluster_of("Iraq", kind=PLACE))
    assert resolve(cluster_of("Iraqi", kind=PLACE), entities).entity == iraq
    assert resolve(cluster_of("Iran", kind=PLACE), entities).entity is None


def test_a_well_known_kind_outvotes_a_doubtful_one() -> None:
    entities = EntitiesInMemory()
    doubtful = cluster_of("Tigris", kind=ORGANISATION, confidence=0.6)
    tigris = entities.add(cluster_of("Tigris", kind=PLACE), articles=WELL_KNOWN)
    assert resolve(doubtful, entities) == (tigris, Route.KIND)
    assert resolve(cluster_of("Tigris", kind=ORGANISATION, confidence=0.9), entities).entity is None


@pytest.mark.parametrize(
    ("name", "known_as", "recognised_as", "is_one"),
    [
        ("Palmer Luckey", PERSON, ORGANISATION, True),  # a name of several words is one thing
        ("Hirak", OTHER, ORGANISATION, False),
        ("MENA", ORGANISATION, PLACE, False),
    ],
)
def test_a_name_has_one_kind_unless_two_kinds_are_certain(
    name: str, known_as: Kind, recognised_as: Kind, is_one: bool
) -> None:
    entities = EntitiesInMemory()
    known = entities.add(cluster_of(name, kind=known_as))
    assert (resolve(cluster_of(name, kind=recognised_as), entities).entity == known) is is_one
    doubtful = cluster_of(name, kind=recognised_as, confidence=0.7)
    assert resolve(doubtful, entities).entity == known


@pytest.mark.parametrize("confidence", [0.7, 1.0])
def test_a_town_and_its_club_are_one_only_in_reports_of_one_event_that_leave_the_town_in_doubt(
    confidence: float,
) -> None:
    company = frozenset({"ana kovac", "kelm", "haapsalu"})
    entities = EntitiesInMemory()
    town = entities.add(cluster_of("Leicester", kind=PLACE, confidence=confidence))
    club = cluster_of("Leicester", kind=ORGANISATION, confidence=0.7)
    entities.meet(town, "ana kovac", "kelm")
    assert resolve(club, entities, company=company).entity is None
    entities.meet(town, "haapsalu")
    assert resolve(club, entities, company=company).entity == (town if confidence < 0.8 else None)


def test_a_rare_word_is_no_town_beside_a_firm() -> None:
    entities = EntitiesInMemory()
    shops = entities.add(cluster_of("Veldmarkt", kind=ORGANISATION))
    doubtful = cluster_of("Veldmarkt", kind=PLACE, confidence=0.7)
    assert resolve(doubtful, entities) == (shops, Route.KIND)
    assert resolve(cluster_of("Veldmarkt", kind=PLACE, confidence=0.9), entities).entity is None


def test_a_surname_without_a_bearer_is_the_firm_of_that_name_in_reports_of_one_event() -> None:
    company = frozenset({"ana kovac", "kelm", "haapsalu"})
    entities = EntitiesInMemory()
    surname = entities.add(cluster_of("Drake"))
    firm = cluster_of("Drake", kind=ORGANISATION)
    assert resolve(firm, entities, company=company).entity is None
    entities.meet(surname, *company)
    assert resolve(firm, entities, company=company) == (surname, Route.KIND)


def test_an_acronym_is_not_the_word_of_another_kind() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("MENA", kind=ORGANISATION, confidence=0.6))
    assert resolve(cluster_of("Mena", kind=PLACE, confidence=0.6), entities).entity is None


def test_a_kind_that_is_known_about_as_well_outvotes_nothing() -> None:
    entities = EntitiesInMemory()
    river = entities.add(cluster_of("Tigris", kind=PLACE), articles=9)
    firm = entities.add(cluster_of("Tigris", kind=ORGANISATION), articles=5)
    doubtful = cluster_of("Tigris", kind=ORGANISATION, confidence=0.6)
    assert resolve(doubtful, entities).entity == firm
    entities.set_articles(river, 10)
    assert resolve(doubtful, entities).entity == river


def test_an_acronym_of_a_longer_display_name_is_of_its_kind() -> None:
    entities = EntitiesInMemory()
    firm = entities.add(cluster_of("HP Inc.", kind=ORGANISATION))
    assert resolve(cluster_of("HP", kind=OTHER, confidence=0.6), entities) == (firm, Route.KIND)


def test_a_junior_gets_no_lone_surname_of_other_articles() -> None:
    entities = EntitiesInMemory()
    lone = entities.add(cluster_of("Oldham"))
    junior = cluster_of("Martin Oldham Jr.")
    assert entities_to_merge(junior, entities.add(junior), entities) == []
    ida = cluster_of("Ida Moor")
    moor = entities.add(cluster_of("Moor"))
    assert entities_to_merge(ida, entities.add(ida), entities) == [moor]
    assert lone != moor


def test_a_surname_alone_means_the_elder() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Martin Oldham Jr."), articles=4)
    elder = entities.add(cluster_of("Martin Oldham"))
    assert resolve(cluster_of("Oldham"), entities) == (elder, Route.SURNAME)
