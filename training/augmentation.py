"""Texts made different from what they were: other names, other capitals, hidden pieces."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from corpora import TWEETS, Document, Name
from sports import SPORTS

from storage.analysis.recognition.word_pieces import CAPITAL, GAPS, GLUED, LOWER, MIXED, SPACE, TITLE, UPPER

MASK = 103  # of the vocabulary
_UNFIT = (*TWEETS, SPORTS)  # full of handles; full of towns that are clubs only there
_STRETCH = (5, 16)  # words of a headline

Words = tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each change is made, from 0 to 1."""

    names: float = 0.35
    """Texts in which names are replaced; then every second name is."""
    small: float = 0.04
    """Texts without any capitals, or with a stretch without them."""
    capitals: float = 0.1
    """Texts in capitals only, or with a stretch of them."""
    headline: float = 0.05
    """Texts in which every word begins with a capital, or with such a stretch."""
    spaced: float = 0.1
    """Texts with a space before each mark, as corpora have them."""
    hidden: float = 0.12
    """Words of names whose pieces are hidden."""
    hidden_outside: float = 0.02
    """Other words whose pieces are hidden."""


class Augmentation:
    """Changes texts by chance, the same for the same generator."""

    def __init__(self, documents: Iterable[Document], rates: Rates, chance: np.random.Generator) -> None:
        self._rates = rates
        self._chance = chance
        self._names: dict[frozenset[str], list[Words]] = {}
        for document in documents:
            if document.source in _UNFIT:
                continue
            for name in document.names:
                if len(name.kinds) == 1 and "people" not in name.kinds:
                    self._names.setdefault(name.kinds, []).append(_words(document, name))
        # By name, not by mention: the rare ones are what there is to learn.
        self._names = {kinds: sorted(set(names)) for kinds, names in self._names.items()}

    def __call__(self, document: Document) -> Document:
        """Return the text changed; it may be the same."""
        if self._chance.random() < self._rates.names:
            document = self._renamed(document)
        return self._hidden(self._recased(document))

    def _renamed(self, document: Document) -> Document:
        pieces: list[tuple[int, ...]] = []
        forms: list[int] = []
        names: list[Name] = []
        chosen: dict[Words, Words] = {}
        end = 0
        for name in document.names:
            pieces += document.pieces[end : name.start]
            forms += document.forms[end : name.start].tolist()
            old = _words(document, name)
            if old not in chosen:
                pool = self._names.get(name.kinds)
                keep = pool is None or self._chance.random() < 0.5
                chosen[old] = old if keep else pool[self._chance.integers(len(pool))]
            start = len(pieces)
            pieces += [word for word, _ in chosen[old]]
            forms += [form for _, form in chosen[old]]
            # What stands before the name stays before it.
            forms[start] = forms[start] // GAPS * GAPS + int(document.forms[name.start]) % GAPS
            names.append(Name(start, len(pieces), name.kinds))
            end = name.end
        pieces += document.pieces[end:]
        forms += document.forms[end:].tolist()
        return replace(document, pieces=pieces, forms=np.array(forms, dtype=np.int64), names=names)

    def _recased(self, document: Document) -> Document:
        rates = self._rates
        shapes, gaps = document.forms // GAPS, document.forms % GAPS
        if self._chance.random() < rates.spaced:
            gaps = np.where(gaps == GLUED, SPACE, gaps)
        stretch = self._stretch(len(shapes))
        part = shapes[stretch]
        draw = self._chance.random()
        if draw < rates.small:
            part = np.where(np.isin(part, (TITLE, UPPER, CAPITAL, MIXED)), LOWER, part)
        elif draw < rates.small + rates.capitals:
            part = np.where(np.isin(part, (LOWER, TITLE, MIXED)), UPPER, part)
        elif draw < rates.small + rates.capitals + rates.headline:
            part = np.where(part == LOWER, TITLE, part)
        shapes[stretch] = part
        return replace(document, forms=shapes * GAPS + gaps)

    def _stretch(self, words: int) -> slice:
        if words < _STRETCH[1] or self._chance.random() < 0.3:
            return slice(0, words)
        start = int(self._chance.integers(words - _STRETCH[0]))
        return slice(start, start + int(self._chance.integers(*_STRETCH)))

    def _hidden(self, document: Document) -> Document:
        rate = np.full(len(document.pieces), self._rates.hidden_outside)
        for name in document.names:
            rate[name.start : name.end] = self._rates.hidden
        hide = self._chance.random(len(rate)) < rate
        pieces = [
            (MASK,) * len(word) if hidden else word
            for word, hidden in zip(document.pieces, hide, strict=True)
        ]
        return replace(document, pieces=pieces)


def _words(document: Document, name: Name) -> Words:
    span = slice(name.start, name.end)
    return tuple(zip(document.pieces[span], document.forms[span].tolist(), strict=True))
