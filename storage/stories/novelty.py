"""Which sentences of an article are new to a reader who has read other articles of its story.

The analysis stores what every sentence says, so the screen loads nothing of the analysis to ask this.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from storage.database.connection import Connection, DeskFile
from storage.database.stories import novelties, sentence_indexes
from storage.model.sentence_index import SentenceIndex
from storage.stories.sentence_novelty import JudgedSentence, judge

THRESHOLD = 0.5
"""The lowest probability at which a sentence counts as new."""
MOST_SENTENCES = 5
"""Sentences of an article that are marked as new."""
_MOST_READ = 20  # articles that an article is compared with

_AT_A_TIME = 500  # articles for which it is found out in one write


def settle(desk_file: DeskFile) -> bool:
    """Find out for unread articles of stories whether they say something new, where that may have changed.

    The `is:new` of queries goes by what was found out last. At most 500 articles are settled, the latest
    first; returns whether there were any.
    """
    with desk_file.reading() as connection:
        if not novelties.unsettled(connection, 1):
            return False
    with desk_file.writing() as connection:
        articles = novelties.unsettled(connection, _AT_A_TIME)
        novelties.settle(connection, articles, _with_news(new_in_articles(connection, articles)))
    return True


def _with_news(found: Mapping[int, Sequence[JudgedSentence]]) -> list[int]:
    return [article for article, sentences in found.items() if sentences]


def new_in_articles(connection: Connection, articles: Iterable[int]) -> dict[int, list[JudgedSentence]]:
    """Return the sentences of each article that are new after the articles read before it.

    Articles are left out if nothing of their story was read before, or if one of the texts to compare has
    changed and was not analysed since.
    """
    read = sentence_indexes.read_before(connection, articles, _MOST_READ)
    wanted = {*read, *(other for others in read.values() for other in others)}
    indexes = sentence_indexes.of_articles(connection, wanted)
    return {
        article: new_sentences(indexes[article], [indexes[other] for other in others])
        for article, others in read.items()
        if article in indexes and all(other in indexes for other in others)
    }


def says_something_new(connection: Connection, articles: Collection[int]) -> dict[int, bool]:
    """Return whether articles say something that the articles of their story read before do not.

    What cannot be compared may be new: an article after which nothing was read, one whose text was not
    analysed since it changed, and one that has no whole sentence.
    """
    news = new_in_articles(connection, articles)
    indexes = sentence_indexes.of_articles(connection, news)
    return {one: bool(news.get(one, True)) or not _has_statements(indexes.get(one)) for one in articles}


def _has_statements(article: SentenceIndex | None) -> bool:
    return article is not None and any(one.is_statement for one in article.sentences)


def new_sentences(article: SentenceIndex, read: Sequence[SentenceIndex]) -> list[JudgedSentence]:
    """Return the sentences of an article that say most that is new after other articles, in order."""
    found = sorted(all_new_sentences(article, read), key=lambda one: -one.probability)
    return sorted(found[:MOST_SENTENCES])


def all_new_sentences(article: SentenceIndex, read: Sequence[SentenceIndex]) -> list[JudgedSentence]:
    """Return all sentences of an article that are new after other articles, in order."""
    return [one for one in judge(article, read) if one.probability >= THRESHOLD]
