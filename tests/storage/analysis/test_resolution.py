"""Across the desk: which entity a name means, on a register as small as can be."""

from collections import Counter
from collections.abc import Sequence

from storage.analysis.names import Cluster, cluster
from storage.analysis.resolution import resolve
from storage.model import Entity, Field, Kind, Mention, Spelling

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def named(*names: str, kind: Kind = PERSON, confidence: float = 1.0) -> Cluster:
    """Return the one cluster of an article with these names."""
    text = " and ".join(names)
    starts = [text.index(name) for name in names]
    mentions = [
        Mention(Field.TEXT, start, start + len(name), kind, confidence)
        for start, name in zip(starts, names, strict=True)
    ]
    (found,) = cluster("", text, mentions)
    return found


class Shelf:
    """Entities that were stored one by one, each from a cluster."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.keys: list[set[str]] = []
        self.texts: list[Counter[str]] = []

    def put(self, found: Cluster, articles: int = 1) -> int:
        """Store a cluster as a new entity with so many articles."""
        self.entities.append(Entity(len(self.entities), "", found.kind, articles, articles))
        self.keys.append({*found.keys, *found.blocks})
        self.texts.append(Counter(dict(found.spellings)))
        return len(self.entities) - 1

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        return [(k, entity) for k in keys for entity in self.entities if k in self.keys[entity.id]]

    def spellings(self, entity: int) -> list[Spelling]:
        return [Spelling(text, count) for text, count in self.texts[entity].items()]


def test_an_empty_desk_knows_nobody() -> None:
    assert resolve(named("Ana Kovac"), Shelf()) is None


def test_the_same_name_is_the_same_person() -> None:
    shelf = Shelf()
    shelf.put(named("Ana Kovac"))
    abadi = shelf.put(named("Haidar al-Abadi"))
    assert resolve(named("Haidar al-Abadi", "al-Abadi"), shelf) == abadi


def test_a_variant_of_a_full_name_is_the_same_person() -> None:
    shelf = Shelf()
    shelf.put(named("Ana Kovac"))
    kasimi = shelf.put(named("Mustafa al-Kasimi"))
    assert resolve(named("Mustafa al-Kadhimi"), shelf) == kasimi
    assert resolve(named("Musa al-Kadhimi"), shelf) is None


def test_a_variant_of_two_persons_stays_in_doubt_unless_one_is_much_better_known() -> None:
    shelf = Shelf()
    shelf.put(named("Mohammed Al-Masri"), articles=3)
    better = shelf.put(named("Muhammad al-Masri"), articles=5)
    assert resolve(named("Mohamed al-Masri"), shelf) is None
    shelf.entities[better] = Entity(better, "", PERSON, 6, 6)
    assert resolve(named("Mohamed al-Masri"), shelf) == better


def test_of_entities_with_the_same_name_the_best_known_is_meant() -> None:
    shelf = Shelf()
    shelf.put(named("Red Star", kind=ORGANISATION), articles=1)
    known = shelf.put(named("Red Star", kind=ORGANISATION), articles=2)
    assert resolve(named("Red Star", kind=ORGANISATION), shelf) == known


def test_a_lone_surname_never_becomes_a_full_name_but_meets_its_like() -> None:
    shelf = Shelf()
    shelf.put(named("Haidar al-Abadi"), articles=100)
    assert resolve(named("al-Abadi"), shelf) is None
    lone = shelf.put(named("al-Abadi"))
    assert resolve(named("Al-Abadi"), shelf) == lone
    assert resolve(named("Haidar al-Abadi"), shelf) == 0


def test_a_country_is_known_by_its_people() -> None:
    shelf = Shelf()
    iraq = shelf.put(named("Iraq", kind=PLACE))
    assert resolve(named("Iraqi", kind=PLACE), shelf) == iraq
    assert resolve(named("Iran", kind=PLACE), shelf) is None


def test_a_long_known_kind_outvotes_a_doubtful_one() -> None:
    shelf = Shelf()
    doubtful = named("Tigris", kind=ORGANISATION, confidence=0.6)
    tigris = shelf.put(named("Tigris", kind=PLACE), articles=4)
    assert resolve(doubtful, shelf) is None
    shelf.entities[tigris] = Entity(tigris, "", PLACE, 5, 5)
    assert resolve(doubtful, shelf) == tigris
    assert resolve(named("Tigris", kind=ORGANISATION, confidence=0.9), shelf) is None


def test_kinds_that_are_known_alike_outvote_nothing() -> None:
    shelf = Shelf()
    river = shelf.put(named("Tigris", kind=PLACE), articles=9)
    firm = shelf.put(named("Tigris", kind=ORGANISATION), articles=5)
    doubtful = named("Tigris", kind=ORGANISATION, confidence=0.6)
    assert resolve(doubtful, shelf) == firm
    shelf.entities[river] = Entity(river, "", PLACE, 10, 10)
    assert resolve(doubtful, shelf) == river
