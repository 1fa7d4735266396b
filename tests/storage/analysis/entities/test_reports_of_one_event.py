"""Reports of one event: names that mean the same there, and only there."""

import pytest
from known_entities import EntitiesInMemory, cluster_of

from storage.analysis.entities.company import company_of
from storage.analysis.entities.person_variants import surname_bearer
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.analysis.entities.short_names import cut_forms
from storage.model import Kind

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE
EVENT = ("ana kovac", "kelm", "haapsalu")


@pytest.mark.parametrize(
    ("kind", "known", "name"),
    [
        (PERSON, "Arvid Lindqvist Jr.", "Arvid Lindqvist"),
        (PERSON, "Arvid Lindqvist", "Arvid Lindqvist III"),
        (PERSON, "Alexandros Petridis", "Alexis Petridis"),
        (ORGANISATION, "Anna Orlik Center", "Anna Orlik Treatment Center"),
        (PLACE, "Anna Orlik Treatment Center", "Anna Orlik Center"),
    ],
)
def test_names_that_differ_a_little_are_one_in_reports_of_one_event(
    kind: Kind, known: str, name: str
) -> None:
    entities = EntitiesInMemory()
    entity = entities.add(cluster_of(known, kind=kind))
    entities.meet(entity, *EVENT[:2])
    cluster, company = cluster_of(name, kind=kind), frozenset(EVENT)
    assert resolve(cluster, entities, company=company).entity is None
    entities.meet(entity, *EVENT)
    assert resolve(cluster, entities, company=company).entity == entity


@pytest.mark.parametrize(
    ("kind", "known", "name"),
    [
        (PERSON, "Arvid Lindqvist Jr.", "Arvid Lindqvist Sr."),
        (PERSON, "Joel Lindqvist", "Jill Lindqvist"),
        (PERSON, "Martin Lindqvist", "Martina Lindqvist"),
        (ORGANISATION, "Haapsalu University", "Haapsalu University Hospital"),
        (ORGANISATION, "Interior Department", "Interior and Commerce Department"),
    ],
)
def test_names_of_two_stay_two_in_reports_of_one_event(kind: Kind, known: str, name: str) -> None:
    entities = EntitiesInMemory()
    entity = entities.add(cluster_of(known, kind=kind))
    entities.meet(entity, *EVENT)
    assert resolve(cluster_of(name, kind=kind), entities, company=frozenset(EVENT)).entity is None


def test_an_article_that_has_father_and_son_has_two() -> None:
    father, son = cluster_of("Arvid Lindqvist"), cluster_of("Arvid Lindqvist Jr.")
    entities = EntitiesInMemory()
    entity = entities.add(father)
    entities.meet(entity, *EVENT)
    company = company_of([father, son]) | {*EVENT}
    assert resolve(son, entities, company=company).entity is None


def test_a_town_is_not_what_is_named_after_it() -> None:
    entities = EntitiesInMemory()
    town = entities.add(cluster_of("Woodvale", kind=PLACE))
    entities.meet(town, *EVENT)
    police = cluster_of("Woodvale Police", kind=ORGANISATION)
    assert resolve(police, entities, company=frozenset(EVENT)).entity is None


def test_two_entities_become_one_once_a_report_shows_the_event_unless_an_article_had_both() -> None:
    company = frozenset(EVENT)
    entities = EntitiesInMemory()
    plain = entities.add(cluster_of("Arvid Lindqvist"))
    junior = entities.add(cluster_of("Arvid Lindqvist Jr."))
    report = cluster_of("Arvid Lindqvist Jr.")
    assert entities_to_merge(report, junior, entities, company=company) == []
    entities.meet(plain, *EVENT)
    assert entities_to_merge(report, junior, entities, company=company) == [plain]
    entities.meet(plain, "arvid lindqvist jr")
    assert entities_to_merge(report, junior, entities, company=company) == []


def test_of_two_bearers_of_a_surname_the_one_in_this_company_is_meant() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Arvid Lindqvist"), articles=40)
    player = entities.add(cluster_of("Reino Lindqvist"))
    entities.meet(player, *EVENT[:2])
    found = surname_bearer(cluster_of("Lindqvist"), entities, frozenset(EVENT))
    assert found
    assert found.id == player


def test_cut_forms_lack_ordinary_words() -> None:
    assert cut_forms("pellworm recovery center") == {"pellworm", "pellworm center"}
    assert cut_forms("national bank") == frozenset()
