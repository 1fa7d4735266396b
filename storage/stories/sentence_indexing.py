"""Stores what the sentences of articles say, for everything that asks what is new."""

from collections.abc import Callable, Iterable, Sequence

from storage.analysis.recognition.sentence_encoder import Encoder
from storage.analysis.similarity.sentence_indexing import sentence_index, sentences_of
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import boilerplate, sentence_indexes
from storage.model import Article
from storage.text.languages import is_foreign

_AT_ONCE = 10  # articles in one write
_MOST_ENCODED = 40  # articles of a story
_MOST_BROUGHT_UP = 200  # latest articles of an earlier newsdesk whose stories are encoded in one run


def index_sentences(connection: Connection, article: Article) -> None:
    """Store the sentence index of an article in place of an earlier one, whose vectors it keeps."""
    is_encoded = sentence_indexes.is_encoded(connection, article.id)
    earlier = sentence_indexes.of_articles(connection, [article.id]) if is_encoded else {}
    sentences = earlier[article.id].sentences if earlier else ()
    vectors = [bytes(number & 0xFF for number in one.vector) for one in sentences]
    _store(connection, article, vectors, encoded=is_encoded)


def unencoded(connection: Connection, article: int) -> list[Article]:
    """Return the articles of an article's story whose sentences are still to be read for their meaning.

    Most articles are in no story with others: theirs need no vectors.
    """
    numbers = sentence_indexes.unencoded(connection, article, _MOST_ENCODED)
    return [articles.fetch(connection, number) for number in numbers]


def encode(read: Iterable[Article], encoder: Encoder) -> list[tuple[Article, list[bytes]]]:
    """Return articles with the vectors of their sentences. Raises `AnalysisError`.

    It takes some milliseconds a sentence, too long for a write.
    """
    return [(one, [] if is_foreign(one.language) else _vectors(one, encoder)) for one in read]


def store_encoded(connection: Connection, encoded: Iterable[tuple[Article, Sequence[bytes]]]) -> None:
    """Store the vectors of articles that still have the text that was encoded."""
    for article, vectors in encoded:
        if sentence_indexes.is_unencoded(connection, article):
            _store(connection, article, vectors, encoded=True)


def index_missing_sentences(desk_file: DeskFile, encoder: Encoder, is_stopped: Callable[[], bool]) -> None:
    """Index the sentences of articles that an earlier newsdesk analysed, the latest first.

    The stories of the very latest are encoded too; others are so with their next article. Raises
    `AnalysisError`.
    """
    latest: list[int] = []
    while not is_stopped():
        with desk_file.writing() as connection:
            missing = sentence_indexes.missing(connection, _AT_ONCE)
            for article in missing:
                _store(connection, articles.fetch(connection, article), [], encoded=False)
        if not missing:
            break
        latest += missing[: _MOST_BROUGHT_UP - len(latest)]
    for article in latest:
        if is_stopped():
            return
        with desk_file.reading() as connection:
            waiting = unencoded(connection, article)
        if encoded := encode(waiting, encoder):
            with desk_file.writing() as connection:
                store_encoded(connection, encoded)


def encode_newcomers(desk_file: DeskFile, encoder: Encoder, is_stopped: Callable[[], bool]) -> None:
    """Encode the stories into which articles came otherwise than by their own analysis.

    Grouping again and the reader's corrections bring them there. Raises `AnalysisError`.
    """
    while not is_stopped():
        with desk_file.reading() as connection:
            article = sentence_indexes.newcomer(connection)
            waiting = [] if article is None else unencoded(connection, article)
        if article is None:
            return
        encoded = encode(waiting, encoder)
        with desk_file.writing() as connection:
            store_encoded(connection, encoded)
            if not sentence_indexes.unencoded(connection, article, 1):
                sentence_indexes.forget_newcomer(connection, article)


def _vectors(article: Article, encoder: Encoder) -> list[bytes]:
    sentences = sentences_of(article.title, article.text)
    return encoder.encode(sentences) if sentences else []


def _store(connection: Connection, article: Article, vectors: Sequence[bytes], *, encoded: bool) -> None:
    year = article.published.year if article.published else None
    repeated = boilerplate.of_article(connection, article.id).sentences
    index = sentence_index(article.title, article.text, vectors, year, repeated)
    sentence_indexes.store(connection, article.id, index, encoded=encoded)
