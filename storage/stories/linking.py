"""Links a new article to the earlier ones, and keeps what later articles are compared with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison, article_vectors
from storage.analysis.similarity.evidence import ExplainedArticle
from storage.analysis.similarity.features import day_and_seconds
from storage.analysis.similarity.profiles import Profiles, pack_profile
from storage.analysis.similarity.retrieval import (
    MOST_POSTINGS,
    WEIGHT_BITS,
    best_matches,
    own_score,
    postings_of,
    query_terms,
    unpack_postings,
)
from storage.analysis.similarity.terms import terms
from storage.analysis.similarity.tf_idf import DocumentFrequencies, Idf
from storage.database.connection import Connection
from storage.database.stories import boilerplate, copies, links, retrieval_index
from storage.database.stories.links import LinkRecord
from storage.database.stories.retrieval_index import StoredProfile
from storage.model import Article
from storage.stories.explaining import Explainer
from storage.stories.grouping import Grouping
from storage.stories.sentence_indexing import index_sentences

Compare: TypeAlias = Callable[[ArticleVectors, ArticleVectors, Sequence[float]], list[Comparison]]
"""Compares one new article with old ones, given the retrieval's scores as shares of the best possible."""


class Linker:
    """Links the articles of one desk; only one linker may work on a desk, as it keeps document frequencies.

    After a write that failed it must not be used again.
    """

    def __init__(self, compare: Compare = comparison.compare) -> None:
        """Take the function that compares articles; scripts pass their own to record or judge pairs."""
        self._compare = compare
        self._vocabulary: Vocabulary | None = None

    def link(self, connection: Connection, article: Article) -> None:
        """Find and store, within a write, the links of an article and its story, in place of earlier ones.

        What the reader decided about the story is carried out later, by `story_reading.settle`.
        """
        vocabulary = self._vocabulary = self._vocabulary or Vocabulary(connection)
        grouping = Grouping(connection)
        earlier_copies = grouping.detach_copies(article.id)
        indexed = indexed_terms(connection, [article.id])
        remove_from_index(connection, indexed)
        vocabulary.uncount(indexed.get(article.id))
        repeated = boilerplate.of_article(connection, article.id)
        text = repeated.blank(article.text)
        read = terms(article.title, text)
        numbers = vocabulary.numbers(connection, read.words)
        published = day_and_seconds(article.published)
        own = StoredProfile(article.id, *published, pack_profile(read, numbers), read.minhash.pack())
        new = _vectors([own], vocabulary.idf)
        term_of = {number: term for term, number in numbers.items()}
        explained = ExplainedArticle(article.title, text, read, new.vectors, term_of)
        found = self._links(connection, vocabulary.idf, new, explained)
        links.record(connection, article.id, found)
        retrieval_index.add(connection, own, postings_of(new.vectors, article.id))
        index_sentences(connection, article)
        vocabulary.count(connection, new.vectors.term.tolist())
        copy_of = [other for other, one in found.items() if one.same_text]
        grouping.assign_story(article.id, copy_of, earlier_copies)

    def _links(
        self, connection: Connection, idf: Idf, new: ArticleVectors, explained: ExplainedArticle
    ) -> Mapping[int, LinkRecord]:
        matches, scores = best_matches(
            (weight, unpack_postings(retrieval_index.postings(connection, term, MOST_POSTINGS)))
            for term, weight in query_terms(new.vectors)
        )
        # Representatives of copies come first: an article becomes a copy of a representative or of nothing.
        wanted = list(dict.fromkeys((*copies.representatives_of(connection, matches), *matches)))
        found = retrieval_index.profiles(connection, wanted)
        old = _vectors([found[one] for one in wanted if one in found], idf)
        if not old.articles:
            return {}
        score_of = dict(zip(matches, scores / own_score(new.vectors), strict=True))
        compared = self._compare(new, old, [score_of.get(one, 0.0) for one in old.articles])
        return Explainer(connection, new, explained, old).records(compared)


class Vocabulary:
    """The terms of a desk with their numbers and document frequencies, kept in memory during a link run.

    Nobody else may write them to the desk file meanwhile.
    """

    def __init__(self, connection: Connection) -> None:
        retrieval_index.seed_terms(connection, background().frequency)
        articles = background().articles + retrieval_index.count_articles(connection)
        self._frequencies = DocumentFrequencies(articles, retrieval_index.document_frequencies(connection))

    @property
    def idf(self) -> Idf:
        """The inverse document frequencies at this moment."""
        return self._frequencies.idf

    def numbers(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        """Return the number of each term; new terms are stored."""
        numbers = retrieval_index.term_numbers(connection, dict.fromkeys(words))
        self._frequencies.make_room(max(numbers.values(), default=0))
        return numbers

    def count(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Count one more article with these different terms, here and in the desk file."""
        self._frequencies.add(numbers, 1)
        retrieval_index.change_frequencies(connection, numbers, 1)

    def uncount(self, numbers: Sequence[int] | None) -> None:
        """Count one article less with these terms, here only; None stands for no article."""
        if numbers is not None:
            self._frequencies.add(numbers, -1)


def indexed_terms(connection: Connection, articles: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the terms of those of these articles that others are compared with."""
    profiles = retrieval_index.profiles(connection, articles)
    return {
        article: sorted({int(term) for term in Profiles([one.terms]).words.term})
        for article, one in profiles.items()
    }


def remove_from_index(connection: Connection, terms_of: Mapping[int, Sequence[int]]) -> None:
    """Remove articles, each with its `indexed_terms`, within a write from what others are compared with."""
    retrieval_index.remove(connection, terms_of, WEIGHT_BITS)
    for terms_of_one in terms_of.values():
        retrieval_index.change_frequencies(connection, terms_of_one, -1)


def _vectors(profiles: Sequence[StoredProfile], idf: Idf) -> ArticleVectors:
    return article_vectors(
        [one.article for one in profiles],
        [one.terms for one in profiles],
        idf,
        [(one.day, one.seconds) for one in profiles],
        [one.minhash for one in profiles],
    )
