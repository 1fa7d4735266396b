"""Dates as files and feeds write them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Newspapers are younger than 1400; a year far ahead is a slip of the pen, not a date.
_FIRST_YEAR, _LAST_YEAR = 1400, 2199
_LONGEST = 80

_ISO = re.compile(
    r"""
    ( \d{4} [-/.] \d\d [-/.] \d\d | \d{8} | \d{4}-?W\d\d-?\d )
    (?: [T\s]\s* (\d [\d:.,]*) )?
    (?: \s* ( Z | UTC | GMT | [+-]\d\d (?: :?\d\d )? ) )?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:[a-z]{3,9},?\s+)?\d{1,2}[\s-]+[a-z]{3,9}[\s-]+(?:\d\d|[1-9]\d{3})(\s.*)?", re.ASCII | re.IGNORECASE
)


def read_date(value: str) -> datetime | None:
    """Return the moment that `value` names, with an offset, or None if it names none or an absurd one.

    ISO 8601 (a day alone is its midnight) and RFC 2822 are read; without an offset UTC is taken. A month or
    a year alone is no moment: None.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    moment = _read_iso(value) or _read_mail(value)
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_iso(value: str) -> datetime | None:
    match = _ISO.fullmatch(value)
    if not match:
        return None
    day, time, offset = match.groups()
    day = re.sub("[/.]", "-", day).upper()
    offset = "" if offset is None else offset.upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        return datetime.fromisoformat(f"{day}T{time or '00:00'}{offset}")
    except ValueError:
        return None


def _read_mail(value: str) -> datetime | None:
    match = _MAIL.fullmatch(value)
    if not match:
        return None
    try:
        return parsedate_to_datetime(value if match[1] else value.replace("-", " ") + " 00:00")
    except (ValueError, IndexError, OverflowError):
        return None
