"""Shared keys: entities of one kind with one unambiguous name are one, in whatever order articles come."""

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from known_entities import EntitiesInMemory, cluster_of
from labelled_entities import EntityStore

from storage.analysis.entities.clusters import cluster_mentions
from storage.analysis.entities.resolution import entities_to_merge, resolve
from storage.analysis.entities.shared_keys import is_short, meant_by, names_of
from storage.model import Field, Kind, Mention

ORGANISATION, PLACE, PERSON = Kind.ORGANISATION, Kind.PLACE, Kind.PERSON
NAMES = [
    ("Kelm Power Club", ORGANISATION),
    ("Korean Paper Council", ORGANISATION),
    ("KPC", ORGANISATION),
    ("Kalevipank Group", ORGANISATION),
    ("Kalevipank Foundation", ORGANISATION),
    ("Kalevipank", ORGANISATION),
    ("Kalevipank Inc.", ORGANISATION),
    ("Hewlett-Packard", ORGANISATION),
    ("HP", ORGANISATION),
    ("HP Inc.", ORGANISATION),
    ("House of Representatives", ORGANISATION),
    ("White House", ORGANISATION),
    ("House", ORGANISATION),
    ("Supreme Court", ORGANISATION),
    ("Peruvian Supreme Court", ORGANISATION),
    ("Supreme Court of Peru", ORGANISATION),
    ("Kenyan Supreme Court", ORGANISATION),
    ("Sahara", PLACE),
    ("Sahara Desert", PLACE),
    ("Ana Kovac", PERSON),
    ("Ana M. Kovac", PERSON),
    ("Kovac", PERSON),
]


def arrive(articles: Sequence[Sequence[tuple[str, Kind]]]) -> EntityStore:
    """Return the entities of articles that have these names, each in a sentence of its own."""
    store = EntityStore()
    for names in articles:
        text, mentions = "", []
        for name, kind in names:
            mentions.append(Mention(Field.TEXT, len(text), len(text) + len(name), kind, 0.9))
            text += f"{name} waits. "
        store.add_article(cluster_mentions("", text, mentions))
    return store


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=8))
def test_no_two_entities_of_a_kind_share_an_unambiguous_key(articles: list[list[tuple[str, Kind]]]) -> None:
    store = arrive(articles)
    holders = defaultdict(list)
    for entity in store.entities.values():
        for key in names_of(entity.id, store):
            holders[entity.kind, key].append(entity.id)
    for (kind, key), entities in holders.items():
        explained = [one for one in entities if is_short(key, kind, store.keys(one))]
        assert len(entities) == 1 or len(explained) > 1, (key, [names_of(one, store) for one in entities])


def test_entities_with_one_name_become_one_when_an_article_says_so() -> None:
    store = arrive(
        [
            [("HP Inc.", ORGANISATION)],
            [("Hewlett-Packard", ORGANISATION)],
            [("HP", ORGANISATION)],
            [("Hewlett-Packard", ORGANISATION), ("HP", ORGANISATION)],
        ]
    )
    assert [names_of(one, store) for one in store.entities] == [{"hewlett packard", "hp"}]


def test_a_short_form_of_two_names_means_neither() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Kelm Power Club", "KPC", kind=ORGANISATION))
    entities.add(cluster_of("Korean Paper Council", "KPC", kind=ORGANISATION))
    assert meant_by("kpc", ORGANISATION, entities) == []
    kpc = cluster_of("KPC", kind=ORGANISATION)
    assert resolve(kpc, entities).entity is None
    bare = entities.add(kpc)
    assert entities_to_merge(kpc, bare, entities) == []
    assert [one.id for one in meant_by("kpc", ORGANISATION, entities)] == [bare]


def test_a_longer_name_is_not_the_one_that_shares_its_acronym() -> None:
    entities = EntitiesInMemory()
    entities.add(cluster_of("Kelm Power Club", "KPC", kind=ORGANISATION))
    other = cluster_of("Korean Paper Council", "KPC", kind=ORGANISATION)
    assert resolve(other, entities).entity is None


def test_a_hundred_namesakes_stay_apart() -> None:
    first = [("Kelm Power Club", ORGANISATION), ("KPC", ORGANISATION)]
    parts = ["bor", "dag", "fil", "gut", "hem", "lon", "mur", "pes", "rok", "tiv"]
    words = [(one + other).capitalize() for one in parts for other in parts]
    articles = [[(f"{word} Power Group", ORGANISATION), (f"{word} Kovac", PERSON)] for word in words]
    store = arrive([first, *articles, [("Power", ORGANISATION), ("Kovac", PERSON)]])
    names = [names_of(one, store) for one in store.entities]
    assert {"power"} in names
    assert {"?kovac"} in names
    assert len(names) == 1 + len(articles) * 2 + 2
