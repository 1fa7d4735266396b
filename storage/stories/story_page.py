"""The page of a story: its articles by day, what is new in them, and what came before and after."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

from storage.database.articles import articles
from storage.database.articles.headlines import headlines
from storage.database.connection import Connection
from storage.database.stories import links, stories, story_lists
from storage.model import Headline, Link, NewSentence, NewSentences, Story, StoryPage, publication_day
from storage.stories.changed_numbers import changed_numbers
from storage.stories.novelty import new_in_articles
from storage.stories.sentence_novelty import JudgedSentence

_MOST_SHOWN = 200  # articles of a story on its page
_MOST_NEWS = 6  # articles whose new sentences are shown
_MOST_AROUND = 6  # articles before a story, and after it
_ASKED_FOR_LINKS = 30  # newest articles whose related articles are shown

_Day = tuple[date | None, tuple[Headline, ...]]


def story_page(connection: Connection, story: int) -> StoryPage:
    """Return everything that the page of a story shows, in a fixed number of statements.

    Raises `NotFoundError`.
    """
    found = story_lists.fetch(connection, story)
    # The articles of a muted story are hidden everywhere but here.
    muted = found.muted_until is not None
    newest = stories.newest_articles(connection, found.id, _MOST_SHOWN, hidden=muted)
    shown = headlines(connection, newest)
    before, after = _around(connection, found, shown)
    return StoryPage(
        story=found,
        days=_by_day(shown),
        sources=tuple(stories.sources_of(connection, found.id, hidden=muted)),
        news=_news(connection, shown),
        before=before,
        after=after,
        merges=tuple(stories.merges(connection, found.id)),
    )


def _by_day(shown: Sequence[Headline]) -> tuple[_Day, ...]:
    """Return the articles by local day, each day once, oldest first, then the undated ones under None."""
    dated = [(publication_day(one.published), one.published, one.id, one) for one in shown if one.published]
    dated.sort(key=lambda row: row[:3])
    days = [(day, tuple(row[3] for row in rows)) for day, rows in groupby(dated, key=lambda row: row[0])]
    undated = tuple(one for one in shown if one.published is None)
    return (*days, *([(None, undated)] if undated else []))


def _news(connection: Connection, shown: Sequence[Headline]) -> tuple[NewSentences, ...]:
    """Return what is new in the newest unread articles, newest first."""
    unread = [one for one in reversed(shown) if not one.read][:_MOST_NEWS]
    spans = new_in_articles(connection, [one.id for one in unread])
    texts = articles.text_by_article(connection, spans)
    return tuple(
        NewSentences(
            one,
            tuple(_new_sentence(texts[one.id], new) for new in found),
        )
        for one in unread
        if (found := spans.get(one.id))
    )


def _new_sentence(text: str, new: JudgedSentence) -> NewSentence:
    words = " ".join(text[new.start : new.end].split())
    return NewSentence(new.start, new.end, words, changed_numbers(new.changes))


def _around(
    connection: Connection, story: Story, shown: Sequence[Headline]
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return related articles from before and after a story, the best few of each, oldest first."""
    if story.first is None or story.last is None:
        return (), ()
    first, last = story.first, story.last
    related = links.related_to(connection, [one.id for one in shown[-_ASKED_FOR_LINKS:]])

    def chosen(wanted: Callable[[datetime], bool]) -> tuple[Link, ...]:
        some = [one for one in related if one.other.published and wanted(one.other.published)]
        some.sort(key=lambda one: (-one.score, one.other.id))
        return tuple(sorted(some[:_MOST_AROUND], key=lambda one: (str(one.other.published), one.other.id)))

    return chosen(lambda published: published < first), chosen(lambda published: published > last)
