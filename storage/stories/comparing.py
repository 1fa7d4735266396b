"""What only one of two reports says, and whom only one of them names."""

from storage.database.articles import articles
from storage.database.articles.headlines import headlines
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.stories import sentence_indexes, stories
from storage.model import ComparedReport, Comparison, Headline
from storage.model.sentence_index import SentenceIndex
from storage.stories.novelty import all_new_sentences

_MOST_REPORTS = 200  # of a story


def compare(connection: Connection, one: int, other: int) -> Comparison:
    """Return two reports with what only one of them says. Raises `NotFoundError`.

    A sentence counts as said only by one where it would be new to a reader of the other.
    """
    indexes = sentence_indexes.of_articles(connection, [one, other])
    left, right = (_report(connection, a, b, indexes) for a, b in ((one, other), (other, one)))
    analysed = {one, other} <= indexes.keys() and left.article.analysed and right.article.analysed
    return Comparison(left, right, analysed)


def reports(connection: Connection, article: int) -> list[Headline]:
    """Return the other reports of an article's story, without copies, likeliest the same event first."""
    story = stories.shown_story(connection, article, of_copies=False)
    if story is None:
        return []
    own = {one.representative for one in stories.members_of(connection, [article])}
    likely = stories.neighbours(connection, article, 0.0)
    newest = stories.newest_articles(connection, story, _MOST_REPORTS)[::-1]
    others = [one for one in newest if one != article and one not in own]
    return headlines(connection, sorted(others, key=lambda one: -likely.get(one, 0.0)))


def _report(
    connection: Connection, article: int, other: int, indexes: dict[int, SentenceIndex]
) -> ComparedReport:
    names = mentions.names_in(connection, article)
    there = {name.entity.id for name in mentions.names_in(connection, other)}
    both = article in indexes and other in indexes
    only = all_new_sentences(indexes[article], [indexes[other]]) if both else []
    return ComparedReport(
        articles.fetch(connection, article),
        tuple(names),
        tuple((one.start, one.end) for one in only),
        tuple(name for name in names if name.entity.id not in there and not name.entity.muted),
    )
