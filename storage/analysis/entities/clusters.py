"""Clusters: the mentions of one article that mean the same person, organisation, place or other thing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from storage.analysis.entities import coreference, institutions
from storage.analysis.entities.blocking_keys import CALLED, blocking_keys
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.short_names import acronyms, distinctive_names, is_made_of
from storage.analysis.entities.surface_forms import SurfaceForm, surface_forms
from storage.analysis.lexicon import gazetteer
from storage.analysis.recognition.annotated_text import AnnotatedText, reading_order
from storage.model import Field, Kind, Mention

_TITLE_PROMINENCE = 2.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions in one article that mean the same, in reading order, and their keys.

    - `mention_keys` are the keys of the mentions, in the same order: "#IQ" for a country, "?abadi" for a lone
      surname, plain words for all others.
    - `keys` are the full names among them, which identify the entity, the most frequent first. A `lone`
      cluster is a surname or an acronym that the article does not explain; its only key is that name.
    - `aliases` are keys of acronyms and short forms that the article explains, and that may mean the entity
      elsewhere too.
    - `blocking_keys` are keys under which the desk may know other names of the same entity.
    - `spellings` are the spellings with their counts, the most frequent first.
    """

    kind: Kind
    mentions: tuple[Mention, ...]
    mention_keys: tuple[str, ...]
    keys: tuple[str, ...]
    blocking_keys: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
    aliases: tuple[str, ...] = ()
    lone: bool = False


def cluster_mentions(
    title: str, text: str, mentions: Sequence[Mention], constraints: Constraints = NO_CONSTRAINTS
) -> list[Cluster]:
    """Return the clusters of an article in the order of their first mentions.

    The mentions must lie inside the article and must not overlap.
    """
    forms = surface_forms(AnnotatedText(title, text), sorted(mentions, key=reading_order))
    by_kind = {kind: [form for form in forms if form.kind is kind] for kind in Kind}
    chains = [
        *coreference.persons(by_kind[Kind.PERSON], constraints),
        *coreference.organisations(by_kind[Kind.ORGANISATION]),
        *coreference.places(by_kind[Kind.PLACE]),
        *([form] for form in by_kind[Kind.OTHER]),
    ]
    allowed = (part for chain in chains for part in constraints.split(chain))
    return sorted(map(_cluster, allowed), key=lambda cluster: reading_order(cluster.mentions[0]))


def cluster_of_name(name: str, kind: Kind) -> Cluster:
    """Return the cluster of an article that consists of only this name."""
    (cluster,) = cluster_mentions("", name, [Mention(Field.TEXT, 0, len(name), kind)])
    return cluster


def _cluster(chain: Sequence[SurfaceForm]) -> Cluster:
    explained = {
        form.key
        for form in chain
        if form.kind is Kind.ORGANISATION and any(is_made_of(form.key, other.key) for other in chain)
    }
    identifying = sorted(
        (form for form in chain if not form.lone and form.key not in explained),
        key=lambda form: (-len(form.mentions), -len(form.key), form.key),
    )
    names = dict.fromkeys(name for form in identifying for name in form.names)
    keys = names or [form.marked_key for form in chain[:1]]
    aliases = {short for form in identifying for short in _aliases(form, chain)} - {*keys}
    blocking = {key for form in identifying for key in blocking_keys(form)}
    if chain[0].kind is Kind.ORGANISATION:
        others = explained - aliases - {*keys}
        blocking |= {CALLED + key for key in others if not institutions.is_institution(key)}
    mentions = sorted(
        ((mention, form.marked_key) for form in chain for mention in form.mentions),
        key=lambda pair: reading_order(pair[0]),
    )
    spellings = Counter(spelling for form in chain for spelling in form.spellings)
    return Cluster(
        chain[0].kind,
        tuple(mention for mention, _ in mentions),
        tuple(key for _, key in mentions),
        tuple(keys),
        tuple(sorted(blocking)),
        tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted(aliases)),
        lone=not identifying,
    )


def _aliases(form: SurfaceForm, chain: Sequence[SurfaceForm]) -> frozenset[str]:
    """Return the keys in a chain that stand for a name, and are distinctive enough to do so elsewhere."""
    shorter = frozenset().union(*(distinctive_names(form.kind, name) for name in form.names))
    if form.kind is Kind.ORGANISATION:
        shorter |= {key for key in acronyms(form.key) if not gazetteer.lookup(key)}
    found = (shorter & {one.key for one in chain}) | form.acronyms
    return frozenset(key for key in found if not institutions.is_institution(key))


def prominence(mentions: Sequence[Mention], length: int) -> float:
    """Return how much an article with a text of `length` code points is about a name with these mentions.

    A mention in the title and an early first mention in the text count more. The number of mentions counts
    by its logarithm. Without mentions it is 0.
    """
    in_text = [mention.start for mention in mentions if mention.field is Field.TEXT]
    in_title = _TITLE_PROMINENCE if len(in_text) < len(mentions) else 0.0
    early = 1 - min(in_text) / length if in_text and length else 0.0
    return in_title + early + log2(1 + len(mentions))
