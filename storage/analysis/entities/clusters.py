"""Clusters: the mentions of one article that mean the same person, organisation, place or other thing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from storage.analysis.entities import coreference
from storage.analysis.entities.blocking_keys import blocking_keys
from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.surface_forms import SurfaceForm, surface_forms
from storage.analysis.recognition.annotated_text import AnnotatedText, reading_order
from storage.model import Field, Kind, Mention

_TITLE_PROMINENCE = 2.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions in one article that mean the same, in reading order, and their keys.

    - `mention_keys` are the keys of the mentions, in the same order: "#IQ" for a country, "?abadi" for a lone
      surname, plain words for all others.
    - `keys` are those of them that identify the entity, the most frequent first. A `lone` cluster is a
      surname or an acronym that the article does not explain; its only key is that name.
    - `blocking_keys` are keys under which the desk may know other names of the same entity.
    - `spellings` are the spellings with their counts, the most frequent first.
    """

    kind: Kind
    mentions: tuple[Mention, ...]
    mention_keys: tuple[str, ...]
    keys: tuple[str, ...]
    blocking_keys: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
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
    identifying = sorted(
        (form for form in chain if not form.lone),
        key=lambda form: (-len(form.mentions), -len(form.key), form.key),
    )
    keys = dict.fromkeys(form.key for form in identifying) or [chain[0].marked_key]
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
        tuple(sorted({key for form in identifying for key in blocking_keys(form)})),
        tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        lone=not identifying,
    )


def prominence(mentions: Sequence[Mention], length: int) -> float:
    """Return how much an article with a text of `length` code points is about a name with these mentions.

    A mention in the title and an early first mention in the text count more. The number of mentions counts
    by its logarithm. Without mentions it is 0.
    """
    in_text = [mention.start for mention in mentions if mention.field is Field.TEXT]
    in_title = _TITLE_PROMINENCE if len(in_text) < len(mentions) else 0.0
    early = 1 - min(in_text) / length if in_text and length else 0.0
    return in_title + early + log2(1 + len(mentions))
