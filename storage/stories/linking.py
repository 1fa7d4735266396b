"""From an article to the others that it belongs with."""

from collections.abc import Mapping, Sequence

from storage.analysis.similarity import comparison as comparing
from storage.analysis.similarity.comparison import Comparison, Side
from storage.analysis.similarity.evidence import Subject
from storage.analysis.similarity.features import moment
from storage.analysis.similarity.idf import Idf
from storage.analysis.similarity.profiles import Profiles, pack
from storage.analysis.similarity.retrieval import (
    MOST_POSTINGS,
    WEIGHT_BITS,
    best_matches,
    entries,
    index_entries,
    query_terms,
)
from storage.analysis.similarity.terms import Terms, terms
from storage.database.connection import Connection
from storage.database.stories import copies, document_frequencies, links, stored_profiles
from storage.database.stories.links import Tie
from storage.database.stories.stored_profiles import Profiled
from storage.model import Article
from storage.stories.explaining import Explainer
from storage.stories.grouping import Grouping
from storage.stories.vocabulary import Vocabulary


class Linker:
    """Links articles of one desk; only one may be at work on a desk, as it keeps the counts of terms.

    It can't be used any more after a write that failed.
    """

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None

    def link(self, connection: Connection, article: Article) -> None:
        """Find and store, within a write, the links of an article and its story, in place of earlier ones."""
        known = self._vocabulary = self._vocabulary or Vocabulary(connection)
        grouping = Grouping(connection)
        left = grouping.release(article.id)
        if had := forget(connection, article.id):
            known.uncount(had)
        read = terms(article.title, article.text)
        numbers = known.numbers(connection, read.words)
        own = Profiled(article.id, *moment(article.published), pack(read, numbers), read.sketch.pack())
        new = _side([own], known.rarity)
        ties = self._ties(connection, known.rarity, article, _Reading(read, numbers, new))
        links.record(connection, article.id, ties)
        stored_profiles.store(connection, own, index_entries(new.bags, article.id))
        known.count(connection, new.bags.term.tolist())
        grouping.settle(article.id, [other for other, tie in ties.items() if tie.one_text], left)

    def _ties(
        self, connection: Connection, rarity: Idf, article: Article, reading: "_Reading"
    ) -> Mapping[int, Tie]:
        new = reading.side
        matches, scores = best_matches(
            (weight, entries(stored_profiles.postings(connection, term, MOST_POSTINGS)))
            for term, weight in query_terms(new.bags)
        )
        # What is shown for a copy is compared first: an article is a copy of that or of none.
        wanted = list(dict.fromkeys((*copies.shown_for(connection, matches), *matches)))
        found = stored_profiles.fetch(connection, wanted)
        old = _side([found[one] for one in wanted if one in found], rarity)
        if not old.articles:
            return {}
        worth = dict(zip(matches, scores, strict=True))
        compared = self.compared(article.id, new, old, [worth.get(one, 0.0) for one in old.articles])
        return Explainer(connection, article.id, reading.subject(article), old).ties(compared)

    def compared(self, article: int, new: Side, old: Side, scores: Sequence[float]) -> list[Comparison]:  # noqa: ARG002
        """Compare an article with those found for it; whoever learns from comparisons looks on here."""
        return comparing.compare(new, old, scores)


def forget(connection: Connection, article: int) -> list[int]:
    """Take an article, within a write, out of what others are compared with; return the terms it had."""
    known = stored_profiles.fetch(connection, [article]).get(article)
    if known is None:
        return []
    had = sorted({int(term) for term in Profiles([known.terms]).words.term})
    stored_profiles.drop(connection, article, had, WEIGHT_BITS)
    document_frequencies.count(connection, had, -1)
    return had


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


def _side(known: Sequence[Profiled], rarity: Idf) -> Side:
    return comparing.side(
        [one.article for one in known],
        [one.terms for one in known],
        rarity,
        [(one.day, one.seconds) for one in known],
        [one.sketch for one in known],
    )
