"""Parse dates as files, feeds and pages write them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Years outside this range are typing errors.
_FIRST_YEAR, _LAST_YEAR = 1400, 2199
_LONGEST = 80  # characters

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
    """Return the date and time in `value`, with an offset; None without a date, or with an absurd year.

    Reads ISO 8601 and RFC 2822. A day without a time is its midnight; a time without an offset is UTC. A
    month or a year alone gives None.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    parsed = _read_iso(value) or _read_mail(value)
    if parsed is None or not _FIRST_YEAR <= parsed.year <= _LAST_YEAR:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


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
