"""Kinds: one name has one kind on the desk, unless it clearly means things of two kinds."""

from collections import Counter
from collections.abc import Sequence

from storage.analysis.entities.clusters import Cluster
from storage.analysis.entities.company import Company, is_same_event
from storage.analysis.entities.known_entities import KnownEntities
from storage.analysis.entities.shared_keys import is_short, names_of
from storage.analysis.entities.surface_forms import LONE, certain_kind
from storage.analysis.lexicon import gazetteer
from storage.analysis.lexicon.common_words import background
from storage.analysis.lexicon.name_keys import group_key, plain
from storage.model import Entity, Kind

SURE = 0.8
"""Confidence of a mention from which on nothing outvotes its kind."""
CERTAIN_KIND = 0.85
"""Confidence of two kinds from which on a word means two things: Barcelona, Leicester."""
_OTHER_WEIGHT = 0.5  # of a vote for "other", which the recogniser gives to what it does not know
_LONGEST_ACRONYM = 5  # letters of a word that is another name in capitals: MENA and Mena


def keys_of_any_kind(cluster: Cluster) -> Sequence[str]:
    """Return the keys of a cluster, with those that it has as a name of another kind.

    A lone surname has another key there, and so have the words for a people: "Kurds", "Kurdish".
    """
    if cluster.kind is Kind.PERSON:
        return [*cluster.keys, *(key.removeprefix(LONE) for key in cluster.keys if key.startswith(LONE))]
    spellings = [text for text, _ in cluster.spellings]
    surnames = [LONE + key for key in cluster.keys if " " not in key]
    return list(dict.fromkeys([*cluster.keys, *map(plain, spellings), *map(group_key, spellings), *surnames]))


def may_be_one(cluster: Cluster, other: Entity, known: KnownEntities, company: Company) -> bool:
    """Tell whether a cluster means an entity of another kind that has one of its names.

    A name of several words does. A surname whose bearer no article names in full may be that of a firm in
    reports of one event. A town and its club are two, unless the articles are on the same event and the place
    is in doubt; a rare word hardly is a town. If both kinds are certain, a single word is two things. An
    acronym is not the word in small letters.
    """
    certainty = max(mention.confidence for mention in cluster.mentions)
    if cluster.lone and cluster.kind is Kind.PERSON:
        return certainty < SURE or is_same_event(cluster, other.id, known, company)
    if other.kind is Kind.PERSON and all(name.startswith(LONE) for name in names_of(other.id, known)):
        return is_same_event(cluster, other.id, known, company)
    spelling = cluster.spellings[0][0]
    same_word = spelling.casefold() == other.name.casefold() and len(spelling) <= _LONGEST_ACRONYM
    is_acronym = same_word and spelling.isupper()
    if same_word and is_acronym != other.name.isupper():
        return False
    certainty_of = {cluster.kind: certainty, other.kind: known.confidence(other.id)}
    is_rare = not any(word in background().lower for key in cluster.keys for word in key.split())
    town_and_club = certainty_of.keys() == {Kind.ORGANISATION, Kind.PLACE}
    if town_and_club and not is_acronym and not (is_rare and certainty_of[Kind.PLACE] < SURE):
        is_doubtful = certainty_of[Kind.PLACE] < CERTAIN_KIND
        names = known.keys(other.id)
        is_named_after = any(is_short(key, Kind.ORGANISATION, names) for key in cluster.keys)
        return is_doubtful and not is_named_after and is_same_event(cluster, other.id, known, company)
    return any(" " in key for key in cluster.keys) or min(certainty_of.values()) < CERTAIN_KIND


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
