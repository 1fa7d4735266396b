"""From an article to the others that it belongs with."""

from heapq import nlargest

from storage.analysis.links import ties
from storage.analysis.portrait import Portrait, portrait
from storage.analysis.rarity import Rarity
from storage.analysis.shared_names import SharedName
from storage.analysis.words import plural
from storage.database import articles, links, lists
from storage.database.connection import Connection, Connections
from storage.model import Article, LinkKind, Tie

MOST_RELATED = 8  # related articles that one article may have, the later ones included
MOST_RELINKED = 3
BY_NAMES, BY_WORDS = 25, 25  # how many articles are looked at, found by their names and by their words
_TELLING_WORDS = 8
_TITLE = 3  # how much more a word of the title counts than one of the lead
_COMMON_NAME = 200  # a name in more articles than this ties nothing together
_KEPT = 500
_GROWTH = 1.1


class Linker:
    """Links articles of one desk; what it read of them is kept for the next comparison."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._portraits: dict[int, Portrait] = {}
        self._rarity = Rarity()
        self._known = 0

    def link(self, article: Article) -> None:
        """Find and store the links of an article to those that are analysed, in place of earlier ones.

        An undated article is taken for as old as the report that is most surely of the same event. So
        where this one is such a report, the undated article is linked anew.
        """
        found = self._link(article)
        if article.published is None:
            return
        reports = [other for other, tie in found.items() if tie.kind is LinkKind.SAME_STORY]
        undated = [other for other in reports if self._portraits[other].published is None]
        for other in undated[:MOST_RELINKED]:
            with self._connections.reading() as connection:
                again = articles.fetch(connection, other)
            self._link(again)

    def _link(self, article: Article) -> dict[int, Tie]:
        with self._connections.reading() as connection:
            self._keep_up(lists.counts(connection).articles)
            new = portrait(article, self._rarity)
            shared = self._sharing_names(connection, article)
            others = self._read(connection, {*shared, *self._sharing_words(connection, article, new)})
        found = ties(new, others, self._rarity, shared)
        with self._connections.writing() as connection:
            links.record(connection, article.id, found, MOST_RELATED)
            # Only now: an analysis that is killed before its links are stored is done again.
            articles.set_analysed(connection, article.id)
        return found

    def _keep_up(self, size: int) -> None:
        """Weigh words anew when the desk has grown by a tenth since they were weighed."""
        if size > self._known * _GROWTH:
            self._rarity = Rarity(size, self._frequency)
            self._portraits.clear()
            self._known = size

    def _frequency(self, word: str) -> int:
        with self._connections.reading() as connection:
            return links.word_count(connection, word)

    def _sharing_names(self, connection: Connection, article: Article) -> dict[int, list[SharedName]]:
        sharing = links.sharing_names(connection, article.id, _COMMON_NAME, limit=BY_NAMES)
        shared = {
            other: [SharedName(name, count) for name, count in names] for other, names in sharing.items()
        }

        def strength(other: int) -> float:
            return sum(self._rarity.name_weight(one.name, one.articles) for one in shared[other])

        return {other: shared[other] for other in nlargest(BY_NAMES, shared, key=strength)}

    def _sharing_words(self, connection: Connection, article: Article, new: Portrait) -> list[int]:
        title = frozenset(new.terms.title)
        weights = {term: weight * (_TITLE if term in title else 1) for term, weight in new.front.items()}
        telling = nlargest(_TELLING_WORDS, weights, key=lambda term: (weights[term], term))
        words = [form for term in telling for form in (term, plural(term))]
        return links.sharing_words(connection, article.id, words, BY_WORDS)

    def _read(self, connection: Connection, numbers: set[int]) -> dict[int, Portrait]:
        if len(self._portraits) > _KEPT:
            self._portraits.clear()
        for number in numbers - self._portraits.keys():
            self._portraits[number] = portrait(articles.fetch(connection, number), self._rarity)
        return {number: self._portraits[number] for number in sorted(numbers)}
