"""Across the desk: which entity a name means, on a register as small as can be."""

from collections.abc import Sequence

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.constraints import Constraints
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.model import Correction, Entity, Field, Kind, Mention, Route, Verdict

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def named(*names: str, kind: Kind = PERSON, confidence: float = 1.0) -> Cluster:
    """Return the one cluster of an article with these names."""
    text = " and ".join(names)
    starts = [text.index(name) for name in names]
    mentions = [
        Mention(Field.TEXT, start, start + len(name), kind, confidence)
        for start, name in zip(starts, names, strict=True)
    ]
    (found,) = cluster_mentions("", text, mentions)
    return found


class Shelf:
    """Entities that were stored one by one, each from a cluster."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.keys_of: list[set[str]] = []

    def put(self, found: Cluster, articles: int = 1) -> int:
        """Store a cluster as a new entity with so many articles."""
        self.entities.append(Entity(len(self.entities), "", found.kind, articles, articles))
        self.keys_of.append({*found.keys, *found.blocking_keys})
        return len(self.entities) - 1

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        found = [(k, entity) for k in keys for entity in self.entities if k in self.keys_of[entity.id]]
        return sorted(found, key=lambda pair: (keys.index(pair[0]), -pair[1].articles, pair[1].id))

    def keys(self, entity: int) -> list[str]:
        return sorted(self.keys_of[entity])


def test_an_empty_desk_knows_nobody() -> None:
    assert resolve(named("Ana Kovac"), Shelf()).entity is None


def test_the_same_name_is_the_same_person() -> None:
    shelf = Shelf()
    shelf.put(named("Ana Kovac"))
    abadi = shelf.put(named("Haidar al-Abadi"))
    assert resolve(named("Haidar al-Abadi", "al-Abadi"), shelf).entity == abadi


def test_a_variant_of_a_full_name_is_the_same_person() -> None:
    shelf = Shelf()
    shelf.put(named("Ana Kovac"))
    kasimi = shelf.put(named("Mustafa al-Kasimi"))
    assert resolve(named("Mustafa al-Kadhimi"), shelf).entity == kasimi
    assert resolve(named("Musa al-Kadhimi"), shelf).entity is None


def test_a_variant_of_two_persons_stays_in_doubt_unless_one_is_much_better_known() -> None:
    shelf = Shelf()
    shelf.put(named("Mohammed Al-Masri"), articles=3)
    better = shelf.put(named("Muhammad al-Masri"), articles=5)
    assert resolve(named("Mohamed al-Masri"), shelf).entity is None
    shelf.entities[better] = Entity(better, "", PERSON, 6, 6)
    assert resolve(named("Mohamed al-Masri"), shelf).entity == better


def test_of_entities_with_the_same_name_the_best_known_is_meant() -> None:
    shelf = Shelf()
    shelf.put(named("Red Star", kind=ORGANISATION), articles=1)
    known = shelf.put(named("Red Star", kind=ORGANISATION), articles=2)
    assert resolve(named("Red Star", kind=ORGANISATION), shelf).entity == known


def test_a_lone_surname_is_that_of_its_only_bearer() -> None:
    shelf = Shelf()
    haidar = shelf.put(named("Haidar al-Abadi"))
    assert resolve(named("Al-Abadi"), shelf) == (haidar, Route.SURNAME)
    assert resolve(named("Abadie"), shelf).entity is None


def test_a_lone_surname_of_two_stays_in_doubt_unless_one_is_much_better_known() -> None:
    shelf = Shelf()
    haidar = shelf.put(named("Haidar al-Abadi"), articles=3)
    shelf.put(named("Sami al-Abadi"), articles=2)
    assert resolve(named("al-Abadi"), shelf).entity is None
    lone = shelf.put(named("al-Abadi"))
    assert resolve(named("Al-Abadi"), shelf) == (lone, Route.NAME)
    shelf.entities[haidar] = Entity(haidar, "", PERSON, 4, 4)
    assert resolve(named("Al-Abadi"), shelf) == (haidar, Route.SURNAME)


def test_a_lone_surname_joins_the_first_who_bears_it() -> None:
    shelf = Shelf()
    lone = shelf.put(named("al-Abadi"))
    haidar = named("Haidar al-Abadi")
    assert resolve(haidar, shelf).entity is None
    first = shelf.put(haidar)
    assert entities_to_merge(haidar, first, shelf) == [lone]
    sami = named("Sami al-Abadi")
    second = shelf.put(sami)
    assert entities_to_merge(sami, second, shelf) == []


def test_an_acronym_is_its_only_long_name_whichever_comes_first() -> None:
    shelf = Shelf()
    power = shelf.put(named("Kenya Power Company", kind=ORGANISATION))
    assert resolve(named("KPC", kind=ORGANISATION), shelf) == (power, Route.ACRONYM)
    other = Shelf()
    short = other.put(named("KPC", kind=ORGANISATION))
    assert resolve(named("Kenya Power Company", kind=ORGANISATION), other) == (short, Route.ACRONYM)
    shelf.put(named("Korean Paper Council", kind=ORGANISATION))
    assert resolve(named("KPC", kind=ORGANISATION), shelf).entity is None


def test_a_short_form_is_its_only_long_name() -> None:
    shelf = Shelf()
    kalevi = shelf.put(named("Kalevipank Group", kind=ORGANISATION))
    assert resolve(named("Kalevipank", kind=ORGANISATION), shelf) == (kalevi, Route.SHORT_FORM)
    assert resolve(named("Group", kind=ORGANISATION), shelf).entity is None
    shelf.put(named("Kalevipank Foundation", kind=ORGANISATION))
    assert resolve(named("Kalevipank", kind=ORGANISATION), shelf).entity is None


def test_waters_and_deserts_are_called_shorter_whichever_comes_first() -> None:
    shelf = Shelf()
    sea = shelf.put(named("Mediterranean Sea", kind=PLACE))
    assert resolve(named("Mediterranean", kind=PLACE), shelf) == (sea, Route.SHORT_FORM)
    sahara = shelf.put(named("Sahara", kind=PLACE))
    assert resolve(named("Sahara Desert", kind=PLACE), shelf) == (sahara, Route.SHORT_FORM)
    shelf.put(named("Kansas", kind=PLACE))
    assert resolve(named("Kansas City", kind=PLACE), shelf).entity is None


def test_a_slip_in_a_long_name_is_forgiven() -> None:
    shelf = Shelf()
    academy = shelf.put(named("Academy of Motion Picture Arts", kind=ORGANISATION))
    found = resolve(named("Academy of Motion Pictures Arts", kind=ORGANISATION), shelf)
    assert found == (academy, Route.SPELLING)


def test_what_the_reader_says_goes_first() -> None:
    shelf = Shelf()
    haidar, sami = shelf.put(named("Haidar al-Abadi"), articles=9), shelf.put(named("Sami al-Abadi"))
    same = Constraints([Correction(Verdict.SAME, "al-Abadi", PERSON, "Sami al-Abadi", PERSON)])
    assert resolve(named("al-Abadi"), shelf, same) == (sami, Route.READER)
    apart = Constraints([Correction(Verdict.NOT_SAME, "al-Abadi", PERSON, "Haidar al-Abadi", PERSON)])
    assert resolve(named("al-Abadi"), shelf, apart) == (sami, Route.SURNAME)
    assert resolve(named("Haidar al-Abadi"), shelf, apart) == (haidar, Route.NAME)


def test_a_country_is_known_by_its_people() -> None:
    shelf = Shelf()
    iraq = shelf.put(named("Iraq", kind=PLACE))
    assert resolve(named("Iraqi", kind=PLACE), shelf).entity == iraq
    assert resolve(named("Iran", kind=PLACE), shelf).entity is None


def test_a_long_known_kind_outvotes_a_doubtful_one() -> None:
    shelf = Shelf()
    doubtful = named("Tigris", kind=ORGANISATION, confidence=0.6)
    tigris = shelf.put(named("Tigris", kind=PLACE), articles=4)
    assert resolve(doubtful, shelf).entity is None
    shelf.entities[tigris] = Entity(tigris, "", PLACE, 5, 5)
    assert resolve(doubtful, shelf).entity == tigris
    assert resolve(named("Tigris", kind=ORGANISATION, confidence=0.9), shelf).entity is None


def test_kinds_that_are_known_alike_outvote_nothing() -> None:
    shelf = Shelf()
    river = shelf.put(named("Tigris", kind=PLACE), articles=9)
    firm = shelf.put(named("Tigris", kind=ORGANISATION), articles=5)
    doubtful = named("Tigris", kind=ORGANISATION, confidence=0.6)
    assert resolve(doubtful, shelf).entity == firm
    shelf.entities[river] = Entity(river, "", PLACE, 10, 10)
    assert resolve(doubtful, shelf).entity == river
