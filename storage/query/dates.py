"""Days and spans of time in a query."""

import re
from datetime import date, timedelta

from storage.errors import QueryError

TODAY, YESTERDAY = "today", "yesterday"
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_AGE = re.compile(r"(\d{1,5})([hdwmy])", re.ASCII)
_HOUR = 3600
SECONDS = {"h": _HOUR, "d": 24 * _HOUR, "w": 7 * 24 * _HOUR, "m": 30 * 24 * _HOUR, "y": 365 * 24 * _HOUR}
"""The units of an age; a month counts as 30 days, a year as 365."""
UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}


def canonical_date(text: str, position: int) -> str:
    """Return a year, month or day as "2021", "2021-03" or "2021-03-09", or the word for it.

    Raises `QueryError` for what is no date.
    """
    if text.lower() in (TODAY, YESTERDAY):
        return text.lower()
    found = _DATE.fullmatch(text)
    if found is None:
        raise QueryError(
            f"“{text}” is not a date; write 2021, 2021-03 or 2021-03-09, today or yesterday.", position
        )
    numbers = [int(part) for part in found.groups() if part]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise QueryError(f"There is no day “{text}” in the calendar.", position) from None
    return "-".join([f"{numbers[0]:04}", *(f"{one:02}" for one in numbers[1:])])


def first_day(value: str, today: date) -> date:
    """Return the first day of a canonical date."""
    if value == TODAY:
        return today
    if value == YESTERDAY:
        return today - timedelta(days=1)
    numbers = [int(part) for part in value.split("-")]
    return date(*[*numbers, 1, 1][:3])


def canonical_age(text: str, position: int) -> str:
    """Return an age such as "3d" or "2w". Raises `QueryError` for what is none."""
    found = _AGE.fullmatch(text.lower())
    if found is None or int(found[1]) == 0:
        raise QueryError(
            f"“{text}” is not an age; write a number with h, d, w, m or y, such as 3d or 2w.", position
        )
    return f"{int(found[1])}{found[2]}"


def seconds(age: str) -> int:
    """Return the seconds of a canonical age."""
    return int(age[:-1]) * SECONDS[age[-1]]
