"""Stores what the sentences of articles say, for everything that asks what is new."""

from collections.abc import Callable, Sequence

from storage.analysis.recognition import sentence_encoder
from storage.analysis.recognition.sentence_encoder import Encoder
from storage.analysis.similarity.sentence_indexing import sentence_index, sentences_of
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import boilerplate, sentence_indexes
from storage.model import Article
from storage.model.sentence_index import SentenceIndex
from storage.text.languages import is_foreign

Span = tuple[int, int]

_AT_ONCE = 50  # articles in one write


def index_sentences(
    connection: Connection, article: Article, vectors: Sequence[bytes] | None, repeated: Sequence[Span]
) -> None:
    """Store the sentence index of an article in place of an earlier one.

    Without vectors it keeps those of the earlier index. What the article has `repeated` of its source is no
    statement.
    """
    earlier = sentence_indexes.of_articles(connection, [article.id]) if vectors is None else {}
    if article.id in earlier:
        vectors = [bytes(number & 0xFF for number in one.vector) for one in earlier[article.id].sentences]
    sentence_indexes.store(connection, article.id, _index(article, vectors or (), repeated))


def index_missing_sentences(desk_file: DeskFile, is_stopped: Callable[[], bool]) -> None:
    """Index the sentences of articles that an earlier newsdesk analysed. Raises `AnalysisError`."""
    encoder = None
    while not is_stopped():
        with desk_file.reading() as connection:
            missing = [
                articles.fetch(connection, one) for one in sentence_indexes.missing(connection, _AT_ONCE)
            ]
        if not missing:
            return
        encoder = encoder or sentence_encoder.load()
        vectors = [_vectors(encoder, one) for one in missing]
        with desk_file.writing() as connection:
            for article, read in zip(missing, vectors, strict=True):
                repeated = boilerplate.of_article(connection, article.id).sentences
                sentence_indexes.fill(connection, article.id, _index(article, read, repeated))


def _vectors(encoder: Encoder, article: Article) -> list[bytes]:
    if is_foreign(article.language):
        return []
    return encoder.encode(sentences_of(article.title, article.text))


def _index(article: Article, vectors: Sequence[bytes], repeated: Sequence[Span]) -> SentenceIndex:
    year = article.published.year if article.published else None
    return sentence_index(article.title, article.text, vectors, year, repeated)
