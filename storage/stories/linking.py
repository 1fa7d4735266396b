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
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.stories import boilerplate, copies, links, retrieval_index, stories
from storage.database.stories.links import LinkRecord
from storage.database.stories.retrieval_index import StoredProfile
from storage.model import Article
from storage.stories.explaining import Explainer
from storage.stories.grouping import Grouping
from storage.stories.sentence_indexing import index_sentences

Compare: TypeAlias = Callable[[ArticleVectors, ArticleVectors, Sequence[float]], list[Comparison]]
"""Compares one new article with old ones, given the retrieval's scores as shares of the best possible."""

_FIRST_ARTICLES = 12  # of a desk: beside fewer others, the best match of an article tells little
_MOST_JOINED = 20  # articles of a story that are linked again with one of them


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

        What was decided on less is decided again: with an article whose text has changed, the others of its
        story; with the first dozen articles of a desk, all of them. What the reader decided about the story
        is carried out later, by `story_reading.settle`.
        """
        vocabulary = self._vocabulary = self._vocabulary or Vocabulary(connection)
        before = retrieval_index.profiles(connection, [article.id]).get(article.id)
        joined = _others_of_story(connection, article.id) if before else []
        minhash = self._link(connection, vocabulary, article)
        if before and before.minhash != minhash:
            self._link_again(connection, vocabulary, joined)
        elif not before and vocabulary.articles == _FIRST_ARTICLES:
            self._link_again(connection, vocabulary, retrieval_index.newest(connection, _FIRST_ARTICLES)[1:])

    def _link_again(self, connection: Connection, vocabulary: "Vocabulary", numbers: Iterable[int]) -> None:
        """Link articles again, without those whose new text waits for analysis."""
        for number in sorted(numbers):
            article = articles.fetch(connection, number)
            if not articles.is_pending(connection, article):
                self._link(connection, vocabulary, article)

    def _link(self, connection: Connection, vocabulary: "Vocabulary", article: Article) -> bytes:
        """Link one article, and return its MinHash as bytes."""
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
        return own.minhash

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
        counted = background().articles + retrieval_index.count_articles(connection)
        self._frequencies = DocumentFrequencies(counted, retrieval_index.document_frequencies(connection))

    @property
    def articles(self) -> int:
        """How many articles of the desk are counted."""
        return self._frequencies.articles - background().articles

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


def indexed_terms(connection: Connection, numbers: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the terms of those of these articles that others are compared with."""
    profiles = retrieval_index.profiles(connection, numbers)
    return {
        article: sorted({int(term) for term in Profiles([one.terms]).words.term})
        for article, one in profiles.items()
    }


def remove_from_index(connection: Connection, terms_of: Mapping[int, Sequence[int]]) -> None:
    """Remove articles, each with its `indexed_terms`, within a write from what others are compared with."""
    retrieval_index.remove(connection, terms_of, WEIGHT_BITS)
    for terms_of_one in terms_of.values():
        retrieval_index.change_frequencies(connection, terms_of_one, -1)


def _others_of_story(connection: Connection, article: int) -> list[int]:
    """Return the newest other articles of an article's story."""
    story = next((one.story for one in stories.members_of(connection, [article])), None)
    mates = stories.members(connection, [story]) if story is not None else []
    return sorted((one.id for one in mates if one.id != article), reverse=True)[:_MOST_JOINED]


def _vectors(profiles: Sequence[StoredProfile], idf: Idf) -> ArticleVectors:
    return article_vectors(
        [one.article for one in profiles],
        [one.terms for one in profiles],
        idf,
        [(one.day, one.seconds) for one in profiles],
        [one.minhash for one in profiles],
    )
