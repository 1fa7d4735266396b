"""Merging: labelled mentions are resolved into the entities of one store for a whole collection.

The scores are B-cubed precision, recall and F1 over the mentions with a known identity: across articles, and
within articles, where clusters and identities end with the article. Mentions without a known identity are
resolved but not scored. Kinds come from the annotation.

- ECB+: mentions are phrases. Each is cut to the name in it ("in the Betty Ford Center in Malibu"). A phrase
is
  skipped if it contains other words, only says what someone is ("American", "Crime Boss"), or names two
  places ("Banstead, Surrey"). A stricter choice of phrases gives other figures.
- AIDA: the annotation separates England the country from England the team. Here the name of a country always
  means the country.
- All: pronouns are skipped, and so are words that the collection mostly writes in lower case ("Police", "Gang
  Member").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from labelled_entities import Labels, resolve_all, well_displayed
from quality_data import Options, b_cubed
from quality_routes import route_table

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleText
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
WIKIDATA_KINDS = {"Q215627": Kind.PERSON, "Q27096213": Kind.PLACE, "Q43229": Kind.ORGANISATION}
_PRONOUNS = "he she it its his her their they our we us you your i me my who"
PRONOUNS = frozenset(_PRONOUNS.split())
LOWER_CASE_WORDS = frozenset(
    {"of", "the", "and", "for", "al", "el", "bin", "de", "la", "van", "von", "der", "in"}
)
PREPOSITION = re.compile(r"(?:in|at|of|near|from)\s", re.IGNORECASE)
AFTER_NAME = re.compile(r"\s(?:in|at|near)\s|,\s", re.IGNORECASE)
_ROLES = "boss ceo coach girl hero leader lifer mafioso member mermaid mom mother player president rb"
ROLES = frozenset(_ROLES.split())


def merging(options: Options) -> Iterator[str]:
    """Yield the scores of each set, its numbers of entities, and the share with a good display name.

    Then how often each route is right. With the kinds of the labels the route `kind` can only be wrong.
    """
    yield f"{'':12}{'across articles':^21}{'within':^21}{'entities':>10}{'labelled':>9}{'well displayed':>16}"
    recognised: dict[str, list[tuple[str, Labels]]] = {}
    for label, name in SETS.items():
        rows = labelled_rows(options, name)
        store, answers, truth = resolve_all(rows)
        within = b_cubed(
            {p: (p[0], number) for p, number in answers.items()}, {p: (p[0], i) for p, i in truth.items()}
        )
        spellings = {
            point: (point[1].kind, rows[point[0]][0][point[1].start : point[1].end]) for point in truth
        }
        yield f"{label:12}{b_cubed(spellings, truth)}  |  by exact spelling alone"
        found = len({answers[point] for point in truth})
        yield f"{label:12}{b_cubed(answers, truth)}  |{within}  {found:>9}{len(set(truth.values())):>9}" + (
            f"{100 * well_displayed(store, rows, answers, truth):>16.1f}"
        )
        _, reversed_answers, truth = resolve_all(rows[::-1])
        yield f"{label:12}{b_cubed(reversed_answers, truth)}  |  articles in reverse order"
        recognised[name] = _recognised(rows)
        yield f"{label:12}{_end_to_end(recognised[name], len(truth))}"
    yield "routes, from labelled mentions with their kinds"
    yield from route_table([labelled_rows(options, name) for name in SETS.values()])
    yield "routes, end to end"
    yield from route_table([*recognised.values()])


def labelled_rows(options: Options, name: str) -> list[tuple[str, Labels]]:
    """Return the texts of a set, each with the labels of the mentions that are names."""
    labels_of = _ecb if name.startswith("ecb") else _wikidata
    documents = options.rows(f"names/merge/{name}.jsonl")
    common = _common_words(row["text"] for row in documents)
    return [(row["text"], _names_alone(row["text"], labels_of(row), common)) for row in documents]


def _recognised(rows: Sequence[tuple[str, Labels]]) -> list[tuple[str, Labels]]:
    """Return the texts with the mentions that newsdesk's recogniser finds, and the identities of these."""
    model, found = recogniser.load(), []
    for text, labels in rows:
        expected = {(one.start, one.end): identity for one, identity in labels.items()}
        (analysis,) = article_analysis.analyse_articles(model, [ArticleText("", text, "en")])
        spans = (
            (one, name_boundaries.without_article(text, one.start, one.end)) for one in analysis.mentions
        )
        found.append((text, {mention: expected.get(span, "") for mention, span in spans}))
    return found


def _end_to_end(recognised: Sequence[tuple[str, Labels]], labelled: int) -> str:
    """Return the score over the labelled mentions that were recognised, and their share."""
    _, answers, truth = resolve_all(recognised, whole_texts=False)
    score = b_cubed(answers, truth)
    return f"{score}  |  end to end: {len(truth) / max(1, labelled):.1%} of the mentions found"


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    words = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return PRONOUNS | {
        word for word, count in words.items() if word.islower() and count > words[word.capitalize()]
    }


def _names_alone(text: str, labels: Labels, common: frozenset[str]) -> Labels:
    return {
        mention: identity
        for mention, identity in labels.items()
        if not common.issuperset(re.findall(r"[^\W\d_]+", text[mention.start : mention.end].lower()))
    }


def _wikidata(row: dict[str, Any]) -> Labels:
    labels = {}
    for annotation in row["mentions"]:
        text, types = annotation["text"], annotation["type"].split("|")
        if not text[:1].isupper() or annotation["coref"] or len(text) < 2:
            continue
        kind = next((kind for name, kind in WIKIDATA_KINDS.items() if name in types), Kind.OTHER)
        identity = "" if annotation["entity"].startswith("<") or kind is Kind.OTHER else annotation["entity"]
        place = countries.country(text) if identity and kind is not Kind.PERSON else ""
        mention = Mention(Field.TEXT, annotation["start"], annotation["end"], Kind.PLACE if place else kind)
        labels[mention] = place or identity
    return labels


def _ecb(row: dict[str, Any]) -> Labels:
    labels = {}
    for annotation in row["mentions"]:
        kind = ECB_KINDS.get(annotation["type"])
        if kind is None or annotation["nominal"]:
            continue
        start, end = name_boundaries.without_article(
            row["text"], *_name_in(row["text"], annotation["start"], annotation["end"])
        )
        if kind is Kind.PERSON:
            start, end = name_boundaries.without_title(row["text"], start, end)
        name = row["text"][start:end]
        two_places = kind is Kind.PLACE and "," in row["text"][annotation["start"] : annotation["end"]]
        if _is_name(name) and not two_places and not (kind is Kind.PERSON and _is_role(name)):
            labels[Mention(Field.TEXT, start, end, kind)] = annotation["chain"]
    return labels


def _is_role(name: str) -> bool:
    return countries.is_demonym(name) or not ROLES.isdisjoint(name.lower().split())


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    if preposition := PREPOSITION.match(text, start, end):
        start = preposition.end()
    cut = AFTER_NAME.search(text, start, end)
    return start, cut.start() if cut else end


def _is_name(text: str) -> bool:
    words = text.replace("-", " ").split()
    return text[:1].isupper() and all(
        w[0].isupper() or w[0].isdigit() or w in LOWER_CASE_WORDS for w in words
    )
