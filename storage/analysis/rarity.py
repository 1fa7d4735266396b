"""How rare a term or a name is: in news at large and in this desk."""

from collections.abc import Callable
from math import log

from storage.analysis.background import background
from storage.analysis.words import plural, tokens, word

_EVERYDAY = 0.05  # a word in more articles than this is as common in the desk as at large


class Rarity:
    """Weights of terms by inverse document frequency, over the shipped background and one desk.

    `articles` is the number of the desk's articles, `frequency` tells in how many of them a word (in
    lower case, without accents) occurs; it is not asked about everyday words, which are slow to
    count. Without it the background alone counts. A weight is remembered once it was asked for: a
    comparison means the same throughout the object's life, and a new object is due when the desk
    has grown by a tenth.
    """

    def __init__(self, articles: int = 0, frequency: Callable[[str], int] | None = None) -> None:
        known = background()
        self._background = known
        self._frequency = frequency
        self._desk = articles
        self._all = known.articles + articles
        self._weights: dict[str, float] = {}
        self.most = log((self._all + 1) / 0.5)

    def weight(self, term: str) -> float:
        """Return max(0, ln((N + 1) / (df + .5))), N and df over background and desk together."""
        weight = self._weights.get(term)
        if weight is None:
            known = self._background.frequency.get(term, 0)
            articles = known + self._in_desk(term, known / self._background.articles)
            weight = self._weights[term] = max(0.0, log((self._all + 1) / (articles + 0.5)))
        return weight

    def name_weight(self, name: str, articles: int) -> float:
        """Return how much it says that two articles share a name, from 0 to 1.

        1 is a name of rare words that only these two of the desk's articles have. `articles` is in
        how many of them the name occurs.
        """
        largest = log(self._background.articles + 1) + log(2)
        words = [word(token).term for token in tokens(name)]
        known = [self._background.frequency.get(term, 0) for term in words if term]
        if not known:
            return 0.0
        at_large = log((self._background.articles + 1) / (min(known) + 0.5)) / largest
        return max(0.0, at_large) * self._desk_rarity(articles)

    def _desk_rarity(self, articles: int) -> float:
        total = max(self._desk, articles, 2)
        return min(1.0, max(0.0, log((total + 1) / (articles + 0.5)) / log((total + 1) / 2.5)))

    def _in_desk(self, term: str, share: float) -> float:
        if self._frequency is None or share > _EVERYDAY:
            return share * self._desk
        return max(self._frequency(form) for form in (term, plural(term)))
