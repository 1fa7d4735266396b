"""Dates, times, counts and origins in the words that the screen and the commands share.

Days and times are those of the reader's clock. Midnight sharp stands for a day without a time.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from storage.model import (
    ChangedNumber,
    Enclosure,
    Entity,
    Headline,
    NewSentence,
    Provenance,
    Route,
    Story,
    publication_day,
)
from storage.text import languages

WITHOUT_FEED = "Without a feed"
"""The title of the list of articles whose feeds the reader unsubscribed from."""

_MINUTE, _HOUR, _DAY, _WEEK, _YEAR = 60, 3_600, 86_400, 604_800, 31_557_600
_HALF_A_YEAR = 180  # days
_UNITS = ((_YEAR, "y"), (_WEEK, "w"), (_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min"))
_PROVENANCE = {
    Provenance.FEED: "from the feed",
    Provenance.PAGE: "from the page",
    Provenance.FILE: "from a file",
}
_GUESSES = {
    Route.SURNAME: "by the surname alone",
    Route.ACRONYM: "by the acronym",
    Route.SHORT_FORM: "by a short form",
    Route.SPELLING: "by another spelling",
    Route.KIND: "taken for another kind",
}


# Days and times


def day(published: datetime | None, *, approximate: bool = False) -> str:
    """Return the day of publication as "9 Dec 2021", the time as "14:05" if it is today, else "undated".

    An `approximate` one is a day, as "~9 Dec 2021".
    """
    if published is None:
        return "undated"
    when = publication_day(published)
    if approximate:
        return f"~{day_of(when)}"
    today = when == datetime.now().astimezone().date()
    return (time_of(published) if today else "") or day_of(when)


def short_day(published: datetime | None, *, approximate: bool = False) -> str:
    """Return `day` without the year, if that is less than half a year ago."""
    if published is None:
        return day(published)
    mark = "~" if approximate else ""
    when = publication_day(published)
    recent = 0 < (datetime.now().astimezone().date() - when).days < _HALF_A_YEAR
    return f"{mark}{when.day} {when:%b}" if recent else day(published, approximate=approximate)


def time_of(published: datetime | None) -> str:
    """Return the time of publication as "14:05", "" if only the day is known."""
    if published is None or published.time() == time.min:
        return ""
    return f"{published.astimezone():%H:%M}"


def day_of(when: date) -> str:
    """Return a day as "9 Dec 2021"."""
    return f"{when.day} {when:%b %Y}"


def date_range(first: datetime | None, last: datetime | None) -> str:
    """Return the days from first to last as "26 – 27 Jul 2021", without what both days share."""
    if first is None or last is None:
        return "undated"
    start, end = publication_day(first), publication_day(last)
    if start == end:
        return day_of(end)
    if start.year != end.year:
        return f"{day_of(start)} – {day_of(end)}"
    begins = f"{start.day}" if start.month == end.month else f"{start.day} {start:%b}"
    return f"{begins} – {day_of(end)}"


def duration(seconds: float) -> str:
    """Return a duration in its largest whole unit, as "5 min" or "3 d"; "" below a minute."""
    for unit, name in _UNITS:
        if seconds >= unit:
            return f"{int(seconds // unit):,} {name}"
    return ""


def ago(then: float | None, now: float) -> str:
    """Return how long before `now` something was, as "5 min ago"; Unix seconds, `None` is "never"."""
    if then is None:
        return "never"
    length = duration(now - then)
    return f"{length} ago" if length else "just now"


def ahead(then: float, now: float) -> str:
    """Return how long after `now` something will be, as "in 2 h"; "now" if it is due. Unix seconds."""
    length = duration(then - now)
    return f"in {length}" if length else "in a minute" if then > now else "now"


# Numbers


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, as "1 article" or "2,500 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def copies(number: int) -> str:
    """Return a number of copies in words, "" for none."""
    return count(number, "copy", "copies") if number else ""


def weekly(number: float) -> str:
    """Return a weekly average, from ten on as a whole number, below with one decimal; "" for none."""
    if number < 0.05:
        return ""
    return f"{number:,.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")


# Articles, stories and names


def provenance(where: Provenance) -> str:
    """Return in words where a text came from."""
    return _PROVENANCE[where]


def language(tag: str) -> str:
    """Return the name of a language, as "in German"; "" for English and for an unknown language."""
    if not languages.is_foreign(tag):
        return ""
    name = languages.NAMES.get(languages.primary(tag))
    return f"in {name}" if name else f"in another language ({tag})"


def source_and_day(headline: Headline) -> str:
    """Return where and when an article was published."""
    return " · ".join(
        part
        for part in (headline.source, day(headline.published, approximate=headline.approximate_date))
        if part
    )


def other_reports(headline: Headline) -> list[str]:
    """Return in words how many sources or articles report the same, and how many copies there are."""
    if headline.copy_of is not None:
        return ["a copy"]
    reports = headline.story_size - headline.copies  # each text once
    found = []
    if reports > 1:
        several = headline.story_sources > 1
        size = count(headline.story_sources, "source") if several else count(reports, "report")
        size = f"likely {size}" if headline.story_likely else size
        found.append(f"{size} ★" if headline.story_starred else size)
        found += [f"{headline.story_new:,} new"] if headline.story_new else []
    return [*found, *filter(None, [copies(headline.copies)])]


def labels(names: Iterable[str]) -> str:
    """Return labels as the screen writes them: "#iraq #to read"."""
    return " ".join(f"#{name}" for name in names)


def describe_story(story: Story) -> str:
    """Return the size of a story, its days, how much of it is unread and new, and until when it is muted."""
    parts = [count(story.articles, "article")]
    if story.sources > 1:
        parts.append(count(story.sources, "source"))
    parts.append(date_range(story.first, story.last))
    return " · ".join([*parts, *_unread_of(story.unread, story.new), *muted(story)])


def _unread_of(unread: int, new: int) -> list[str]:
    """Return in words how much of a story is unread, and how much of that is new since it was read."""
    if new and new == unread:
        return [f"{new:,} new"]
    return [f"{number:,} {what}" for number, what in ((new, "new"), (unread, "unread")) if number]


def muted(story: Story) -> list[str]:
    """Return in words until when a story is muted."""
    return [f"muted until {moment(story.muted_until)}"] if story.muted_until else []


def moment(when: datetime) -> str:
    """Return a time as "9 Dec 2021, 14:05", without the time of day at midnight and today without the day."""
    local = when.astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == datetime.now().astimezone().date():
        return clock
    return day_of(local.date()) + (f", {clock}" if local.time() != time.min else "")


def guess(route: Route) -> str:
    """Return in words how the meaning of a mention was guessed, "" if it is certain."""
    return _GUESSES.get(route, "")


def flags_of(entity: Entity) -> list[str]:
    """Return a word for each special state of a name."""
    flags = (("ambiguous", entity.ambiguous), ("followed", entity.followed), ("muted", entity.muted))
    return [word for word, holds in flags if holds]


def end_of_names(step: int) -> str:
    """Return in words that there is no name after the last (`step` 1) or before the first one (-1)."""
    return f"This is the {'last' if step > 0 else 'first'} name."


def describe_name(entity: Entity) -> str:
    """Return the kind of a name, its special states, and its number of articles."""
    return " · ".join([entity.kind, *flags_of(entity), count(entity.articles, "article")])


# Files


def describe_file(enclosure: Enclosure) -> str:
    """Return what an enclosure is: its kind, how long it plays, and its size, as far as they are known."""
    kind = enclosure.type.partition("/")[0].lower()
    words = kind if kind in ("audio", "video", "image") else enclosure.type or "file"
    parts = (words, playing_time(enclosure.seconds), size(enclosure.size) if enclosure.size else "")
    return " · ".join(part for part in parts if part)


def playing_time(seconds: int) -> str:
    """Return a length as "1:02:09" or "5:30", "" for 0."""
    if not seconds:
        return ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def size(bytes_: int) -> str:
    """Return a size as "23 MB"."""
    for unit in ("bytes", "kB", "MB"):
        if bytes_ < 1_000:
            return f"{bytes_:,} {unit}"
        bytes_ = round(bytes_ / 1_000)
    return f"{bytes_:,} GB"


def times_changed(number: int) -> str:
    """Return how often a text has changed, "" for never."""
    return "" if not number else "changed once" if number == 1 else f"changed {number:,} times"


def with_changes(sentence: str, changed: Sequence[ChangedNumber]) -> str:
    """Return a sentence with what its numbers were before: "At least 34 people died. (13 → 34)"."""
    return f"{sentence} ({', '.join(map(str, changed))})" if changed else sentence


def changed_since(news: Sequence[NewSentence]) -> str:
    """Return which numbers are others than in what was read, "" if none is."""
    changed = dict.fromkeys(str(number) for one in news for number in one.changed)
    return f"changed since you read: {', '.join(changed)}" if changed else ""
