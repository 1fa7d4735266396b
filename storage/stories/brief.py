"""The brief: what unread articles say since a time, by story and by feed, in their own sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from storage.database.articles import articles
from storage.database.articles.headlines import headlines
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.stories import arrivals, boilerplate, links, sentence_indexes, story_lists
from storage.database.stories.arrivals import Arrival
from storage.model import (
    Article,
    Brief,
    BriefEntry,
    BriefFeed,
    BriefReport,
    BriefSentence,
    BriefStory,
    Field,
    Kind,
    Name,
    Story,
)
from storage.model.sentence_index import SentenceIndex
from storage.stories.brief_sentences import Candidate, best, candidates, lead
from storage.stories.changed_numbers import changed_numbers
from storage.stories.novelty import all_new_sentences

_MOST_STORIES, _MOST_TRIED = 12, 40
_MOST_SENTENCES, _MOST_OF_TOP, _TOP = 3, 5, 3  # in a story, and in each of the first three
_MOST_OF_REPORT = 2
_MOST_REPORTS, _MOST_KNOWN = 12, 20  # of a story that are read for it
_MOST_FEEDS, _MOST_ENTRIES = 15, 5
_LATE = 3 * 86_400  # seconds; an article that was published longer before the last brief is no news
_WORTH_A_NAME = 2  # sources; a followed name lifts a story as much as these
_RELATED = 0.33  # of at most .5; an article that is less related says nothing of what came before


def make(connection: Connection, since: float, until: float, *, by_arrival: bool) -> Brief:
    """Return the brief of what was unread at the time `until`, since another; both in Unix seconds.

    With `by_arrival` that is what has arrived since then, and was not published long before; else what was
    published since then.
    """
    bounds = (since, since - _LATE) if by_arrival else (0.0, since)
    arrived = arrivals.unread_since(connection, *bounds, until)
    texts = [one for one in arrived if one.copy_of is None]
    followed = arrivals.followed_in(connection, [one.id for one in texts])
    stories = story_lists.some(connection, {one.story for one in texts if one.story is not None})
    ranked = _ranked(stories, arrived, followed)
    told: list[BriefStory] = []
    repeating = tried = 0
    for group in ranked[:_MOST_TRIED]:
        if len(told) == _MOST_STORIES:
            break
        tried += 1
        most = _MOST_OF_TOP if len(told) < _TOP else _MOST_SENTENCES
        story = _Teller(connection, group, most).tell()
        if story is None:
            repeating += len(group.texts)
        else:
            told.append(story)
    feeds, more_feeds = _feeds(connection, [one for one in texts if one.story not in stories], followed)
    return Brief(
        since=datetime.fromtimestamp(since, UTC),
        until=datetime.fromtimestamp(until, UTC),
        articles=len(texts),
        stories=tuple(told),
        feeds=feeds,
        more_stories=len(ranked) - tried,
        more_feeds=more_feeds,
        repeating=repeating,
        by_arrival=by_arrival,
    )


class _Group(NamedTuple):
    """A story with the texts that arrived, newest first, their sources and the followed names in them."""

    story: Story
    texts: tuple[Arrival, ...]
    sources: tuple[str, ...]
    followed: tuple[str, ...]


def _ranked(
    stories: Mapping[int, Story], arrived: Sequence[Arrival], followed: Mapping[int, Sequence[str]]
) -> list[_Group]:
    """Return the stories, those first that most sources report and that have followed names."""
    arrived_of: dict[int, list[Arrival]] = {number: [] for number in stories}
    for one in arrived:
        if one.story in arrived_of:
            arrived_of[one.story].append(one)
    groups = []
    for number, story in stories.items():
        own = arrived_of[number]
        texts = tuple(one for one in own if one.copy_of is None)
        names = dict.fromkeys(name for one in texts for name in followed.get(one.id, ()))
        sources = {one.source.lower(): one.source for one in reversed(own)}
        groups.append(_Group(story, texts, tuple(sources.values()), tuple(names)))
    return sorted(groups, key=_rank)


def _rank(group: _Group) -> tuple[int, float, int]:
    weight = len(group.sources) + _WORTH_A_NAME * len(group.followed)
    return -weight, -group.texts[0].sort_at, group.story.id


class _Teller:
    """Tells what is new in one story."""

    def __init__(self, connection: Connection, group: _Group, most: int) -> None:
        self._connection = connection
        self._group = group
        self._most = most
        own = [one.id for one in group.texts]
        self._known = arrivals.known_reports(connection, group.story.id, own)[:_MOST_KNOWN]
        self._texts = self._in_order(own)[:_MOST_REPORTS]
        wanted = [*self._texts, *self._known]
        self._indexes = sentence_indexes.of_articles(connection, wanted)
        self._addresses = arrivals.addresses(connection, [*wanted, group.story.headline])

    def _in_order(self, own: list[int]) -> list[int]:
        """Return the texts in the order of reading: the newest first, in a new story the headline first."""
        headline = self._group.story.headline
        return own if self._known else sorted(own, key=lambda one: one != headline)

    def tell(self) -> BriefStory | None:
        """Return what is new, `None` if its texts only repeat what was there before."""
        news = self._news()
        if not news and self._known:
            return None
        if not news:
            news = [self._report(self._article(self._texts[0]), [])]
        return BriefStory(
            self._group.story,
            tuple(news),
            sum(1 for _ in self._group.texts),
            self._group.sources,
            self._before(),
            self._group.followed,
        )

    def _article(self, number: int) -> Article:
        """Return an article with blanks in place of what its source repeats."""
        article = articles.fetch(self._connection, number)
        repeated = boilerplate.of_article(self._connection, number)
        return replace(article, text=repeated.blank_sentences(article.text))

    def _news(self) -> list[BriefReport]:
        said = [self._indexes[one] for one in self._known if one in self._indexes]
        left = self._most
        news: list[BriefReport] = []
        for number in self._texts:
            if left <= 0:
                break
            article = self._article(number)
            chosen = self._chosen(article, said, min(left, _MOST_OF_REPORT), is_first=not news)
            if chosen:
                news.append(self._report(article, chosen))
                left -= len(chosen)
                said += [self._indexes[number]] if number in self._indexes else []
        return news

    def _chosen(
        self, article: Article, said: Sequence[SentenceIndex], most: int, *, is_first: bool
    ) -> list[Candidate]:
        """Return sentences of an article that are new after what was said; in a new story, how it begins."""
        if not said:
            return lead(article, most)
        index = self._indexes.get(article.id)
        new = all_new_sentences(index, said) if index else []
        found = candidates(article, {(one.start, one.end): one for one in new})
        return best(found, most, least=1 if is_first else 0)

    def _before(self) -> BriefReport | None:
        """Return what was last said of the story before, else the nearest earlier article on its subject."""
        if self._known:
            article = self._article(self._known[0])
            return self._report(article, lead(article, 1))
        first = self._group.story.first
        earlier = [
            link
            for link in links.related_to(self._connection, self._texts)
            if first and link.other.published and link.other.published < first
        ]
        if not earlier or earlier[0].score < _RELATED or not earlier[0].evidence.names:
            return None
        return self._report(self._article(earlier[0].other.id), [])

    def _report(self, article: Article, chosen: Sequence[Candidate]) -> BriefReport:
        (headline,) = headlines(self._connection, [article.id])
        names = mentions.names_in(self._connection, article.id) if chosen else []
        return BriefReport(headline, article.url, tuple(_sentence(article, one, names) for one in chosen))


def _sentence(article: Article, one: Candidate, names: Sequence[Name]) -> BriefSentence:
    changed = changed_numbers(one.judged.changes) if one.judged else ()
    return BriefSentence(one.text, one.start, one.end, tuple(sorted(_names_of(article, one, names))), changed)


def _names_of(article: Article, one: Candidate, names: Sequence[Name]) -> Iterator[tuple[int, int, Kind]]:
    if article.text[one.start : one.end] != one.text:
        return  # white space was changed, so the places are others
    for name in names:
        for mention in name.mentions:
            inside = one.start <= mention.start and mention.end <= one.end
            if mention.field is Field.TEXT and inside and not name.entity.muted:
                yield mention.start - one.start, mention.end - one.start, name.entity.kind


def _feeds(
    connection: Connection, texts: Sequence[Arrival], followed: Mapping[int, Sequence[str]]
) -> tuple[tuple[BriefFeed, ...], int]:
    """Return the articles outside of stories by feed, and how many feeds were left out.

    Feeds with followed names come first, then those with the newest article.
    """
    groups: dict[str, list[Arrival]] = {}
    for one in texts:
        groups.setdefault(one.feed or one.source or "Without a source", []).append(one)
    ordered = sorted(groups.items(), key=lambda item: not any(one.id in followed for one in item[1]))
    feeds = []
    for title, own in ordered[:_MOST_FEEDS]:
        first = sorted(own, key=lambda one: one.id not in followed)[:_MOST_ENTRIES]
        url_of = {one.id: one.url for one in first}
        entries = [
            BriefEntry(headline, url_of[headline.id], tuple(followed.get(headline.id, ())))
            for headline in headlines(connection, [one.id for one in first])
        ]
        feeds.append(BriefFeed(title, tuple(entries), len(own) - len(entries)))
    return tuple(feeds), len(groups) - len(feeds)
