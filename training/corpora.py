"""The labelled texts as documents: words with names."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from labelled_names import (
    LABELLED_KINDS,
    SOURCES,
    Row,
    folds_by_outlet,
    is_held_out,
    names_in,
    outlet,
    source_rows,
)
from numpy.typing import NDArray
from sports import SPORTS, name_pools, reports
from tokenizers import Tokenizer

from storage.analysis.recognition import word_pieces
from storage.analysis.recognition.tag_decoder import KINDS, TAGS

TWEETS = ("btc", "wnut")
_SPORTS_REPORTS = 250


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: words [start, end), and its possible kinds."""

    start: int
    end: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Document:
    """A labelled text of `w` words."""

    source: str
    outlet: str
    pieces: list[tuple[int, ...]]
    """The pieces of each word."""
    forms: NDArray[np.int64]
    """The form of each word, shape (w,)."""
    names: list[Name]

    @property
    def length(self) -> int:
        """Return the number of pieces."""
        return sum(map(len, self.pieces))


def documents(
    data: Path, tokenizer: Tokenizer, fold: int | None = None, sources: Iterable[str] = SOURCES
) -> list[Document]:
    """Return the training documents of a fold, or of all texts; synthetic sports reports come last."""
    outlet_folds = folds_by_outlet(data)
    chosen = [
        (row, source)
        for source in sources
        for row in source_rows(data, source)
        if not is_held_out(row, source, fold, outlet_folds)
    ]
    fillers = name_pools(row for row, source in chosen if source not in TWEETS)
    synthetic = [
        (row, SPORTS) for row in reports(fillers, _SPORTS_REPORTS, np.random.default_rng(_SPORTS_REPORTS))
    ]
    return [document(tokenizer, row, source) for row, source in (*chosen, *synthetic)]


def document(tokenizer: Tokenizer, row: Row, source: str) -> Document:
    """Return a row as words with names; a name that ends inside a word includes the whole word."""
    words = word_pieces.split(tokenizer, row["text"])
    found, last = [], 0
    for start, end, kinds in names_in(row):
        left = int(np.searchsorted(words.ends, start, side="right"))
        right = int(np.searchsorted(words.starts, end, side="left"))
        if last <= left < right:
            found.append(Name(left, right, kinds))
            last = right
    firsts, pieces = words.firsts.tolist(), words.pieces.tolist()
    by_word = [tuple(pieces[a:b]) for a, b in pairwise(firsts)]
    return Document(source, outlet(row), by_word, words.forms, found)


def allowed_tags(document: Document) -> NDArray[np.bool_]:
    """Return which tags the labels allow for each word, shape (words, tags).

    Outside names, a word may be of any kind that its source does not label.
    """
    allowed = np.zeros((len(document.pieces), len(TAGS)), dtype=bool)
    allowed[:, 0] = True
    for kind in set(KINDS) - LABELLED_KINDS.get(document.source, frozenset(KINDS)):
        begin = TAGS.index(f"B-{kind}")
        allowed[:, begin : begin + 2] = True
    for name in document.names:
        allowed[name.start : name.end] = False
        for kind in name.kinds:
            begin = TAGS.index(f"B-{kind}")
            allowed[name.start, begin] = True
            allowed[name.start + 1 : name.end, begin + 1] = True
    return allowed
