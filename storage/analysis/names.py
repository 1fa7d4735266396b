"""Names of one article: mentions to clusters, each of which is one person, organisation, place or other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from storage.analysis import chains, countries, known
from storage.analysis.groups import Group, groups_of
from storage.analysis.labels import LONE, blocks
from storage.analysis.piece import Piece, reading_order
from storage.model import Kind, Mention


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions in one article that mean the same, in reading order, and how the desk may know it.

    `keys` are what it is called, the most telling first: "#IQ" for a country, else plain words. `lone` is
    a name whose bearer this article does not prove: an acronym, or a surname ("?abadi") that therefore
    never meets a full name. `blocks` are keys under which other spellings of a person may be found.
    `spellings` are the ways in which it is written, with how often, the most frequent first.
    """

    kind: Kind
    mentions: tuple[Mention, ...]
    keys: tuple[str, ...]
    blocks: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
    lone: bool = False


def cluster(title: str, text: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """Return the names of an article in the order of their first mentions.

    The mentions must lie inside the article and not overlap.
    """
    groups = groups_of(Piece(title, text), sorted(mentions, key=reading_order))
    by_kind = {kind: [group for group in groups if group.kind is kind] for kind in Kind}
    found = [
        *chains.persons(by_kind[Kind.PERSON]),
        *chains.organisations(by_kind[Kind.ORGANISATION]),
        *chains.places(by_kind[Kind.PLACE]),
        *([group] for group in by_kind[Kind.OTHER]),
    ]
    return sorted(map(_cluster, found), key=lambda cluster: reading_order(cluster.mentions[0]))


def _cluster(chain: Sequence[Group]) -> Cluster:
    kind = chain[0].kind
    telling = sorted(
        (g for g in chain if not _is_lone(g)), key=lambda g: (-len(g.mentions), -len(g.key), g.key)
    )
    keys = [group.key for group in telling] or [_lone_key(chain[0])]
    mentions = sorted((mention for group in chain for mention in group.mentions), key=reading_order)
    spellings = Counter(spelling for group in chain for spelling in group.spellings)
    return Cluster(
        kind,
        tuple(mentions),
        tuple(keys),
        tuple(sorted({block for group in telling for block in blocks(group)})),
        tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        lone=not telling,
    )


def _is_lone(group: Group) -> bool:
    if group.kind is Kind.PERSON:
        return not group.person.full or len(group.person.core[0]) == 1
    return group.kind is Kind.ORGANISATION and group.acronym


def _lone_key(group: Group) -> str:
    # An acronym needs no mark: a name that it is proven to stand for is never kept under it.
    return LONE + group.key if group.kind is Kind.PERSON else group.key


def display_name(spellings: Sequence[tuple[str, int]], kind: Kind, keys: Sequence[str]) -> str:
    """Return the best of an entity's spellings (each with how often) to show.

    Countries and names that everybody knows have one of their own. Raises `ValueError` without spellings.
    """
    for key in keys:
        if key.startswith("#"):
            return countries.shown(key)
        if (name := known.known(key)) and name.kind is kind:
            return name.name
    best = max(spellings, key=lambda item: (_fitness(item[0], item[1], kind), -len(item[0]), item[0]))[0]
    return _normal_case(best, kind) if _is_shouted(best, kind) else best


def _fitness(spelling: str, count: int, kind: Kind) -> tuple[bool, bool, float]:
    words = spelling.split()
    full = kind is Kind.PERSON and len(words) > 1 and len(words[0].rstrip(".")) > 1
    weight = 1.0
    if kind is Kind.ORGANISATION:
        weight = 1.0 if len(words) == 1 else 1.6 if len(words) <= 5 else 1.1
    return not _is_shouted(spelling, kind), full, count * weight


def _is_shouted(spelling: str, kind: Kind) -> bool:
    return spelling.isupper() and (" " in spelling or kind in (Kind.PERSON, Kind.PLACE)) and len(spelling) > 3


def _normal_case(spelling: str, kind: Kind) -> str:
    longest_acronym = 4 if kind is Kind.ORGANISATION else 0
    return " ".join(w.capitalize() if len(w) > longest_acronym else w for w in spelling.split())
