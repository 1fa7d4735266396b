"""From an article to the others that it belongs with."""

from collections.abc import Mapping, Sequence

from storage.analysis import links as comparing
from storage.analysis.arrays import Weights
from storage.analysis.evidence import Subject
from storage.analysis.features import moment
from storage.analysis.links import Comparison, Side
from storage.analysis.profile import pack
from storage.analysis.rarity import Rarity
from storage.analysis.retrieval import (
    MOST_POSTINGS,
    WEIGHT_BITS,
    best_matches,
    entries,
    index_entries,
    query_terms,
)
from storage.analysis.terms import Terms, terms
from storage.database import articles, links, profiles
from storage.database.connection import Connection, Connections
from storage.database.links import Tie
from storage.database.profiles import Profiled
from storage.explaining import Explaining
from storage.grouping import Grouping
from storage.model import Article
from storage.vocabulary import Vocabulary


class Linker:
    """Links articles of one desk; only one may be at work on a desk, as it keeps the counts of terms."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._vocabulary: Vocabulary | None = None

    def link(self, article: Article) -> None:
        """Find and store the links of an article and its story, in place of earlier ones."""
        with self._connections.writing() as connection:
            self._link(connection, article)
            # Only now: an analysis that is killed before its links are stored is done again.
            articles.set_analysed(connection, article.id)

    def _link(self, connection: Connection, article: Article) -> None:
        vocabulary = self._vocabulary = self._vocabulary or Vocabulary(connection)
        self._forget(connection, vocabulary, article.id)
        read = terms(article.title, article.text)
        numbers = vocabulary.numbers(connection, read.words)
        own = Profiled(article.id, *moment(article.published), pack(read, numbers), read.sketch.pack())
        new = _side([own], vocabulary.rarity)
        ties = self._ties(connection, vocabulary.rarity, article, _Reading(read, numbers, new))
        links.record(connection, article.id, ties)
        profiles.store(connection, own, index_entries(new.bags, article.id))
        vocabulary.count(connection, new.bags.term)
        Grouping(connection).settle(article.id, [other for other, tie in ties.items() if tie.overlap])

    def _ties(
        self, connection: Connection, rarity: Rarity, article: Article, reading: "_Reading"
    ) -> Mapping[int, Tie]:
        new = reading.side
        matches, scores = best_matches(
            (weight, entries(profiles.postings(connection, term, MOST_POSTINGS)))
            for term, weight in query_terms(new.bags)
        )
        found = profiles.fetch(connection, matches)
        kept = [place for place, number in enumerate(matches) if number in found]
        if not kept:
            return {}
        old = _side([found[matches[place]] for place in kept], rarity)
        compared = self.compared(article.id, new, old, scores[kept])
        return Explaining(connection, article.id, reading.subject(article), old).ties(compared)

    def compared(self, article: int, new: Side, old: Side, scores: Weights) -> list[Comparison]:  # noqa: ARG002
        """Compare an article with those found for it; whoever learns from comparisons looks on here."""
        return comparing.compare(new, old, scores)

    def _forget(self, connection: Connection, vocabulary: Vocabulary, article: int) -> None:
        """Take an article's earlier profile out of the counts and postings."""
        known = profiles.fetch(connection, [article]).get(article)
        if known is not None:
            had = _side([known], vocabulary.rarity).bags.term
            profiles.drop(connection, article, had.tolist(), WEIGHT_BITS)
            vocabulary.count(connection, had, -1)


class _Reading:
    """What was read of a new article."""

    def __init__(self, read: Terms, numbers: Mapping[str, int], side: Side) -> None:
        self._read = read
        self._numbers = numbers
        self.side = side

    def subject(self, article: Article) -> Subject:
        """Return it as what links are explained with."""
        spoken = {number: term for term, number in self._numbers.items()}
        return Subject(article.title, article.text, self._read, self.side.bags, spoken)


def _side(known: Sequence[Profiled], rarity: Rarity) -> Side:
    return comparing.side(
        [one.article for one in known],
        [one.terms for one in known],
        rarity,
        [(one.day, one.seconds) for one in known],
        [one.sketch for one in known],
    )
