"""The brief: what happened since a time, in sentences of the articles themselves."""

from dataclasses import dataclass
from datetime import datetime

from storage.model.articles import Headline
from storage.model.names import Kind
from storage.model.stories import ChangedNumber, Story


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of an article, from `start` to `end` of its text, without the line breaks in it.

    `names` are the names in it: start and end within `text`, and their kind. `changed` are its numbers that
    were others in what was there before.
    """

    text: str
    start: int
    end: int
    names: tuple[tuple[int, int, Kind], ...] = ()
    changed: tuple[ChangedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefReport:
    """An article of a story with some of its sentences; `url` is its address, "" if it has none."""

    headline: Headline
    url: str
    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class BriefStory:
    """A story of which something was said since the time of the brief.

    `news` are new sentences, by report; `sources` are the sources of the `articles` that arrived since,
    copies included. `before` is what was last said before that, or an earlier article on the same subject.
    `followed` are the followed names in it.
    """

    story: Story
    news: tuple[BriefReport, ...]
    articles: int
    sources: tuple[str, ...]
    before: BriefReport | None
    followed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefEntry:
    """An article outside the stories of a brief, with its address and the followed names in it."""

    headline: Headline
    url: str
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefFeed:
    """The other articles of one feed or source, newest first; `more` were left out."""

    title: str
    entries: tuple[BriefEntry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What arrived between two times and is unread.

    With `by_arrival`, `since` is when the articles arrived, else when they were published. The stories are in
    order of importance. `articles` counts all articles, copies once. Of these,
    `more_stories` stories and the articles of `more_feeds` feeds were left out for brevity, and `repeating`
    articles say nothing new in their story.
    """

    since: datetime
    until: datetime
    articles: int
    stories: tuple[BriefStory, ...]
    feeds: tuple[BriefFeed, ...]
    more_stories: int = 0
    more_feeds: int = 0
    repeating: int = 0
    by_arrival: bool = False
