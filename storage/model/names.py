"""Names: where they stand, whom they mean, and what the reader says of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.model.articles import Field, Headline


class Kind(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


class Route(StrEnum):
    """How a mention was found to mean its entity."""

    NEW = "new"
    """It is the first of its name."""
    NAME = "name"
    """The entity has just this name."""
    ARTICLE = "article"
    """The article itself tells, as by a full name before a surname."""
    SURNAME = "surname"
    """It is the surname of this person alone, or of nobody else who is nearly as well known."""
    ACRONYM = "acronym"
    SHORT_FORM = "short form"
    SPELLING = "spelling"
    KIND = "kind"
    """The desk has long known the name, as that of another kind of thing."""
    READER = "reader"
    """The reader said so."""
    ALWAYS = "always"
    """The reader said that this is a name; the recogniser had not found it."""

    @property
    def doubtful(self) -> bool:
        """Whether it is a guess that may well be wrong."""
        return self in _DOUBTFUL_ROUTES


_DOUBTFUL_ROUTES = frozenset((Route.SURNAME, Route.ACRONYM, Route.SHORT_FORM, Route.SPELLING, Route.KIND))


class Verdict(StrEnum):
    """What the reader can say of a name."""

    SAME = "same"
    APART = "not the same"
    KIND = "kind"
    FORGET = "not a name"
    ALWAYS = "always a name"
    RENAME = "shown as"
    FOLLOW = "follow"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader decided about a name, which is meant by how it is written and what kind it is.

    `other` is the other name of "same" and "not the same", which has `other_kind`, and the name to show
    of "shown as"; of "kind" the `other_kind` is the right one.
    """

    verdict: Verdict
    name: str
    kind: Kind
    other: str = ""
    other_kind: Kind | None = None

    def __str__(self) -> str:
        other = f"“{self.other}”" if self.other else str(self.other_kind or "")
        return f"“{self.name}” ({self.kind}) {_VERDICTS[self.verdict]} {other}".rstrip()


_VERDICTS = {
    Verdict.SAME: "is the same as",
    Verdict.APART: "is not the same as",
    Verdict.KIND: "is of the kind",
    Verdict.FORGET: "is no name",
    Verdict.ALWAYS: "is always a name",
    Verdict.RENAME: "is shown as",
    Verdict.FOLLOW: "is followed",
    Verdict.MUTE: "is muted",
}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at a place in an article, in `field`, with the recogniser's confidence from 0 to 1."""

    field: Field
    start: int
    end: int
    kind: Kind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which an entity is written, how often, and when first and last in dated articles."""

    text: str
    mentions: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what names mean, across the desk; counts are over all stored articles.

    An `ambiguous` one is a surname or acronym that several may bear and no article has explained.
    """

    id: int
    name: str
    kind: Kind
    articles: int
    mentions: int
    ambiguous: bool = False
    followed: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """An entity in one article, with the places where it is mentioned, in reading order.

    `routes` tells of each mention how it was found to mean the entity.
    """

    entity: Entity
    mentions: tuple[Mention, ...]
    routes: tuple[Route, ...] = ()

    def places(self) -> list[tuple[Mention, Route]]:
        """Return each mention with its route; one of which nothing is known has the name itself."""
        return list(zip(self.mentions, self.routes or (Route.NAME,) * len(self.mentions), strict=True))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity's appearance in one article, with the sentence around its first mention.

    `start` and `end` delimit the mention within `sentence`.
    """

    headline: Headline
    sentence: str
    start: int
    end: int
