"""Names of one article: mentions to clusters, each of which is one person, organisation, place or other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from storage.analysis.entities import coreference
from storage.analysis.entities.blocking_keys import blocking_keys
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.surface_forms import SurfaceForm, surface_forms
from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.recognition.annotated_text import AnnotatedText, reading_order
from storage.model import Field, Kind, Mention

_CAPITALS_RATIO = 3  # times that capitals must outnumber another way of writing to be the name's own
_IN_TITLE = 2.0  # prominence of a name in the title


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions in one article that mean the same, in reading order, and how the desk may know it.

    `called` is the key of each mention's own name: "#IQ" for a country, "?abadi" for a lone surname, else
    plain words. `keys` are those of them that tell who or what is meant, the most telling first; a `lone`
    cluster, a surname or an acronym that this article does not explain, has none that does, and only that
    name as its key. `blocks` are keys under which other names of the same may be found. `spellings` are the
    ways in which it is written, with how often, the most frequent first.
    """

    kind: Kind
    mentions: tuple[Mention, ...]
    called: tuple[str, ...]
    keys: tuple[str, ...]
    blocks: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
    lone: bool = False


def cluster_mentions(
    title: str, text: str, mentions: Sequence[Mention], rulings: Constraints = NO_CONSTRAINTS
) -> list[Cluster]:
    """Return the names of an article in the order of their first mentions.

    The mentions must lie inside the article and not overlap.
    """
    groups = surface_forms(AnnotatedText(title, text), sorted(mentions, key=reading_order))
    by_kind = {kind: [group for group in groups if group.kind is kind] for kind in Kind}
    found = [
        *coreference.persons(by_kind[Kind.PERSON]),
        *coreference.organisations(by_kind[Kind.ORGANISATION]),
        *coreference.places(by_kind[Kind.PLACE]),
        *([group] for group in by_kind[Kind.OTHER]),
    ]
    kept_apart = (part for chain in found for part in _split_by_constraints(chain, rulings))
    return sorted(map(_cluster, kept_apart), key=lambda cluster: reading_order(cluster.mentions[0]))


def _split_by_constraints(
    chain: Sequence[SurfaceForm], rulings: Constraints
) -> Iterator[Sequence[SurfaceForm]]:
    """Take out the names of which the reader says that they are not the same as another in the chain."""
    labels = {(group.kind, group.called) for group in chain}
    kept = []
    for group in chain:
        if labels.isdisjoint(rulings.denied((group.kind, group.called))):
            kept.append(group)
        else:
            yield [group]
    if kept:
        yield kept


def _cluster(chain: Sequence[SurfaceForm]) -> Cluster:
    telling = sorted((g for g in chain if not g.lone), key=lambda g: (-len(g.mentions), -len(g.key), g.key))
    keys = dict.fromkeys(group.key for group in telling) or [chain[0].called]
    mentions = sorted(
        ((mention, group.called) for group in chain for mention in group.mentions),
        key=lambda pair: reading_order(pair[0]),
    )
    spellings = Counter(spelling for group in chain for spelling in group.spellings)
    return Cluster(
        chain[0].kind,
        tuple(mention for mention, _ in mentions),
        tuple(called for _, called in mentions),
        tuple(keys),
        tuple(sorted({block for group in telling for block in blocking_keys(group)})),
        tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        lone=not telling,
    )


def prominence(cluster: Cluster, length: int) -> float:
    """Return the weight of a name in an article with a text of `length` code points, above 0.

    More for a place in the title, for an early first mention in the text, and, by the logarithm,
    for every further one.
    """
    in_text = [mention.start for mention in cluster.mentions if mention.field is Field.TEXT]
    in_title = _IN_TITLE if len(in_text) < len(cluster.mentions) else 0.0
    early = 1 - min(in_text) / length if in_text and length else 0.0
    return in_title + early + log2(1 + len(cluster.mentions))


def display_name(spellings: Sequence[tuple[str, int]], kind: Kind, keys: Sequence[str]) -> str:
    """Return the best of an entity's spellings (each with how often) to show.

    Countries and names that everybody knows have one of their own. Raises `ValueError` without spellings.
    """
    for key in keys:
        if key.startswith("#"):
            return countries.display_name(key)
        if (name := gazetteer.lookup(key)) and name.kind is kind:
            return name.name
    spellings = _without_capitals(spellings)
    best = max(spellings, key=lambda item: (_fitness(item[0], item[1], kind), -len(item[0]), item[0]))[0]
    return _normal_case(best, kind) if _is_all_capitals(best, kind) else best


def _without_capitals(spellings: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Leave out a spelling in capitals that is often enough written otherwise: SEATTLE in headlines."""
    mixed = Counter[str]()
    for text, count in spellings:
        if not text.isupper():
            mixed[text.casefold()] += count
    return [
        (text, count)
        for text, count in spellings
        if not text.isupper() or mixed[text.casefold()] * _CAPITALS_RATIO < count
    ]


def _fitness(spelling: str, count: int, kind: Kind) -> tuple[bool, bool, float]:
    words = spelling.split()
    full = kind is Kind.PERSON and len(words) > 1 and len(words[0].rstrip(".")) > 1
    weight = 1.0
    if kind is Kind.ORGANISATION:
        weight = 1.0 if len(words) == 1 else 1.6 if len(words) <= 5 else 1.1
    return not _is_all_capitals(spelling, kind), full, count * weight


def _is_all_capitals(spelling: str, kind: Kind) -> bool:
    return spelling.isupper() and (" " in spelling or kind in (Kind.PERSON, Kind.PLACE)) and len(spelling) > 3


def _normal_case(spelling: str, kind: Kind) -> str:
    longest_acronym = 4 if kind is Kind.ORGANISATION else 0
    return " ".join(w.capitalize() if len(w) > longest_acronym else w for w in spelling.split())
