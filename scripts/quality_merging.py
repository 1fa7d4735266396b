"""Merging of names into entities: hand-annotated mentions in, one store for a whole collection.

B-cubed precision, recall and F1 over the mentions with a known identity (Amigo et al. 2009), across
articles, and within: the same with clusters and identities cut at article borders. Mentions without a known
identity are fed in, not scored. Kinds come from the annotation.

- ECB+: mentions are phrases. They are cut to the name in them ("In the Betty Ford Center in Malibu,
  California") and left out where they hold other words or say only what someone is ("American", "Crime
  Boss"). A stricter choice of phrases gives other figures.
- AIDA: 'England' the country and its teams have identities of their own there; here a country's name
  is always the country.
- All: pronouns are left out, and so are words that the collection writes in small letters more often than
  not ("Police", "Gang Member").
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quality_data import Options, Score

from storage.analysis import countries, spans
from storage.analysis.names import Cluster, cluster
from storage.analysis.resolution import absorbed, resolve
from storage.model import Entity, Field, Kind, Mention

SETS = {"ECB+ 1-35": "ecbplus-1-35", "AIDA dev": "aida-dev", "NF40": "news-fair-40"}
ECB_KINDS = {
    "HUMAN_PART_PER": Kind.PERSON,
    "HUMAN_PART_ORG": Kind.ORGANISATION,
    "LOC_GEO": Kind.PLACE,
    "LOC_FAC": Kind.PLACE,
    "HUMAN_PART_GPE": Kind.PLACE,
}
LINKED_KINDS = {"Q215627": Kind.PERSON, "Q27096213": Kind.PLACE, "Q43229": Kind.ORGANISATION}
PRONOUN_WORDS = "he she it its his her their they our we us you your i me my who"
PRONOUNS = frozenset(PRONOUN_WORDS.split())
SMALL_WORDS = frozenset({"of", "the", "and", "for", "al", "el", "bin", "de", "la", "van", "von", "der", "in"})
PREPOSITION = re.compile(r"(?:in|at|of|near|from)\s", re.IGNORECASE)
BEHIND_NAME = re.compile(r"\s(?:in|at|near)\s|,\s", re.IGNORECASE)

Labelled = dict[Mention, str]  # the identity of each mention, "" where it is not known
Point = tuple[int, Mention]


@dataclass(slots=True)
class Store:
    """The smallest register of entities that the decisions can be tried on."""

    entities: dict[int, Entity] = field(default_factory=dict)
    by_key: Mapping[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    own: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    became: dict[int, int] = field(default_factory=dict)

    def find(self, keys: Sequence[str]) -> list[tuple[str, Entity]]:
        """Return the entities under any of these keys."""
        return [(key, self.entities[number]) for key in keys for number in sorted(self.by_key.get(key, ()))]

    def keys(self, entity: int) -> list[str]:
        """Return the keys of an entity."""
        return sorted(self.own[entity])

    def add(self, found: Cluster) -> int:
        """Store a cluster and return the number of its entity."""
        number = resolve(found, self).entity
        if number is None:
            number = len(self.entities) + len(self.became) + 1
            self.entities[number] = Entity(number, "", found.kind, 0, 0)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + 1)
        self._label(number, (*found.keys, *found.blocks))
        for other in absorbed(found, number, self):
            self._absorb(number, other)
        return number

    def _label(self, number: int, keys: Iterable[str]) -> None:
        self.own[number].update(keys)
        for key in keys:
            self.by_key[key].add(number)

    def _absorb(self, number: int, other: int) -> None:
        self.became[other] = number
        gone = self.entities.pop(other)
        entity = self.entities[number]
        self.entities[number] = replace(entity, articles=entity.articles + gone.articles)
        keys = self.own.pop(other)
        for key in keys:
            self.by_key[key].discard(other)
        self._label(number, keys)

    def now(self, number: int) -> int:
        """Return the entity that another one has become."""
        while number in self.became:
            number = self.became[number]
        return number


def merging(options: Options) -> Iterator[str]:
    """Yield B-cubed scores across and within articles, and how many entities were made of how many."""
    yield f"{'':12}{'across articles':^21}{'within':^21}{'entities':>10}{'gold':>7}"
    for label, name in SETS.items():
        read = _ecb if name.startswith("ecb") else _linked
        documents = options.rows(f"names/merge/{name}.jsonl")
        common = _common_words(row["text"] for row in documents)
        rows = [(row["text"], _proper(row["text"], read(row), common)) for row in documents]
        answers, truth = _run(rows)
        within = b_cubed(
            {p: (p[0], number) for p, number in answers.items()}, {p: (p[0], i) for p, i in truth.items()}
        )
        spelt = {point: (point[1].kind, rows[point[0]][0][point[1].start : point[1].end]) for point in truth}
        yield f"{label:12}{b_cubed(spelt, truth)}  |  by exact spelling alone"
        made = len({answers[point] for point in truth})
        yield f"{label:12}{b_cubed(answers, truth)}  |{within}  {made:>9}{len(set(truth.values())):>7}"


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    words = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return PRONOUNS | {
        word for word, count in words.items() if word.islower() and count > words[word.capitalize()]
    }


def _proper(text: str, labelled: Labelled, common: frozenset[str]) -> Labelled:
    return {
        mention: identity
        for mention, identity in labelled.items()
        if not common.issuperset(re.findall(r"[^\W\d_]+", text[mention.start : mention.end].lower()))
    }


def _run(rows: Sequence[tuple[str, Labelled]]) -> tuple[dict[Point, int], dict[Point, str]]:
    store = Store()
    answers: dict[Point, int] = {}
    truth: dict[Point, str] = {}
    for number, (text, labelled) in enumerate(rows):
        for found in sorted(cluster("", text, list(labelled)), key=lambda found: found.lone):
            entity = store.add(found)
            answers |= {(number, mention): entity for mention in found.mentions}
        truth |= {(number, mention): identity for mention, identity in labelled.items() if identity}
    return {point: store.now(entity) for point, entity in answers.items()}, truth


def b_cubed(answers: Mapping[Point, Hashable], truth: Mapping[Point, Hashable]) -> Score:
    """Return B-cubed precision and recall over the points of `truth`."""
    own: Mapping[Hashable, set[Point]] = defaultdict(set)
    gold: Mapping[Hashable, set[Point]] = defaultdict(set)
    for point, identity in truth.items():
        own[answers[point]].add(point)
        gold[identity].add(point)
    shared = Counter((answers[point], identity) for point, identity in truth.items())
    total = max(1, len(truth))
    precision = sum(n * n / len(own[answer]) for (answer, _), n in shared.items()) / total
    recall = sum(n * n / len(gold[identity]) for (_, identity), n in shared.items()) / total
    return Score(precision, recall)


def _linked(row: dict[str, Any]) -> Labelled:
    labelled = {}
    for found in row["mentions"]:
        text, types = found["text"], found["type"].split("|")
        if not text[:1].isupper() or found["coref"] or len(text) < 2:
            continue
        kind = next((kind for name, kind in LINKED_KINDS.items() if name in types), Kind.OTHER)
        identity = "" if found["entity"].startswith("<") or kind is Kind.OTHER else found["entity"]
        place = countries.country(text) if identity and kind is not Kind.PERSON else ""
        mention = Mention(Field.TEXT, found["start"], found["end"], Kind.PLACE if place else kind)
        labelled[mention] = place or identity
    return labelled


def _ecb(row: dict[str, Any]) -> Labelled:
    labelled = {}
    for found in row["mentions"]:
        kind = ECB_KINDS.get(found["type"])
        if kind is None or found["nominal"]:
            continue
        start, end = spans.bare(row["text"], *_name_in(row["text"], found["start"], found["end"]))
        if kind is Kind.PERSON:
            start, end = spans.without_title(row["text"], start, end)
        name = row["text"][start:end]
        if _is_name(name) and not (kind is Kind.PERSON and countries.is_demonym(name)):
            labelled[Mention(Field.TEXT, start, end, kind)] = found["chain"]
    return labelled


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    if preposition := PREPOSITION.match(text, start, end):
        start = preposition.end()
    cut = BEHIND_NAME.search(text, start, end)
    return start, cut.start() if cut else end


def _is_name(text: str) -> bool:
    words = text.replace("-", " ").split()
    return text[:1].isupper() and all(w[0].isupper() or w[0].isdigit() or w in SMALL_WORDS for w in words)
