"""Links between articles, and the stories that they make up."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from storage.model.articles import Headline

JOINED = 0.5
"""The least likelihood at which reports are the same story."""
CERTAIN = 0.8
"""The least score of a link that is shown without doubt."""
_ROOM = 110  # characters
_YEAR = 365.25  # days
_LONG = 1.5 * _YEAR


class LinkKind(StrEnum):
    """How two articles belong together."""

    COPY = "copy"
    SAME_STORY = "same story"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ties two articles: everything in it stands in both, in the words of the newer one.

    `overlap` is the share of the shorter text that is the same words, of copies; `days` is the time between
    them, None where it is not known; `only_one` is what speaks against the link, a name that one lacks.
    """

    names: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    overlap: float = 0.0
    days: float | None = None
    only_one: str = ""

    @property
    def apart(self) -> str:
        """The time between both articles in words, "" where it is not known."""
        return "" if self.days is None else _apart(self.days)

    def doubted(self, only_one: str) -> "Evidence":
        """Return it with a name that speaks against the link."""
        return replace(self, only_one=only_one)

    def __str__(self) -> str:
        """Return the evidence in one line of about 110 characters at most, counter-evidence last."""
        ending = [self.apart] if self.apart else []
        if self.overlap:
            return "; ".join([f"{round(100 * self.overlap)}% of the shorter text is the same words", *ending])
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
    """One article tied to another: `other` seen from the article that was asked for.

    `score`, from 0 to 1, is how surely both report the same event; of related articles it is how near
    they are, up to .5, with the time between them left aside.
    """

    other: Headline
    kind: LinkKind
    score: float
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def reason(self) -> str:
        """Why they belong together, in one line."""
        return str(self.evidence)

    @property
    def certain(self) -> bool:
        """Whether it can be shown without doubt."""
        return self.kind is not LinkKind.SAME_STORY or self.score >= CERTAIN

    @property
    def label(self) -> str:
        """The kind in words, with its doubt."""
        return self.kind.value if self.certain else f"likely the {self.kind.value}"


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening. `title` is that of its most central article, `headline`.

    `first` and `last` are when its dated articles came out, None where none is dated. `articles` counts
    copies too, `sources` those who reported, `unread` the articles that are.
    """

    id: int
    title: str
    headline: int
    first: datetime | None
    last: datetime | None
    articles: int
    sources: int
    unread: int


@dataclass(frozen=True, slots=True)
class StoryMerge:
    """Why an earlier story became part of another: the pair of articles that tied them."""

    one: Headline
    other: Headline
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NewSentences:
    """The sentences of an article that say what the articles already read do not."""

    headline: Headline
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with all there is to show of it.

    `days` has its articles by day, oldest first, the undated under None at the end; copies are left out.
    `news` is what of its unread articles is new to whoever has read the others. `before` and `after` are
    related articles outside of it, oldest first.
    """

    story: Story
    days: tuple[tuple[date | None, tuple[Headline, ...]], ...]
    sources: tuple[tuple[str, int], ...]
    news: tuple[NewSentences, ...] = ()
    before: tuple[Link, ...] = ()
    after: tuple[Link, ...] = ()
    joined: tuple[StoryMerge, ...] = ()


def _listed(label: str, items: Iterable[str], room: int) -> str:
    listed = ""
    for item in items:
        longer = f"{listed}, {item}" if listed else f"{label}{item}"
        if len(longer) > room:
            break
        listed = longer
    return listed


def _apart(days: float) -> str:
    if days == 0:
        return "same day"
    if days < 1:
        hours = max(1, round(days * 24))
        return f"{hours} hour{'s' if hours > 1 else ''} apart"
    whole, unit = (round(days), "day") if days < _LONG else (round(days / _YEAR), "year")
    return f"{whole} {unit}{'s' if whole > 1 else ''} apart"
