"""Kinds: one name has one kind on the desk, unless it clearly means things of two kinds."""

from collections import Counter
from collections.abc import Sequence

from storage.analysis.entities.blocking_keys import KnownEntities
from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.surface_forms import LONE, certain_kind
from storage.analysis.lexicon import gazetteer
from storage.analysis.lexicon.name_keys import group_key, plain
from storage.model import Entity, Kind

SURE = 0.8
"""Confidence of a mention from which on nothing outvotes its kind."""
_CERTAIN = 0.85  # confidence of two kinds from which on a word means two things: Barcelona, Leicester
_OTHER_WEIGHT = 0.5  # of a vote for "other", which the recogniser gives to what it does not know
_LONGEST_ACRONYM = 5  # letters of a word that is another name in capitals: MENA and Mena


def keys_of_any_kind(cluster: Cluster) -> Sequence[str]:
    """Return the keys of a cluster, with those that it has as a name of another kind.

    A lone surname has another key there, and so have the words for a people: "Kurds", "Kurdish".
    """
    if cluster.kind is Kind.PERSON:
        return [*cluster.keys, *(key.removeprefix(LONE) for key in cluster.keys if key.startswith(LONE))]
    spellings = [text for text, _ in cluster.spellings]
    return list(dict.fromkeys([*cluster.keys, *map(plain, spellings), *map(group_key, spellings)]))


def may_be_one(cluster: Cluster, other: Entity, known: KnownEntities) -> bool:
    """Tell whether a cluster means an entity of another kind that has one of its names.

    A name of several words does. If both kinds are certain, a town and its club are two, and a single word is
    two things. An acronym is not the word in small letters.
    """
    certainty = max(mention.confidence for mention in cluster.mentions)
    if cluster.lone and cluster.kind is Kind.PERSON:
        return certainty < SURE
    spelling = cluster.spellings[0][0]
    same_word = spelling.casefold() == other.name.casefold() and len(spelling) <= _LONGEST_ACRONYM
    if same_word and spelling.isupper() != other.name.isupper():
        return False
    several_words = any(" " in key for key in cluster.keys)
    if several_words and {cluster.kind, other.kind} != {Kind.ORGANISATION, Kind.PLACE}:
        return True
    return certainty < _CERTAIN or known.confidence(other.id) < _CERTAIN


def elected_kind(spellings: Sequence[tuple[str, Kind, int]], keys: Sequence[str]) -> Kind:
    """Return the kind of an entity with these keys, from its spellings with recognised kind and count.

    A well-known name has its own kind, if it was recognised so at all.
    """
    votes: Counter[Kind] = Counter()
    for text, kind, count in spellings:
        votes[certain_kind(text, kind)] += count
    for key in keys:
        if (known := gazetteer.lookup(key)) and known.kind in votes:
            return known.kind
    return max(votes, key=lambda kind: (votes[kind] * (_OTHER_WEIGHT if kind is Kind.OTHER else 1), kind))
