"""The texts whose names are labelled: what their labels mean here, and which are kept from training.

A third of the worldwide news' outlets is left out of training in each of three folds, and with them one of
the other sets, so that each of these is measured unseen, too.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from quality_data import Score

from storage.analysis.recognition import name_boundaries
from storage.analysis.recognition.tag_decoder import KINDS

SCORED = ("person", "place", "organisation")
FOLDS = 3
LEFT_OUT = (("ewt",), ("wikigold",), ())

# A label may leave open which kind it is; a source may leave kinds unmarked.
LABELS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("Person", "PER", "person"), frozenset({"person"})),
    **dict.fromkeys(("Location", "Facility", "LOC", "location"), frozenset({"place"})),
    **dict.fromkeys(("Organization", "ORG", "corporation", "group"), frozenset({"organisation"})),
    "NORP": frozenset({"people"}),
    **dict.fromkeys(("Product", "Misc", "product", "creative-work"), frozenset({"other"})),
    "MISC": frozenset({"people", "other"}),
    "Date": frozenset(),
    "Money": frozenset(),
}
MARKED: dict[str, frozenset[str]] = {
    "worldwide": frozenset(KINDS),
    "wikigold": frozenset(KINDS),
    "ewt": frozenset(SCORED),
    "btc": frozenset(SCORED),
    "wnut": frozenset(KINDS) - {"people"},
}
FILES = {
    "worldwide": ("worldwide",),
    "wikigold": ("wikigold",),
    "ewt": ("ewt",),
    "btc": ("btc-abeg",),
    "wnut": ("wnut17-train", "wnut17-dev"),
}
SOURCES = tuple(FILES)

Row = dict[str, Any]
Name = tuple[int, int, frozenset[str]]  # code points [start, end), and the kinds that it may be


def rows(data: Path, source: str) -> Iterator[Row]:
    """Yield the rows of one source."""
    for name in FILES[source]:
        with (data / "names/recognise" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def names(row: Row) -> list[Name]:
    """Return the labelled names of a row in reading order, without "the" before and "'s" behind them."""
    marked = (
        (*name_boundaries.without_article(row["text"], start, end), LABELS[label])
        for start, end, label in row["spans"]
    )
    return sorted((name for name in marked if name[2]), key=lambda name: name[:2])


def outlet(row: Row) -> str:
    """Return who published a row: of a worldwide article its newspaper, else the source."""
    return row["id"].rpartition("_")[0] if row["source"] == "enww" else row["source"]


def folds(data: Path) -> dict[str, int]:
    """Return the fold of each outlet of the worldwide news; folds have about as many words each."""
    words: Counter[str] = Counter()
    for row in rows(data, "worldwide"):
        words[outlet(row)] += len(row["text"].split())
    load = [0] * FOLDS
    chosen = {}
    for name, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        chosen[name] = load.index(min(load))
        load[chosen[name]] += count
    return chosen


def is_left_out(row: Row, source: str, fold: int | None, by_outlet: Mapping[str, int]) -> bool:
    """Tell whether a row is kept from training in this fold; in no fold (None) none is."""
    return fold is not None and (source in LEFT_OUT[fold] or by_outlet.get(outlet(row)) == fold)


def calibration_error(said: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Return how far probabilities lie from how often they are right, on average over bins of equal size.

    `said` are probabilities, each with whether it was right. Guo et al. 2017.
    """
    known = sorted(said)
    borders = [len(known) * number // bins for number in range(bins + 1)]
    parts = [known[left:right] for left, right in pairwise(borders) if left < right]
    return sum(abs(sum(p - right for p, right in part)) for part in parts) / max(1, len(known))


class Tally:
    """Counts names found and labelled, to be asked for precision and recall by kind."""

    def __init__(self, merged: Mapping[str, str] | None = None) -> None:
        """Count some kinds as others: `merged` tells which."""
        self._merged = merged or {}
        self._hits = Counter[str]()
        self._found = Counter[str]()
        self._labelled = Counter[str]()

    def add(self, row: Row, found: Iterator[tuple[int, int, str]] | list[tuple[int, int, str]]) -> None:
        """Count the names found in one row: exact spans of the right kind are hits."""
        text = row["text"]
        own = {
            (*name_boundaries.without_article(text, start, end), self._merged.get(kind, kind))
            for start, end, kind in found
        }
        labelled = [
            (start, end, {self._merged.get(kind, kind) for kind in kinds}) for start, end, kinds in names(row)
        ]
        gold = {(start, end, kind) for start, end, kinds in labelled if len(kinds) == 1 for kind in kinds}
        # What is labelled, but may be of several kinds, is neither right nor wrong.
        open_spans = {(start, end) for start, end, kinds in labelled if len(kinds) > 1}
        own = {name for name in own if name[:2] not in open_spans or name[2] in SCORED}
        for counter, group in ((self._hits, own & gold), (self._found, own), (self._labelled, gold)):
            counter.update(kind for _, _, kind in group)

    def score(self, *kinds: str) -> Score:
        """Return the score over these kinds."""
        hits, found, labelled = (
            sum(counter[kind] for kind in kinds) for counter in (self._hits, self._found, self._labelled)
        )
        return Score.of(hits, found, labelled)
