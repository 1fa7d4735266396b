"""Which sentences of an article its source repeats, whatever the article is about.

A sentence that an unrelated article of the same source has too belongs to the source: who presents, where to
write to. A sentence that only related articles have is background of their subject, and articles that are
the same otherwise are versions of one text. Two articles are unrelated if title and start of what they do
not share have next to no words in common, each weighed by its inverse document frequency in news.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import log

from storage.analysis.boilerplate.sentence_forms import SentenceForm
from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.tokens import tokens, word

# Of pairs of reports of one event 98 % share more of their first 80 terms, of pairs of reports on different
# subjects 1 % do (ECB+ and BASIL).
_RELATED = 0.12
_COMPARED_TERMS = 80
_LEAST_TERMS = 5  # of the text that two articles do not share
_MOST_COMPARED = 8  # other articles
_ENOUGH = 3  # unrelated articles, or articles in which a sentence is known as boilerplate
_LONG = 8  # words of a sentence that is hardly the same twice by chance
_TELLING = 4.0  # idf of a word that says what an article is about
_LONG_RUN = 3  # sentences


@dataclass(frozen=True, slots=True)
class RepeatedForms:
    """The hashes of the sentences and templates of an article, and those that are boilerplate in it."""

    hashes: frozenset[int]
    known: frozenset[int]


@dataclass(frozen=True)
class ArticleSentences:
    """An article with the forms of its sentences."""

    title: str
    text: str
    forms: Sequence[SentenceForm]

    @cached_property
    def words(self) -> frozenset[int]:
        """The hashes of its sentences, without the templates."""
        return frozenset(one.words for one in self.forms)

    @cached_property
    def templates(self) -> frozenset[int]:
        """The hashes of the templates of its sentences."""
        return frozenset(one.template for one in self.forms if one.template)

    def sentence(self, form: SentenceForm) -> str:
        """Return the text of a sentence."""
        return self.text[form.start : form.end]


def known_forms(others: Mapping[int, RepeatedForms]) -> frozenset[int]:
    """Return the hashes that are boilerplate in several articles of a source."""
    counts = Counter(form for one in others.values() for form in one.known)
    return frozenset(form for form, n in counts.items() if n >= _ENOUGH)


def to_compare(own: ArticleSentences, others: Mapping[int, RepeatedForms]) -> list[int]:
    """Return the articles of the source whose texts `repeated` needs, those first that share most."""
    open_ = (own.words | own.templates) - known_forms(others)
    shared = {article: len(one.hashes & open_) for article, one in others.items()}
    return sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], -one))[
        :_MOST_COMPARED
    ]


def repeated(
    own: ArticleSentences, others: Mapping[int, RepeatedForms], texts: Sequence[ArticleSentences]
) -> list[bool]:
    """Return for each sentence of an article whether it is boilerplate.

    `others` are recent articles of the same source by their numbers, `texts` those of them `to_compare`.
    """
    known = known_forms(others)
    certain: set[int] = set()
    perhaps: Counter[int] = Counter()
    for other in texts:
        pair = _Pair(own, other)
        if pair.is_unrelated:
            for position, is_convincing in pair.shared():
                certain |= {position} if is_convincing else set()
                perhaps[position] += 1
    # A template that is known as boilerplate is so only at the end.
    tail = len(own.forms)
    while tail and not known.isdisjoint(own.forms[tail - 1][2:]):
        tail -= 1
    return [
        position in certain or perhaps[position] >= _ENOUGH or one.words in known or (position >= tail > 0)
        for position, one in enumerate(own.forms)
    ]


def are_unrelated(own: ArticleSentences, other: ArticleSentences) -> bool:
    """Return whether what two articles do not share has next to no words in common."""
    return _Pair(own, other).is_unrelated


class _Pair:
    """An article beside another one of its source."""

    def __init__(self, own: ArticleSentences, other: ArticleSentences) -> None:
        self._own = own
        self._exact = own.words & other.words
        self._templates = own.templates & other.templates
        self._terms = self._rest(own)
        self._other_terms = self._rest(other)

    @property
    def is_unrelated(self) -> bool:
        """Whether what the two do not share has next to no words in common."""
        if self._terms is None or self._other_terms is None:
            return False
        own, other = self._terms, self._other_terms
        common = sum(weight for term, weight in own.items() if term in other)
        return common < _RELATED * min(sum(own.values()), sum(other.values()))

    def _rest(self, article: ArticleSentences) -> dict[str, float] | None:
        """Return the first terms of what an article does not share, with their idf; None for hardly any."""
        terms = _weighted(article.title)
        of_title = len(terms)
        for form in article.forms:
            if len(terms) >= _COMPARED_TERMS:
                break
            if not self._is_shared(form):
                terms |= _weighted(article.sentence(form))
        return terms if len(terms) - of_title >= _LEAST_TERMS else None

    def _is_shared(self, form: SentenceForm) -> bool:
        return form.words in self._exact or form.template in self._templates

    def shared(self) -> Iterator[tuple[int, bool]]:
        """Yield the positions of the shared sentences, and whether this other article convinces alone."""
        forms = self._own.forms
        for is_shared, group in groupby(enumerate(forms), key=lambda item: self._is_shared(item[1])):
            if is_shared:
                yield from self._judged(list(group), len(forms) - 1)

    def _judged(self, run: Sequence[tuple[int, SentenceForm]], last: int) -> Iterator[tuple[int, bool]]:
        begins, ends = run[0][0] == 0, run[-1][0] == last
        has_exact = any(form.words in self._exact for _, form in run)
        for position, form in run:
            sentence = self._own.sentence(form)
            if form.words not in self._exact:
                # The first sentences of reports are often alike: a man was arrested in one town or another.
                if (ends and not begins) or has_exact:
                    yield position, len(run) > 1
            elif (len(run) >= _LONG_RUN and (begins or ends)) or not self._is_of_subject(sentence):
                yield position, begins or ends or len(run) > 1 or len(sentence.split()) >= _LONG

    def _is_of_subject(self, sentence: str) -> bool:
        """Return whether a sentence has a telling word that the rest of both articles has too."""
        own, other = self._terms or {}, self._other_terms or {}
        telling = (term for term, weight in _weighted(sentence).items() if weight >= _TELLING)
        return any(term in own and term in other for term in telling)


def _weighted(text: str) -> dict[str, float]:
    """Return the terms of a text with their idf in news at large."""
    known = background()
    found = dict.fromkeys(word(token).term for token in tokens(text))
    return {term: log((known.articles + 1) / (known.frequency.get(term, 0) + 0.5)) for term in found if term}
