"""Data augmentation: random changes of names, capitals, spaces and pieces."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from corpora import TWEETS, Document, Name
from sports import SPORTS

from storage.analysis.recognition.word_pieces import CAPITAL, GAPS, GLUED, LOWER, MIXED, SPACE, TITLE, UPPER

MASK = 103  # the mask piece of the vocabulary
_UNSUITABLE = (*TWEETS, SPORTS)  # tweets have handles for names; sports reports have towns for clubs
_HEADLINE_WORDS = (5, 16)

NameWords = tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each change is made, from 0 to 1. A run of words is as long as a headline."""

    names: float = 0.35
    """Share of texts with replaced names; in these, half of the names are replaced."""
    lower_case: float = 0.04
    """Share of texts in lower case, or with a run of words in lower case."""
    capitals: float = 0.1
    """Share of texts in capitals, or with a run of words in capitals."""
    title_case: float = 0.05
    """Share of texts in title case, or with a run of words in title case."""
    spaced_marks: float = 0.1
    """Share of texts with a space before each punctuation mark, as in tokenised corpora."""
    masked_names: float = 0.12
    """Share of the words of names that are masked."""
    masked_others: float = 0.02
    """Share of the other words that are masked."""


class Augmentation:
    """Changes texts at random; a generator with the same seed makes the same changes."""

    def __init__(self, documents: Iterable[Document], rates: Rates, rng: np.random.Generator) -> None:
        self._rates = rates
        self._rng = rng
        self._names: dict[frozenset[str], list[NameWords]] = {}
        for document in documents:
            if document.source in _UNSUITABLE:
                continue
            for name in document.names:
                if len(name.kinds) == 1 and "people" not in name.kinds:
                    self._names.setdefault(name.kinds, []).append(_words_of(document, name))
        # Each name counts once, so that rare names are drawn as often as frequent ones.
        self._names = {kinds: sorted(set(names)) for kinds, names in self._names.items()}

    def __call__(self, document: Document) -> Document:
        """Return the document after the changes, which may leave it as it is."""
        if self._rng.random() < self._rates.names:
            document = self._replace_names(document)
        return self._mask_words(self._change_case(document))

    def _replace_names(self, document: Document) -> Document:
        pieces: list[tuple[int, ...]] = []
        forms: list[int] = []
        names: list[Name] = []
        chosen: dict[NameWords, NameWords] = {}
        end = 0
        for name in document.names:
            pieces += document.pieces[end : name.start]
            forms += document.forms[end : name.start].tolist()
            old = _words_of(document, name)
            if old not in chosen:
                pool = self._names.get(name.kinds)
                keep = pool is None or self._rng.random() < 0.5
                chosen[old] = old if keep else pool[self._rng.integers(len(pool))]
            start = len(pieces)
            pieces += [word for word, _ in chosen[old]]
            forms += [form for _, form in chosen[old]]
            # The new name keeps the gap before the old one.
            forms[start] = forms[start] // GAPS * GAPS + int(document.forms[name.start]) % GAPS
            names.append(Name(start, len(pieces), name.kinds))
            end = name.end
        pieces += document.pieces[end:]
        forms += document.forms[end:].tolist()
        return replace(document, pieces=pieces, forms=np.array(forms, dtype=np.int64), names=names)

    def _change_case(self, document: Document) -> Document:
        rates = self._rates
        shapes, gaps = document.forms // GAPS, document.forms % GAPS
        if self._rng.random() < rates.spaced_marks:
            gaps = np.where(gaps == GLUED, SPACE, gaps)
        run = self._run_of_words(len(shapes))
        part = shapes[run]
        draw = self._rng.random()
        if draw < rates.lower_case:
            part = np.where(np.isin(part, (TITLE, UPPER, CAPITAL, MIXED)), LOWER, part)
        elif draw < rates.lower_case + rates.capitals:
            part = np.where(np.isin(part, (LOWER, TITLE, MIXED)), UPPER, part)
        elif draw < rates.lower_case + rates.capitals + rates.title_case:
            part = np.where(part == LOWER, TITLE, part)
        shapes[run] = part
        return replace(document, forms=shapes * GAPS + gaps)

    def _run_of_words(self, words: int) -> slice:
        if words < _HEADLINE_WORDS[1] or self._rng.random() < 0.3:
            return slice(0, words)
        start = int(self._rng.integers(words - _HEADLINE_WORDS[0]))
        return slice(start, start + int(self._rng.integers(*_HEADLINE_WORDS)))

    def _mask_words(self, document: Document) -> Document:
        rate = np.full(len(document.pieces), self._rates.masked_others)
        for name in document.names:
            rate[name.start : name.end] = self._rates.masked_names
        masked = self._rng.random(len(rate)) < rate
        pieces = [
            (MASK,) * len(word) if mask else word for word, mask in zip(document.pieces, masked, strict=True)
        ]
        return replace(document, pieces=pieces)


def _words_of(document: Document, name: Name) -> NameWords:
    span = slice(name.start, name.end)
    return tuple(zip(document.pieces[span], document.forms[span].tolist(), strict=True))
