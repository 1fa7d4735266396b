"""Which sentences of an article say something that the articles already read did not.

A sentence is weighed by the rarity of its terms; it is new where a good part of that weight falls on
terms that none of the others has (the "new word" measure of novelty; Allan, Wade, Bolivar: Retrieval and
novelty detection at the sentence level, 2003), and where no sentence of theirs says most of it.
"""

from collections.abc import Iterable, Sequence
from math import log

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.tokens import NUMBER, Word, tokens, word
from storage.text.sentences import sentences

_READ_CHARACTERS = 20_000  # of each article
_NEW_SHARE = 0.35
_LEAST_TERMS, _LEAST_NEW = 4, 2
_TELLING_DIGITS = 2
_SAME_SHARE = 0.6  # of a sentence's weight found in one sentence of another article

Span = tuple[int, int]


def new_sentences(text: str, read: Sequence[str]) -> list[Span]:
    """Return start and end of the sentences that are new to whoever has read other texts, in order."""
    said = _Said(one[:_READ_CHARACTERS] for one in read)
    return [(start, end) for start, end in sentences(text[:_READ_CHARACTERS]) if said.lacks(text[start:end])]


class _Said:
    """What some texts have said, sentence by sentence."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._terms: set[str] = set()
        self._sentences: list[frozenset[str]] = []
        for text in texts:
            for start, end in sentences(text):
                found = frozenset(_terms(text[start:end]))
                self._terms |= found
                self._sentences.append(found)

    def lacks(self, sentence: str) -> bool:
        """Tell whether a sentence says something that was not said."""
        terms = dict.fromkeys(_terms(sentence))
        if len(terms) < _LEAST_TERMS:
            return False
        weights = {term: _weight(term) for term in terms}
        whole = sum(weights.values())
        new = {term: weight for term, weight in weights.items() if term not in self._terms}
        if len(new) < _LEAST_NEW or sum(new.values()) < _NEW_SHARE * whole:
            return False
        return all(
            sum(weights[term] for term in weights.keys() & other) < _SAME_SHARE * whole
            for other in self._sentences
        )


def _terms(sentence: str) -> list[str]:
    """Return the terms of a sentence, numbers of two digits and more among them."""
    found: list[Word] = [word(token) for token in tokens(sentence)]
    return [
        entry.term or entry.folded
        for entry in found
        if entry.term or (entry.shape == NUMBER and len(entry.folded) >= _TELLING_DIGITS)
    ]


def _weight(term: str) -> float:
    known = background()
    return log((known.articles + 1) / (known.frequency.get(term, 0) + 0.5))
