"""Stores what the sentences of articles say, for everything that asks what is new."""

from collections.abc import Callable, Sequence

from storage.analysis.recognition.sentence_encoder import Encoder
from storage.analysis.similarity.sentence_indexing import sentence_index, sentences_of
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import boilerplate, sentence_indexes
from storage.model import Article
from storage.text.languages import is_foreign

_AT_ONCE = 10  # articles in one write
_MOST_ENCODED = 40  # articles of a story


def index_sentences(connection: Connection, article: Article) -> None:
    """Store the sentence index of an article in place of an earlier one, whose vectors it keeps."""
    is_encoded = sentence_indexes.is_encoded(connection, article.id)
    earlier = sentence_indexes.of_articles(connection, [article.id]) if is_encoded else {}
    sentences = earlier[article.id].sentences if earlier else ()
    vectors = [bytes(number & 0xFF for number in one.vector) for one in sentences]
    _store(connection, article, vectors, encoded=is_encoded)


def encode_story(connection: Connection, article: int, encoder: Encoder) -> None:
    """Read the sentences of an article's story for their meaning, as far as that was not done.

    Most articles are in no story with others: theirs need no vectors. Raises `AnalysisError`.
    """
    for number in sentence_indexes.unencoded(connection, article, _MOST_ENCODED):
        one = articles.fetch(connection, number)
        read = [] if is_foreign(one.language) else sentences_of(one.title, one.text)
        _store(connection, one, encoder.encode(read) if read else [], encoded=True)


def index_missing_sentences(desk_file: DeskFile, encoder: Encoder, is_stopped: Callable[[], bool]) -> None:
    """Index the sentences of articles that an earlier newsdesk analysed. Raises `AnalysisError`."""
    while not is_stopped():
        with desk_file.writing() as connection:
            missing = sentence_indexes.missing(connection, _AT_ONCE)
            for article in missing:
                _store(connection, articles.fetch(connection, article), [], encoded=False)
            for article in missing:
                encode_story(connection, article, encoder)
        if not missing:
            return


def _store(connection: Connection, article: Article, vectors: Sequence[bytes], *, encoded: bool) -> None:
    year = article.published.year if article.published else None
    repeated = boilerplate.of_article(connection, article.id).sentences
    index = sentence_index(article.title, article.text, vectors, year, repeated)
    sentence_indexes.store(connection, article.id, index, encoded=encoded)
