"""Variants: which entity of the desk a name means that no entity has, and by which route."""

import pytest
from known_entities import EntitiesInMemory, cluster_of

from storage.analysis.entities.person_variants import WELL_KNOWN, surname_bearer
from storage.analysis.entities.resolution import resolve
from storage.analysis.entities.variants import variants
from storage.model import Kind, Route

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.mark.parametrize(
    ("kind", "known", "name", "route"),
    [
        (PERSON, "Mustafa al-Kasimi", "Mustafa al-Kadhimi", Route.SPELLING),
        (PERSON, "Bill Clinton", "William Clinton", Route.SPELLING),
        (PERSON, "Mustafa al-Kasimi", "Musa al-Kadhimi", None),
        (PERSON, "Martin Schulz", "Martina Schulz", None),
        (PERSON, "John Smith", "J. Smith", Route.SURNAME),
        (PERSON, "Haidar al-Abadi", "Al-Abadi", Route.SURNAME),
        (PERSON, "Haidar al-Abadi", "H. Abadi", Route.SURNAME),
        (PERSON, "Haidar al-Abadi", "S. Abadi", None),
        (PERSON, "Haidar al-Abadi", "Haidar", None),
        (PERSON, "Haidar al-Abadi", "Abadie", None),
        (ORGANISATION, "Kenya Power Company", "KPC", Route.ACRONYM),
        (ORGANISATION, "KPC", "Kenya Power Company", Route.ACRONYM),
        (ORGANISATION, "Food and Drug Administration", "FDA", Route.NAME),  # well known by both
        (ORGANISATION, "Red Star", "RS", None),  # two letters may be anything
        (ORGANISATION, "Kalevipank Group", "Kalevipank", Route.SHORT_FORM),
        (ORGANISATION, "Kalevipank", "Kalevipank Group", Route.SHORT_FORM),
        (ORGANISATION, "Kalevipank Group", "Group", None),
        (ORGANISATION, "Academy of Motion Picture Arts", "Academy of Motion Pictures Arts", Route.SPELLING),
        (ORGANISATION, "Boeing 737", "Boeing 747", None),
        (ORGANISATION, "Nokia", "Nokla", None),  # too short for a typing error
        (PLACE, "Mediterranean Sea", "Mediterranean", Route.SHORT_FORM),
        (PLACE, "Sahara", "Sahara Desert", Route.SHORT_FORM),
        (PLACE, "Kansas", "Kansas City", None),
        (PLACE, "Ouagadougou", "Ouagadogou", Route.SPELLING),
        (PLACE, "Iran", "Iraq", None),
        (OTHER, "Mediterranean Sea", "Mediterranean", None),
    ],
)
def test_a_variant_means_the_only_entity_that_it_fits(
    kind: Kind, known: str, name: str, route: Route | None
) -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Ana Kovac"))
    entity = entities.add(cluster_of(known, kind=kind))
    entities.meet(entity, "ana kovac", "kelm")
    expected = (None, Route.NEW) if route is None else (entity, route)
    company = frozenset({"ana kovac", "kelm"})
    assert resolve(cluster_of(name, kind=kind), entities, company=company) == expected


@pytest.mark.parametrize(
    ("kind", "known", "name", "route"),
    [
        (ORGANISATION, "Kenya Power Company", "KPC", Route.ACRONYM),
        (ORGANISATION, "KPC", "Kenya Power Company", Route.ACRONYM),
        (ORGANISATION, "Kalevipank Group", "Kalevipank", Route.SHORT_FORM),
        (ORGANISATION, "Kalevipank", "Kalevipank Group", Route.SHORT_FORM),
        (ORGANISATION, "Plum Recovery", "Plum", Route.SHORT_FORM),
    ],
)
def test_in_other_company_a_short_form_or_an_acronym_is_only_a_guess(
    kind: Kind, known: str, name: str, route: Route
) -> None:
    entities = EntitiesInMemory()
    entity = entities.add(cluster_of(known, kind=kind))
    entities.meet(entity, "ana kovac", "kelm")
    cluster = cluster_of(name, kind=kind)
    assert resolve(cluster, entities, company=frozenset({"haapsalu"})) == (None, Route.NEW)
    assert [(one.route, one.entity.id) for one in variants(cluster, entities)][:1] == [(route, entity)]


def test_the_beginning_of_two_names_is_certain_once_an_article_uses_it() -> None:
    company = frozenset({"ana kovac", "kelm"})
    entities = EntitiesInMemory()
    unused = entities.add(cluster_of("Creighton Bluejays", kind=ORGANISATION))
    entities.meet(unused, *company)
    creighton = cluster_of("Creighton", kind=ORGANISATION)
    assert resolve(creighton, entities, company=company).entity is None
    used = EntitiesInMemory()
    entity = used.add(cluster_of("Creighton Bluejays", "Creighton", kind=ORGANISATION))
    used.meet(entity, *company)
    assert resolve(creighton, used, company=company) == (entity, Route.SHORT_FORM)
    assert resolve(creighton, used, company=frozenset({"kelm"})).entity is None


def test_the_short_form_of_an_organisation_is_not_that_of_a_place() -> None:
    company = frozenset({"ana kovac", "kelm"})
    entities = EntitiesInMemory()
    entity = entities.add(cluster_of("Haapsalu Group", kind=ORGANISATION))
    entities.meet(entity, *company)
    haapsalu = cluster_of("Haapsalu", kind=ORGANISATION)
    assert resolve(haapsalu, entities, company=company) == (entity, Route.SHORT_FORM)
    entities.add(cluster_of("Haapsalu", kind=PLACE))
    assert resolve(haapsalu, entities, company=company).entity is None


def test_a_bare_institution_means_that_of_a_country_in_the_article() -> None:
    entities = EntitiesInMemory()
    peru = entities.add(cluster_of("Peruvian Supreme Court", kind=ORGANISATION))
    court = cluster_of("Supreme Court", kind=ORGANISATION)
    assert resolve(court, entities, company=frozenset({"#PE"})) == (peru, Route.SHORT_FORM)
    assert resolve(court, entities, company=frozenset({"#KE"})).entity is None
    entities.add(cluster_of("Supreme Court of Kenya", kind=ORGANISATION))
    assert resolve(court, entities, company=frozenset({"#PE", "#KE"})).entity is None


def test_the_surname_of_a_well_known_person_needs_company() -> None:
    entities = EntitiesInMemory()
    abadi = entities.add(cluster_of("Haidar al-Abadi"), articles=WELL_KNOWN)
    entities.meet(abadi, "mosul")
    lone = cluster_of("al-Abadi")
    assert resolve(lone, entities, company=frozenset({"haapsalu"})).entity is None
    assert resolve(lone, entities, company=frozenset({"mosul"})) == (abadi, Route.SURNAME)


@pytest.mark.parametrize(
    ("kind", "one", "other", "name"),
    [
        (PERSON, "Mohammed Al-Masri", "Muhammad al-Masri", "Mohamed al-Masri"),
        (PERSON, "Haidar al-Abadi", "Sami al-Abadi", "al-Abadi"),
        (ORGANISATION, "Kenya Power Company", "Korean Paper Council", "KPC"),
        (ORGANISATION, "Kalevipank Group", "Kalevipank Foundation", "Kalevipank"),
    ],
)
def test_a_variant_that_fits_two_entities_is_a_new_one(kind: Kind, one: str, other: str, name: str) -> None:
    entities = EntitiesInMemory()
    for known in (one, other):
        entities.add(cluster_of(known, kind=kind))
    assert resolve(cluster_of(name, kind=kind), entities) == (None, Route.NEW)


@pytest.mark.parametrize(
    ("articles", "other_articles", "is_clear"),
    [(1, 1, False), (3, 2, False), (4, 2, True), (199, 100, False), (200, 100, True)],
)
def test_a_surname_means_a_person_who_is_known_twice_as_well_as_the_next(
    articles: int, other_articles: int, is_clear: bool
) -> None:
    entities = EntitiesInMemory()
    haidar = entities.add(cluster_of("Haidar al-Abadi"), articles)
    entities.add(cluster_of("Sami al-Abadi"), other_articles)
    bearer = surname_bearer(cluster_of("al-Abadi"), entities)
    assert (bearer and bearer.id) == (haidar if is_clear else None)
