"""Names: their mentions in articles, the entities that they mean, and the reader's corrections."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.model.articles import Field, Headline


class Kind(StrEnum):
    """What kind of thing a name means."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


class Route(StrEnum):
    """How the entity of a mention was found."""

    NEW = "new"
    """The name is new to the desk."""
    NAME = "name"
    """The entity has exactly this name."""
    ARTICLE = "article"
    """The article explains it, for example by a full name before a surname."""
    SURNAME = "surname"
    """It is the surname of this person only, or of nobody else who is nearly as well known."""
    ACRONYM = "acronym"
    SHORT_FORM = "short form"
    SPELLING = "spelling"
    KIND = "kind"
    """The desk knows the name well, as one of another kind."""
    READER = "reader"
    """The reader corrected it."""
    ALWAYS = "always"
    """The reader said that this is always a name; the recogniser had not found it."""

    @property
    def doubtful(self) -> bool:
        """Whether it is a guess that may be wrong."""
        return self in _DOUBTFUL_ROUTES


_DOUBTFUL_ROUTES = frozenset((Route.SURNAME, Route.ACRONYM, Route.SHORT_FORM, Route.SPELLING, Route.KIND))


class Verdict(StrEnum):
    """What the reader can decide about a name."""

    SAME = "same"
    NOT_SAME = "not the same"
    KIND = "kind"
    NOT_A_NAME = "not a name"
    ALWAYS = "always a name"
    RENAME = "shown as"
    FOLLOW = "follow"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision of the reader about a name, which is given by how it is written and by its kind.

    `other` and `other_kind` are the other name of `SAME` and `NOT_SAME`. For `RENAME`, `other` is the display
    name. For `KIND`, `other_kind` is the right kind.
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
    Verdict.NOT_SAME: "is not the same as",
    Verdict.KIND: "has the kind",
    Verdict.NOT_A_NAME: "is not a name",
    Verdict.ALWAYS: "is always a name",
    Verdict.RENAME: "is shown as",
    Verdict.FOLLOW: "is followed",
    Verdict.MUTE: "is muted",
}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at a place in an article: code points [start, end) of `field`, with a confidence from 0 to 1."""

    field: Field
    start: int
    end: int
    kind: Kind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of an entity, with its mentions and its first and last local day in dated articles."""

    text: str
    mentions: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what names mean, across the desk. The counts are over all stored articles.

    An `ambiguous` entity is a surname that several persons may have, and that no article explains.
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
class NameGuess:
    """An entity that perhaps means the same as another one, and what speaks for it."""

    entity: Entity
    route: Route


@dataclass(frozen=True, slots=True)
class Name:
    """An entity in one article, with its mentions in reading order.

    `routes` has how the entity of each mention was found, in the same order.
    """

    entity: Entity
    mentions: tuple[Mention, ...]
    routes: tuple[Route, ...] = ()

    def places(self) -> list[tuple[Mention, Route]]:
        """Return each mention with its route, by default `Route.NAME`."""
        return list(zip(self.mentions, self.routes or (Route.NAME,) * len(self.mentions), strict=True))


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who or what a name is, in the words of an article, with that article's number, source and date."""

    description: str
    article: int
    source: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An article that has an entity, with the sentence of the first mention.

    `start` and `end` are the place of the mention in `sentence`.
    """

    headline: Headline
    sentence: str
    start: int
    end: int
