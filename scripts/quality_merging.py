"""Merging of names into entities: hand-annotated mentions in, one store for a whole collection.

B-cubed precision, recall and F1 over the mentions with a known identity (Amigo et al. 2009), across
articles, and within: the same with clusters and identities cut at article borders. Mentions without a known
identity are fed in, not scored. Kinds come from the annotation.

- ECB+: mentions are phrases. They are cut to the name in them ("in the Betty Ford Center in Malibu") and
  left out where they hold other words, say only what someone is ("American", "Crime Boss"), or name two
  places ("Banstead, Surrey"). A stricter choice of phrases gives other figures.
- AIDA: 'England' the country and its teams have identities of their own there; here a country's name
  is always the country.
- All: pronouns are left out, and so are words that the collection writes in small letters more often than
  not ("Police", "Gang Member").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from labelled_entities import Labelled, Store, b_cubed, run, well_shown
from quality_data import Options

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleText
from storage.analysis.entities.clusters import cluster_mentions
from storage.analysis.lexicon import countries
from storage.analysis.recognition import name_boundaries, recogniser
from storage.model import Field, Kind, Mention

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
ROLE_WORDS = "boss ceo coach girl hero leader lifer mafioso member mermaid mom mother player president rb"
ROLES = frozenset(ROLE_WORDS.split())


def merging(options: Options) -> Iterator[str]:
    """Yield B-cubed scores across and within articles, and how many entities were made of how many."""
    yield f"{'':12}{'across articles':^21}{'within':^21}{'entities':>10}{'gold':>7}{'well shown':>12}"
    for label, name in SETS.items():
        rows = labelled_rows(options, name)
        store, answers, truth = run(rows)
        within = b_cubed(
            {p: (p[0], number) for p, number in answers.items()}, {p: (p[0], i) for p, i in truth.items()}
        )
        spelt = {point: (point[1].kind, rows[point[0]][0][point[1].start : point[1].end]) for point in truth}
        yield f"{label:12}{b_cubed(spelt, truth)}  |  by exact spelling alone"
        made = len({answers[point] for point in truth})
        yield f"{label:12}{b_cubed(answers, truth)}  |{within}  {made:>9}{len(set(truth.values())):>7}" + (
            f"{100 * well_shown(store, rows, answers, truth):>12.1f}"
        )
        _, turned, truth = run(rows[::-1])
        yield f"{label:12}{b_cubed(turned, truth)}  |  articles in reverse order"
        yield f"{label:12}{_end_to_end(rows)}"


def labelled_rows(options: Options, name: str) -> list[tuple[str, Labelled]]:
    """Return the texts of a set, each with its labelled mentions that are names."""
    read = _ecb if name.startswith("ecb") else _linked
    documents = options.rows(f"names/merge/{name}.jsonl")
    common = _common_words(row["text"] for row in documents)
    return [(row["text"], _proper(row["text"], read(row), common)) for row in documents]


def _end_to_end(rows: Sequence[tuple[str, Labelled]]) -> str:
    """Return how well the labelled mentions that newsdesk finds itself are brought together, in words."""
    model, store = recogniser.load(), Store()
    answers: dict[tuple[int, tuple[int, int]], int] = {}
    truth = {}
    for number, (text, labelled) in enumerate(rows):
        gold = {(one.start, one.end): identity for one, identity in labelled.items() if identity}
        truth |= {(number, span): identity for span, identity in gold.items()}
        (read,) = article_analysis.analyse_articles(model, [ArticleText("", text, "en")])
        for found in sorted(cluster_mentions("", text, read.mentions), key=lambda found: found.lone):
            entity = store.add(found)
            for mention in found.mentions:
                span = name_boundaries.without_article(text, mention.start, mention.end)
                if span in gold:
                    answers[number, span] = entity
    found_truth = {point: identity for point, identity in truth.items() if point in answers}
    score = b_cubed({point: store.now(entity) for point, entity in answers.items()}, found_truth)
    return f"{score}  |  end to end: {len(found_truth) / max(1, len(truth)):.1%} of the mentions found"


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
        start, end = name_boundaries.without_article(
            row["text"], *_name_in(row["text"], found["start"], found["end"])
        )
        if kind is Kind.PERSON:
            start, end = name_boundaries.without_title(row["text"], start, end)
        name = row["text"][start:end]
        of_two = kind is Kind.PLACE and "," in row["text"][found["start"] : found["end"]]
        if _is_name(name) and not of_two and not (kind is Kind.PERSON and _is_role(name)):
            labelled[Mention(Field.TEXT, start, end, kind)] = found["chain"]
    return labelled


def _is_role(name: str) -> bool:
    return countries.is_demonym(name) or not ROLES.isdisjoint(name.lower().split())


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    if preposition := PREPOSITION.match(text, start, end):
        start = preposition.end()
    cut = BEHIND_NAME.search(text, start, end)
    return start, cut.start() if cut else end


def _is_name(text: str) -> bool:
    words = text.replace("-", " ").split()
    return text[:1].isupper() and all(w[0].isupper() or w[0].isdigit() or w in SMALL_WORDS for w in words)
