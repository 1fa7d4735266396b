"""Links between articles, and the stories that articles belong to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from storage.model.articles import Headline

SAME_STORY_LIKELIHOOD = 0.5
"""The lowest likelihood at which two reports are the same story."""
CERTAIN = 0.8
"""The lowest score of a link that is shown without doubt."""
_ROOM = 110  # characters
_YEAR = 365.25  # days
_LONG = 1.5 * _YEAR


class LinkKind(StrEnum):
    """How two articles are linked."""

    COPY = "copy"
    SAME_STORY = "same story"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two articles are linked: what both contain, in the words of the newer one.

    `overlap` is the share of the shorter text whose words are the same, for copies. `days` is the time
    between the articles, `None` if unknown. `only_one` is a name that only one of them has, which speaks
    against the link. `teaser` says that one of the texts is hardly more than a teaser, which says too little
    to be certain.
    """

    names: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    overlap: float = 0.0
    days: float | None = None
    only_one: str = ""
    teaser: bool = False

    @property
    def time_apart(self) -> str:
        """The time between the articles in words, "" if unknown."""
        return "" if self.days is None else _time_apart(self.days)

    def with_only_one(self, only_one: str) -> "Evidence":
        """Return the evidence with a name that only one of the articles has."""
        return replace(self, only_one=only_one)

    def __str__(self) -> str:
        """Return the evidence in one line of at most about 110 characters; what speaks against it is last."""
        ending = [self.time_apart] if self.time_apart else []
        if self.overlap:
            return "; ".join([f"{round(100 * self.overlap)}% of the shorter text is the same words", *ending])
        if self.teaser:
            ending.append("one is a teaser")
        if self.only_one:
            ending.append(f"only one names {self.only_one}")
        room = _ROOM - sum(len(part) + 2 for part in ending)
        parts: list[str] = []
        lists = (
            ("both name ", self.names[:4]),
            ("title words " if len(self.title_words) > 1 else "title word ", self.title_words[:4]),
            ("", [f"“{phrase}”" for phrase in self.phrases[:2]]),
            ("numbers " if len(self.numbers) > 1 else "number ", self.numbers[:3]),
        )
        for label, items in lists:
            part = _listed(label, items, room)
            if part:
                parts.append(part)
                room -= len(part) + 2
        return "; ".join([*(parts or ["many of the same words"]), *ending])


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an article to the `other` one.

    `score` is the likelihood from 0 to 1 that both report the same event. For related articles it is their
    similarity from 0 to 0.5, whatever the time between them.
    """

    other: Headline
    kind: LinkKind
    score: float
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def reason(self) -> str:
        """Why the articles are linked, in one line."""
        return str(self.evidence)

    @property
    def certain(self) -> bool:
        """Whether the link is shown without doubt."""
        return self.kind is not LinkKind.SAME_STORY or (self.score >= CERTAIN and not self.evidence.teaser)

    @property
    def label(self) -> str:
        """The kind in words, with the doubt if there is any."""
        return self.kind.value if self.certain else f"likely the {self.kind.value}"


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `title` is the title of the most central article, number `headline`.

    `first` and `last` are the dates of its oldest and newest dated articles, `None` if none has a date.
    `articles`, which includes copies, `sources` and `unread` are counts. `new` of the unread articles say
    something that was not said when the reader marked the story read. A muted story is in no list until
    `muted_until`.
    """

    id: int
    title: str
    headline: int
    first: datetime | None
    last: datetime | None
    articles: int
    sources: int
    unread: int
    new: int = 0
    starred: bool = False
    muted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryMerge:
    """The link between two articles because of which one story became part of another."""

    one: Headline
    other: Headline
    score: float
    evidence: Evidence


class ChangedNumber(NamedTuple):
    """A number that was another one in what was read, both as a reader writes them: "13" and "34"."""

    before: str
    after: str

    def __str__(self) -> str:
        """Return the change in the form "13 → 34"."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class NewSentence:
    """A sentence of an article, from `start` to `end` of its text, that says something new.

    `text` has no line breaks. `changed` are its numbers that were others in what was read.
    """

    start: int
    end: int
    text: str = ""
    changed: tuple[ChangedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSentences:
    """The sentences of an article that say something new to a reader of the other articles."""

    headline: Headline
    sentences: tuple[NewSentence, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that the page of a story shows.

    `days` holds its articles without copies by day, oldest first; undated articles come last, under `None`.
    `sources` holds sources with their numbers of articles. `news` is what its unread articles say that the
    read ones do not. `before` and `after` are related articles outside the story, oldest first. `merges` are
    the stories that became part of it.
    """

    story: Story
    days: tuple[tuple[date | None, tuple[Headline, ...]], ...]
    sources: tuple[tuple[str, int], ...]
    news: tuple[NewSentences, ...] = ()
    before: tuple[Link, ...] = ()
    after: tuple[Link, ...] = ()
    merges: tuple[StoryMerge, ...] = ()


def _listed(label: str, items: Iterable[str], room: int) -> str:
    listed = ""
    for item in items:
        longer = f"{listed}, {item}" if listed else f"{label}{item}"
        if len(longer) > room:
            break
        listed = longer
    return listed


def _time_apart(days: float) -> str:
    if days == 0:
        return "same day"
    if days < 1:
        hours = max(1, round(days * 24))
        return f"{hours} hour{'s' if hours > 1 else ''} apart"
    whole, unit = (round(days), "day") if days < _LONG else (round(days / _YEAR), "year")
    return f"{whole} {unit}{'s' if whole > 1 else ''} apart"
