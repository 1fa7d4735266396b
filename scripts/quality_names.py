"""The recogniser and its rules on hand-annotated news and encyclopaedia text.

Scored is an exact span with its kind: person, place (facilities too) and organisation. A leading "the" and
a final "'s" do not count. Words for a people ("Iraqi"), which newsdesk marks as places and the annotations
as something else, count neither as hits nor as misses.

Of headlines in capitals (AIDA) only the spans are scored: there, kinds are those of a team where a city's
name stands for it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from quality_data import Options, Score

from storage.analysis import countries, reading, recogniser, rules
from storage.analysis.piece import shouted
from storage.model import Field, Kind, Mention

SETS = ("worldwide", "wikigold")
KINDS = (Kind.PERSON, Kind.PLACE, Kind.ORGANISATION)
GOLD = {
    **dict.fromkeys(("Person", "PER"), Kind.PERSON),
    **dict.fromkeys(("Location", "Facility", "LOC"), Kind.PLACE),
    **dict.fromkeys(("Organization", "ORG"), Kind.ORGANISATION),
}
LEADING = re.compile(r"the\s+", re.IGNORECASE)
TRAILING = re.compile(r"\s*['’]s?$")

Span = tuple[int, int, Kind]


def names(options: Options) -> Iterator[str]:
    """Yield precision, recall and F1 by kind, for the engine alone and with the rules."""
    model = recogniser.load()
    yield f"{'':24}{''.join(f'{kind.value:^21}' for kind in KINDS)}{'all':^21}"
    for name in SETS:
        rows = options.rows(f"names/recognise/{name}.jsonl")
        raw = model.recognise([row["text"] for row in rows])
        yield _line(f"{name}, engine alone", _scores(rows, raw))
        full = _scores(rows, _ruled(rows, raw, rules.RULES))
        yield _line(f"{name}, with rules", full)
        for rule in rules.RULES if options.ablate else ():
            rest = tuple(other for other in rules.RULES if other is not rule)
            less = _scores(rows, _ruled(rows, raw, rest))["all"].f1 - full["all"].f1
            yield f"   without {rule.__name__:14} F1 {100 * less:+.2f}"
    yield from _headlines(options, model)


def _headlines(options: Options, model: recogniser.Recogniser) -> Iterator[str]:
    rows = [row for row in options.rows("names/merge/aida-dev.jsonl") if shouted(row["title"])]
    rows = [row for row in rows if row["text"].startswith(row["title"])]
    articles = [(row["title"], row["text"][len(row["title"]) :]) for row in rows]
    gold = [
        {(m["start"], m["end"]) for m in row["mentions"] if m["end"] <= len(row["title"])} for row in rows
    ]
    raw = [{(m.start, m.end) for m in found} for found in model.recognise([title for title, _ in articles])]
    ruled = [
        {(m.start, m.end) for name in names for m in name.mentions if m.field is Field.TITLE}
        for names in reading.read(model, articles)
    ]
    for label, found in (("engine alone", raw), ("with rules", ruled)):
        hits = sum(len(own & true) for own, true in zip(found, gold, strict=True))
        score = Score.of(hits, sum(map(len, found)), sum(map(len, gold)))
        yield f"{len(rows)} headlines in capitals, spans, {label:14}{score}"


def _ruled(
    rows: Sequence[dict[str, Any]], raw: Sequence[Sequence[Mention]], chosen: Sequence[rules.Rule]
) -> list[Sequence[Mention]]:
    return [rules.apply("", row["text"], list(found), chosen) for row, found in zip(rows, raw, strict=True)]


def _scores(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Mention]]) -> dict[str, Score]:
    hits, predicted, expected = Counter[str](), Counter[str](), Counter[str]()
    for row, mentions in zip(rows, found, strict=True):
        gold = {
            (*_bare(row["text"], start, end), GOLD[label])
            for start, end, label in row["spans"]
            if label in GOLD
        }
        own = _scored(row["text"], mentions, gold)
        for counter, spans in ((hits, own & gold), (predicted, own), (expected, gold)):
            counter.update(kind.value for _, _, kind in spans)
            counter["all"] += len(spans)
    return {key: Score.of(hits[key], predicted[key], expected[key]) for key in (*KINDS, "all")}


def _scored(text: str, mentions: Sequence[Mention], gold: set[Span]) -> set[Span]:
    own = {(*_bare(text, m.start, m.end), m.kind) for m in mentions if m.kind is not Kind.OTHER}
    return {span for span in own if span in gold or not countries.is_demonym(text[span[0] : span[1]])}


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    if leading := LEADING.match(text, start, end):
        start = leading.end()
    if trailing := TRAILING.search(text[start:end]):
        end -= len(trailing[0])
    return start, end


def _line(label: str, scores: dict[str, Score]) -> str:
    return f"{label:24}" + "  | ".join(str(scores[key]) for key in (*KINDS, "all"))
