"""Dates, counts and origins in the words that the screen and the commands share."""

from datetime import date, datetime, time

from storage.model import Entity, Headline, Kind, Provenance, Route, Story
from storage.text import languages

_PROVENANCE = {
    Provenance.FEED: "from the feed",
    Provenance.PAGE: "from the page",
    Provenance.FILE: "from a file",
}


def day(published: datetime | None) -> str:
    """Return when something was published: "9 Dec 2021", of today "14:05", "undated" where it is not known.

    A time is that of the reader's clock. Midnight stands for a day without a time.
    """
    if published is None:
        return "undated"
    here = published.astimezone()
    if here.date() == datetime.now().astimezone().date() and published.time() != time.min:
        return f"{here:%H:%M}"
    return day_of(published)


def time_of(published: datetime | None) -> str:
    """Return the time of day of something published, "" where only the day is known."""
    if published is None or published.time() == time.min:
        return ""
    return f"{published.astimezone():%H:%M}"


def day_of(when: date) -> str:
    """Return a day as "9 Dec 2021"."""
    return f"{when.day} {when:%b %Y}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 article" or "2,500 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def provenance(where: Provenance) -> str:
    """Return where a text came from, in words."""
    return _PROVENANCE[where]


def language(tag: str) -> str:
    """Return a language other than English by its name, "in German"; "" for English and what is unknown."""
    if not languages.is_foreign(tag):
        return ""
    name = languages.NAMES.get(languages.primary(tag))
    return f"in {name}" if name else f"in another language ({tag})"


_GUESSES = {
    Route.SURNAME: "by the surname alone",
    Route.ACRONYM: "by the acronym",
    Route.SHORT_FORM: "by a short form",
    Route.SPELLING: "by another spelling",
    Route.KIND: "taken for another kind",
}


def guess(route: Route) -> str:
    """Return in words how a mention's meaning was guessed, "" where it is sure."""
    return _GUESSES.get(route, "")


def about_story(story: Story) -> str:
    """Return how large a story is, when it was in the news, and what of it is unread."""
    parts = [count(story.articles, "article")]
    if story.sources > 1:
        parts.append(count(story.sources, "source"))
    parts.append(stretch(story.first, story.last))
    if story.unread:
        parts.append(f"{story.unread:,} unread")
    return " · ".join(part for part in parts if part)


def company_of(headline: Headline) -> list[str]:
    """Return how many report the same, and how many copies of it there are; nothing where it is alone."""
    if headline.copy_of is not None:
        return ["a copy"]
    others = headline.story_size - headline.copies  # each text once
    found = []
    if others > 1:
        several = headline.story_sources > 1
        found.append(count(headline.story_sources, "source") if several else count(others, "report"))
    if headline.copies:
        found.append(copies(headline.copies))
    return found


def copies(number: int) -> str:
    """Return a number of copies in words, "" for none."""
    return "1 copy" if number == 1 else f"{number:,} copies" if number else ""


def stretch(first: datetime | None, last: datetime | None) -> str:
    """Return a stretch of time as "26 – 27 Jul 2021", with no more of its first day than is needed."""
    if first is None or last is None:
        return "undated"
    one, other = first.astimezone(), last.astimezone()
    if one.date() == other.date():
        return day_of(one)
    if one.year != other.year:
        return f"{day_of(one)} – {day_of(other)}"
    begins = f"{one.day}" if one.month == other.month else f"{one.day} {one:%b}"
    return f"{begins} – {day_of(other)}"


def kind_of(entity: Entity) -> str:
    """Return what kind of name it is, in words."""
    return "another kind of name" if entity.kind is Kind.OTHER else entity.kind.value


def about_name(entity: Entity) -> str:
    """Return kind and number of articles, and what else a list says of a name."""
    return " · ".join([kind_of(entity), *marks_of(entity), count(entity.articles, "article")])


def marks_of(entity: Entity) -> list[str]:
    """Return in a word each what is special about a name."""
    marks = (("ambiguous", entity.ambiguous), ("followed", entity.followed), ("muted", entity.muted))
    return [word for word, holds in marks if holds]
