"""Parse dates as files, feeds and pages write them: by the standards, or as programs and people do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from storage.sources.drafts.time_zones import in_zone, read_zone
from storage.sources.drafts.written_dates import WrittenTime, read_written

# Years outside this range are typing errors.
_FIRST_YEAR, _LAST_YEAR = 1400, 2199
_LONGEST = 120  # characters

_ISO = re.compile(
    r"""
    ( \d{4} [-/.] \d\d [-/.] \d\d | \d{8} | \d{4}-?W\d\d-?\d )
    (?: [T\s]\s* (\d [\d:.,]*) )?
    (?: \s* ( Z | UTC | GMT | [+-]\d\d (?: :?\d\d )? ) )?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_MAIL = re.compile(
    r"""
    (?: [a-z]{3},?\ )? (?P<day>\d\d?) \ (?P<month>[a-z]{3}) \ (?P<year>\d{4})
    \ (?P<hour>\d\d) : (?P<minute>\d\d) (?: :(?P<second>\d\d) )?
    \ (?: GMT | Z | UTC | UT | (?P<sign>[+-]) (?P<hours>[01]\d|2[0-3]) (?P<minutes>[0-5]\d) )
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
# Seconds since 1970, or parts of them; with a sign and brackets as .NET writes them.
_UNIX = re.compile(r"(?:/Date\(|new Date\()?(\d{9,19})(?:\.\d{1,9})?(?:[+-]\d{4})?\)?/?", re.ASCII)
_DIGITS_OF_SECONDS, _DIGITS_OF_DATE = 10, 14  # 20211209120000
_MOST_SECONDS = datetime(_LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date and time with an offset. `approximate` means that its zone is not certain.

    Of a zone that can't be read at all, only the day is kept, as its midnight.
    """

    moment: datetime
    approximate: bool = False


def read_date(value: str) -> datetime | None:
    """Return the date and time in `value`, as `parse_date` does, whether they are approximate or not."""
    parsed = parse_date(value)
    return parsed.moment if parsed else None


def parse_date(value: str, countries: Sequence[str] = (), language: str = "") -> ParsedDate | None:
    """Return the date and time in `value`; `None` without a date, or with an absurd year.

    Reads ISO 8601, RFC 2822, the forms of programs, Unix time, and dates in words. A day without a time is
    its midnight; a time without a zone is UTC. `countries` (ISO 3166) and `language` of the source decide
    what an ambiguous zone and month mean. A month or a year alone gives `None`, and so does a date like
    5/6/2021, whose order is unknown.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    try:
        parsed = _read_standard(value) or _read_unix(value) or _read_words(value, countries, language)
    except (ValueError, OverflowError):  # there is no such day or time
        return None
    if parsed is None or not _FIRST_YEAR <= parsed.moment.year <= _LAST_YEAR:
        return None
    return parsed


def _read_standard(value: str) -> ParsedDate | None:
    if match := _MAIL.fullmatch(value):
        return _mail_date(match)
    match = _ISO.fullmatch(value)
    if not match:
        return None
    day, clock_text, zone_text = match.groups()
    day = re.sub("[/.]", "-", day).upper()
    zone_text = "" if zone_text is None else zone_text.upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        moment = datetime.fromisoformat(f"{day}T{clock_text or '00:00'}{zone_text}")
    except ValueError:
        return None
    return ParsedDate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _mail_date(match: re.Match[str]) -> ParsedDate | None:
    month = _MONTHS.get(match["month"].lower())
    if month is None:
        return None
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    zone = timezone(-offset if match["sign"] == "-" else offset) if offset else UTC
    clock = int(match["hour"]), int(match["minute"]), min(int(match["second"] or 0), 59)
    return ParsedDate(datetime(int(match["year"]), month, int(match["day"]), *clock, tzinfo=zone))


def _read_unix(value: str) -> ParsedDate | None:
    match = _UNIX.fullmatch(value)
    if not match:
        return None
    # Milliseconds, microseconds and nanoseconds have more digits.
    digits = match[1]
    if len(digits) == _DIGITS_OF_DATE:
        return ParsedDate(datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    places = max(0, len(digits) - _DIGITS_OF_SECONDS) // 3 * 3
    seconds = int(digits) / 10**places
    return ParsedDate(datetime.fromtimestamp(seconds, UTC)) if seconds < _MOST_SECONDS else None


def _read_words(value: str, countries: Sequence[str], language: str) -> ParsedDate | None:
    written = read_written(value, language)
    if written is None:
        return None
    day = date(written.year, written.month, written.day)
    if written.clock is None:
        return ParsedDate(datetime.combine(day, time(), UTC))
    moment = datetime.combine(day, _time(written))
    if not written.zone:
        return ParsedDate(moment.replace(tzinfo=UTC))
    zone = read_zone(written.zone, countries)
    if zone is None and written.zone.islower():  # an ordinary word
        return None
    if zone is None:
        return ParsedDate(datetime.combine(day, time(), UTC), approximate=True)
    return ParsedDate(in_zone(moment, zone.time), approximate=not zone.certain)


def _time(written: WrittenTime) -> time:
    hour, minute, second = written.clock or (0, 0, 0)
    return time(hour, minute, min(int(second), 59), int(second % 1 * 1_000_000))
