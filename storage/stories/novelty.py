"""Which sentences of an article are new to a reader who has read other articles of its story.

A sentence is new if a good part of its weight falls on terms that no other article has (the "new word"
measure of novelty; Allan, Wade, Bolivar: Retrieval and novelty detection at the sentence level, 2003), and
if no single sentence of the others says most of it. A term weighs its inverse document frequency in news.

The analysis stores the terms of every sentence, so the screen loads nothing of the analysis to ask this.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log

from storage.database.connection import Connection, DeskFile
from storage.database.stories import novelties, sentence_indexes
from storage.model.sentence_index import SentenceIndex, SentenceTerms

_MOST_READ = 20  # articles that an article is compared with
_NEW_SHARE = 0.35  # of a sentence's weight
_LEAST_TERMS, _LEAST_NEW_TERMS = 4, 2
_SAME_SHARE = 0.6  # of a sentence's weight, in one sentence of another article

_AT_A_TIME = 500  # articles for which it is found out in one write

Span = tuple[int, int]


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


def _with_news(found: Mapping[int, Sequence[Span]]) -> list[int]:
    return [article for article, spans in found.items() if spans]


def new_in_articles(connection: Connection, articles: Iterable[int]) -> dict[int, list[Span]]:
    """Return start and end of the sentences of each article that are new after the articles read before it.

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
    analysed since it changed, and one that has only short sentences.
    """
    news = new_in_articles(connection, articles)
    indexes = sentence_indexes.of_articles(connection, news)
    return {one: bool(news.get(one, True)) or not _is_comparable(indexes.get(one)) for one in articles}


def _is_comparable(article: SentenceIndex | None) -> bool:
    return article is not None and any(len(one.terms) >= _LEAST_TERMS for one in article.sentences)


def new_sentences(article: SentenceIndex, read: Sequence[SentenceIndex]) -> list[Span]:
    """Return start and end of the sentences of an article that are new after other articles, in order."""
    known = {term for one in read for term in one.frequencies}
    weights = {
        term: log((article.articles + 1) / (frequency + 0.5))
        for term, frequency in article.frequencies.items()
    }
    candidates = [one for one in article.sentences if _has_new_terms(one, known, weights)]
    holders = _sentences_by_term(candidates, read)
    return [(one.start, one.end) for one in candidates if not _is_said(one, holders, weights)]


def _has_new_terms(sentence: SentenceTerms, known: set[int], weights: Mapping[int, float]) -> bool:
    new = [weights[term] for term in sentence.terms if term not in known]
    if len(sentence.terms) < _LEAST_TERMS or len(new) < _LEAST_NEW_TERMS:
        return False
    return sum(new) >= _NEW_SHARE * sum(weights[term] for term in sentence.terms)


def _sentences_by_term(
    candidates: Iterable[SentenceTerms], read: Iterable[SentenceIndex]
) -> Mapping[int, Sequence[int]]:
    """Return for each term of the candidates which sentences of the read articles have it, by a number."""
    holders: dict[int, list[int]] = {term: [] for one in candidates for term in one.terms}
    every = (one for index in read for one in index.sentences)
    for number, sentence in enumerate(every):
        for term in holders.keys() & sentence.terms:
            holders[term].append(number)
    return holders


def _is_said(
    sentence: SentenceTerms, holders: Mapping[int, Sequence[int]], weights: Mapping[int, float]
) -> bool:
    """Return whether one sentence of the read articles says most of a sentence."""
    shared: dict[int, float] = {}
    for term in sentence.terms:
        for number in holders[term]:
            shared[number] = shared.get(number, 0.0) + weights[term]
    return max(shared.values(), default=0.0) >= _SAME_SHARE * sum(weights[term] for term in sentence.terms)
