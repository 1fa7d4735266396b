"""The corpora with labelled names: what their labels mean, and which texts are held out of training.

Each of three folds holds out a third of the outlets of the worldwide news, and at most one other corpus, so
that each of these is measured unseen.
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

SCORED_KINDS = ("person", "place", "organisation")
FOLDS = 3
HELD_OUT_SOURCES = (("ewt",), ("wikigold",), ())  # by fold

# A label may leave the kind open, and a source may leave kinds unlabelled.
KINDS_BY_LABEL: dict[str, frozenset[str]] = {
    **dict.fromkeys(("Person", "PER", "person"), frozenset({"person"})),
    **dict.fromkeys(("Location", "Facility", "LOC", "location"), frozenset({"place"})),
    **dict.fromkeys(("Organization", "ORG", "corporation", "group"), frozenset({"organisation"})),
    "NORP": frozenset({"people"}),
    **dict.fromkeys(("Product", "Misc", "product", "creative-work"), frozenset({"other"})),
    "MISC": frozenset({"people", "other"}),
    "Date": frozenset(),
    "Money": frozenset(),
}
LABELLED_KINDS: dict[str, frozenset[str]] = {
    "worldwide": frozenset(KINDS),
    "wikigold": frozenset(KINDS),
    "ewt": frozenset(SCORED_KINDS),
    "btc": frozenset(SCORED_KINDS),
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
LabelledName = tuple[int, int, frozenset[str]]  # code points [start, end), and the possible kinds


def source_rows(data: Path, source: str) -> Iterator[Row]:
    """Yield the rows of one source."""
    for name in FILES[source]:
        with (data / "names/recognise" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def names_in(row: Row) -> list[LabelledName]:
    """Return the labelled names of a row in reading order, without a leading "the" and a final "'s"."""
    labelled = (
        (*name_boundaries.without_article(row["text"], start, end), KINDS_BY_LABEL[label])
        for start, end, label in row["spans"]
    )
    return sorted((name for name in labelled if name[2]), key=lambda name: name[:2])


def outlet(row: Row) -> str:
    """Return the publisher of a row: the newspaper of a worldwide article, otherwise the source."""
    return row["id"].rpartition("_")[0] if row["source"] == "enww" else row["source"]


def folds_by_outlet(data: Path) -> dict[str, int]:
    """Return the fold of each outlet of the worldwide news; the folds have about the same number of words."""
    words: Counter[str] = Counter()
    for row in source_rows(data, "worldwide"):
        words[outlet(row)] += len(row["text"].split())
    fold_words = [0] * FOLDS
    folds = {}
    for name, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        folds[name] = fold_words.index(min(fold_words))
        fold_words[folds[name]] += count
    return folds


def is_held_out(row: Row, source: str, fold: int | None, outlet_folds: Mapping[str, int]) -> bool:
    """Return whether a fold holds a row out of training; without a fold (`None`) no row is held out."""
    return fold is not None and (source in HELD_OUT_SOURCES[fold] or outlet_folds.get(outlet(row)) == fold)


def calibration_error(predictions: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error (Guo et al. 2017) over bins with equal numbers of predictions.

    A prediction is a probability and whether it was right.
    """
    ordered = sorted(predictions)
    borders = [len(ordered) * number // bins for number in range(bins + 1)]
    parts = [ordered[left:right] for left, right in pairwise(borders) if left < right]
    return sum(abs(sum(p - right for p, right in part)) for part in parts) / max(1, len(ordered))


class NameCounts:
    """Counts of found and labelled names by kind, for precision and recall."""

    def __init__(self, merged_kinds: Mapping[str, str] | None = None) -> None:
        """Count each kind in `merged_kinds` as the kind that it maps to."""
        self._merged_kinds = merged_kinds or {}
        self._hits = Counter[str]()
        self._found = Counter[str]()
        self._labelled = Counter[str]()

    def add(self, row: Row, names: Iterable[tuple[int, int, str]]) -> None:
        """Count the names found in one row; a hit has the exact span and the right kind."""
        found = {
            (*name_boundaries.without_article(row["text"], start, end), self._merged_kinds.get(kind, kind))
            for start, end, kind in names
        }
        labelled = [
            (start, end, {self._merged_kinds.get(kind, kind) for kind in kinds})
            for start, end, kinds in names_in(row)
        ]
        expected = {(start, end, kind) for start, end, kinds in labelled if len(kinds) == 1 for kind in kinds}
        # A name whose label leaves the kind open is neither right nor wrong.
        open_spans = {(start, end) for start, end, kinds in labelled if len(kinds) > 1}
        found = {name for name in found if name[:2] not in open_spans or name[2] in SCORED_KINDS}
        counts = (self._hits, found & expected), (self._found, found), (self._labelled, expected)
        for counter, group in counts:
            counter.update(kind for _, _, kind in group)

    def score(self, *kinds: str) -> Score:
        """Return the score over these kinds."""
        hits, found, labelled = (
            sum(counter[kind] for kind in kinds) for counter in (self._hits, self._found, self._labelled)
        )
        return Score.of(hits, found, labelled)
