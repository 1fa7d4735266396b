"""The labelled texts as words with names, ready to be trained on."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from labelled_names import MARKED, SOURCES, Row, folds, is_left_out, names, outlet, rows
from numpy.typing import NDArray
from sports import SPORTS, pools, reports
from tokenizers import Tokenizer

from storage.analysis.recognition import word_pieces
from storage.analysis.recognition.tag_decoder import KINDS, TAGS

TWEETS = ("btc", "wnut")
_REPORTS = 250


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: words [start, end), and the kinds that it may be."""

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
        """How many pieces the text has."""
        return sum(map(len, self.pieces))


def documents(
    data: Path, tokenizer: Tokenizer, fold: int | None = None, sources: Iterable[str] = SOURCES
) -> list[Document]:
    """Return what is trained on in one fold, or everything; made-up sports reports come last."""
    by_outlet = folds(data)
    chosen = [
        (row, source)
        for source in sources
        for row in rows(data, source)
        if not is_left_out(row, source, fold, by_outlet)
    ]
    pool = pools(row for row, source in chosen if source not in TWEETS)
    made_up = [(row, SPORTS) for row in reports(pool, _REPORTS, np.random.default_rng(_REPORTS))]
    return [document(tokenizer, row, source) for row, source in (*chosen, *made_up)]


def document(tokenizer: Tokenizer, row: Row, source: str) -> Document:
    """Return a row as words with names; a name that cuts a word in two takes the whole word."""
    words = word_pieces.split(tokenizer, row["text"])
    found, last = [], 0
    for start, end, kinds in names(row):
        left = int(np.searchsorted(words.ends, start, side="right"))
        right = int(np.searchsorted(words.starts, end, side="left"))
        if last <= left < right:
            found.append(Name(left, right, kinds))
            last = right
    firsts, pieces = words.firsts.tolist(), words.pieces.tolist()
    by_word = [tuple(pieces[a:b]) for a, b in pairwise(firsts)]
    return Document(source, outlet(row), by_word, words.forms, found)


def allowed_tags(document: Document) -> NDArray[np.bool_]:
    """Return which tags each word may have, as the labels say it, shape (words, tags).

    Outside names a word may be anything that its source does not mark.
    """
    allowed = np.zeros((len(document.pieces), len(TAGS)), dtype=bool)
    allowed[:, 0] = True
    for kind in set(KINDS) - MARKED.get(document.source, frozenset(KINDS)):
        begin = TAGS.index(f"B-{kind}")
        allowed[:, begin : begin + 2] = True
    for name in document.names:
        allowed[name.start : name.end] = False
        for kind in name.kinds:
            begin = TAGS.index(f"B-{kind}")
            allowed[name.start, begin] = True
            allowed[name.start + 1 : name.end, begin + 1] = True
    return allowed
