"""Parses dates in the forms that feeds use beyond the standards: in other languages, or as numbers."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape

from storage.sources.drafts.dates import read_date

_MAX_LENGTH = 80  # characters
# Clocks may be wrong by a time zone or a day; a later date is that of an event, or nonsense.
_MAX_AHEAD = timedelta(days=2)
# Programs write the start of Unix time where they have no date.
_EPOCH_END = datetime(1970, 1, 2, tzinfo=UTC)
_EPOCH_START = datetime(1969, 12, 31, tzinfo=UTC)

_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?\s?,\s?")
_UNIX_TIME = re.compile(r"(?:\d{10}|\d{13})", re.ASCII)
_SPACED_ISO = re.compile(r"(\d{4}-\d\d-\d\d) ?T ?(?=\d)", re.ASCII)
_ZONE = r"(?P<zone>[A-Za-z]{1,5}|[+-]\d\d:?\d\d)"
_CLOCK = r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\s?(?P<half>[APap])\.?[Mm]\.?)?"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s(?:de\s)?(?P<month>[^\W\d_]{{3,12}})\.?\s(?:de\s)?(?P<year>\d{{4}}),?"
    rf"(?:\s(?:at\s|um\s|à\s)?{_CLOCK})?(?:\s{_ZONE})?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>[^\W\d_]{{3,12}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}}),?"
    rf"(?:\s(?:(?:at|-)\s)?{_CLOCK})?(?:\s{_ZONE})?"
)
_CTIME = re.compile(
    rf"[A-Za-z]{{3,9}}\s(?P<month>[A-Za-z]{{3}})\s(?P<day>\d{{1,2}})\s(?P<clock>\d\d?:\d\d(?::\d\d)?)"
    rf"(?P<half>)(?:\s{_ZONE})?\s(?P<year>\d{{4}})"
)
_WITH_SLASHES = re.compile(
    rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/(?P<year>\d{{4}}),?(?:\s{_CLOCK})?(?:\s{_ZONE})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The first letters of months in other languages, where they differ from English and are unambiguous.
_OTHER_MONTHS = {
    **dict.fromkeys(("jän", "ene", "gen", "янв", "ιαν"), "jan"),
    **dict.fromkeys(("fév", "fev", "фев", "φεβ"), "feb"),
    **dict.fromkeys(("mär", "maa", "mrt", "мар", "μαρ"), "mar"),
    **dict.fromkeys(("avr", "abr", "апр", "απρ"), "apr"),
    **dict.fromkeys(("mai", "mei", "mag", "maj", "мая", "май", "μαι"), "may"),
    **dict.fromkeys(("juin", "giu", "июн", "ιουν"), "jun"),
    **dict.fromkeys(("juil", "lug", "июл", "ιουλ"), "jul"),
    **dict.fromkeys(("aoû", "aou", "ago", "авг", "αυγ"), "aug"),
    **dict.fromkeys(("set", "сен", "σεπ"), "sep"),
    **dict.fromkeys(("okt", "ott", "out", "окт", "οκτ"), "oct"),
    **dict.fromkeys(("ноя", "νοε"), "nov"),
    **dict.fromkeys(("dez", "dic", "déc", "des", "дек", "δεκ"), "dec"),
}


def entry_date(values: Iterable[str], now: datetime) -> datetime | None:
    """Return the first plausible date among `values`, `None` if there is none.

    Years before 1400 are not plausible, nor are the start of Unix time, which stands for a missing date, and
    dates more than two days after `now`.
    """
    for value in values:
        date = parse_feed_date(value) if value else None
        if date and not _EPOCH_START < date < _EPOCH_END and date <= now + _MAX_AHEAD:
            return date
    return None


def parse_feed_date(value: str) -> datetime | None:
    """Return the date and time in `value`, with an offset, or `None`.

    A date with slashes is `None` if both of its numbers may be the month. Everything that `read_date`
    understands comes first.
    """
    if date := read_date(value):
        return date
    if len(value) > _MAX_LENGTH:
        return None
    value = " ".join(unescape(value).split())
    if _UNIX_TIME.fullmatch(value):
        return datetime.fromtimestamp(int(value[:10]), UTC)
    value = _SPACED_ISO.sub(r"\1T", _WEEKDAY.sub("", value))
    return read_date(value) or _parse_words(value)


def _parse_words(value: str) -> datetime | None:
    for form in (_DAY_FIRST, _MONTH_FIRST, _CTIME):
        if match := form.fullmatch(value):
            month = _month(match["month"])
            return _date(match, int(match["day"]), month) if month else None
    match = _WITH_SLASHES.fullmatch(value)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second"])
    if first == second <= 12 or second > 12 >= first:
        return _date(match, second, _MONTHS[first - 1]) if first else None
    return _date(match, first, _MONTHS[second - 1]) if first > 12 >= second > 0 else None


def _month(word: str) -> str:
    word = word.lower()
    if word[:3] in _MONTHS:
        return word[:3]
    return _OTHER_MONTHS.get(word[:4]) or _OTHER_MONTHS.get(word[:3], "")


def _date(match: re.Match[str], day: int, month: str) -> datetime | None:
    clock, half = match["clock"] or "00:00", match["half"]
    if half:
        hour, rest = clock.split(":", 1)
        clock = f"{int(hour) % 12 + (12 if half.lower() == 'p' else 0)}:{rest}"
    return read_date(f"{day} {month.title()} {match['year']} {clock} {match['zone'] or 'GMT'}")
