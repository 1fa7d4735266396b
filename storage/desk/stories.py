"""What the desk says of stories, and what the reader says of them."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import links, stories
from storage.model import (
    Headline,
    Link,
    LinkKind,
    NewSentences,
    Story,
    StoryMerge,
    StoryPage,
    publication_day,
)

_MOST_SHOWN = 200  # articles of a story on its page
_MOST_READ = 20  # texts that an article is compared with
_MOST_NEWS = 6  # articles of which is told what is new
_MOST_SENTENCES = 4
_MOST_AROUND = 6  # articles before a story, and after it
_ASKED_FOR_LINKS = 30


class Stories:
    """The stories of a desk: articles about one event."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def newest(self, offset: int = 0, limit: int = 50) -> list[Story]:
        """Return the stories of more than one text, those with the newest article first."""
        with self._desk_file.reading() as connection:
            return stories.listed(connection, offset, limit)

    def count(self) -> int:
        """Return how many stories there are."""
        with self._desk_file.reading() as connection:
            return stories.count(connection)

    def get(self, story: int) -> Story:
        """Return a story, or the one that it has become part of. Raises `NotFoundError`."""
        with self._desk_file.reading(story) as connection:
            return stories.fetch(connection, story)

    def of(self, article: int) -> Story | None:
        """Return the story that an article is in, None where it stands alone or has only copies."""
        with self._desk_file.reading(article) as connection:
            story = stories.shown_story(connection, article, of_copies=False)
            return None if story is None else stories.fetch(connection, story)

    def page(self, story: int) -> StoryPage:
        """Return all there is to show of a story. Raises `NotFoundError`."""
        with self._desk_file.reading(story) as connection:
            found = stories.fetch(connection, story)
            shown = articles.headlines(connection, stories.shown_in(connection, found.id, _MOST_SHOWN))
            before, after = _around(connection, found, shown)
            return StoryPage(
                story=found,
                days=_by_day(shown),
                sources=tuple(stories.sources_of(connection, found.id)),
                news=_news(connection, shown),
                before=before,
                after=after,
                merges=_joined(connection, found.id),
            )

    def new_sentences(self, article: int) -> list[tuple[int, int]]:
        """Return start and end of the sentences that the articles of the story read before did not say.

        There are none while no other article of the story was read.
        """
        with self._desk_file.reading(article) as connection:
            return _new_sentences(connection, article)

    # What the reader decides about stories: all of it can be undone. Each returns a sentence on what holds
    # now and raises `CorrectionError` for what can't be, `NotFoundError` for an article that is not there.

    def not_this_story(self, article: int) -> str:
        """Take an article out of its story; it never comes back by itself."""
        from storage.stories.story_corrections import StoryCorrector  # noqa: PLC0415 - reading needs none of it

        with self._desk_file.writing(article) as connection:
            return StoryCorrector(connection).apart(article)

    def same(self, article: int, other: int) -> str:
        """Let the stories of two articles be one."""
        from storage.stories.story_corrections import StoryCorrector  # noqa: PLC0415 - as above

        with self._desk_file.writing(article, other) as connection:
            return StoryCorrector(connection).together(article, other)


def _by_day(shown: Sequence[Headline]) -> tuple[tuple[date | None, tuple[Headline, ...]], ...]:
    """Return the articles by local day, each day once, oldest first, then the undated ones under None."""
    dated = [(publication_day(one.published), one.published, one.id, one) for one in shown if one.published]
    dated.sort(key=lambda row: row[:3])
    days = [(day, tuple(row[3] for row in rows)) for day, rows in groupby(dated, key=lambda row: row[0])]
    undated = tuple(one for one in shown if one.published is None)
    return (*days, *([(None, undated)] if undated else []))


def _news(connection: Connection, shown: Sequence[Headline]) -> tuple[NewSentences, ...]:
    """Return what is new in the newest unread articles, newest first."""
    found = []
    for one in [one for one in reversed(shown) if not one.read][:_MOST_NEWS]:
        spans = _new_sentences(connection, one.id)
        text = articles.words_of(connection, one.id)[1]
        if spans:
            found.append(
                NewSentences(one, tuple(" ".join(text[a:b].split()) for a, b in spans[:_MOST_SENTENCES]))
            )
    return tuple(found)


def _new_sentences(connection: Connection, article: int) -> list[tuple[int, int]]:
    read = stories.texts_read(connection, article, _MOST_READ)
    if not read:
        return []
    from storage.analysis.similarity.novelty import new_sentences  # noqa: PLC0415 - not for the first picture

    return new_sentences(articles.words_of(connection, article)[1], read)


def _around(
    connection: Connection, story: Story, shown: Sequence[Headline]
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return related articles from before and after a story, the best few of each, oldest first."""
    best: dict[int, Link] = {}
    for one in shown[-_ASKED_FOR_LINKS:]:
        for link in links.links_of(connection, one.id):
            known = best.get(link.other.id)
            if link.kind is LinkKind.RELATED and (known is None or known.score < link.score):
                best[link.other.id] = link
    first, last = story.first, story.last
    if first is None or last is None:
        return (), ()

    def chosen(wanted: Callable[[Headline], bool]) -> tuple[Link, ...]:
        some = [one for one in best.values() if one.other.published and wanted(one.other)]
        some.sort(key=lambda one: (-one.score, one.other.id))
        return tuple(sorted(some[:_MOST_AROUND], key=lambda one: (str(one.other.published), one.other.id)))

    return (
        chosen(lambda one: one.published is not None and one.published < first),
        chosen(lambda one: one.published is not None and one.published > last),
    )


def _joined(connection: Connection, story: int) -> tuple[StoryMerge, ...]:
    found = []
    for a, b in stories.joined(connection, story):
        rows, tie = articles.headlines(connection, [a, b]), links.evidence_of(connection, a, b)
        if len(rows) == 2 and tie:
            found.append(StoryMerge(rows[0], rows[1], *tie))
    return tuple(found)
