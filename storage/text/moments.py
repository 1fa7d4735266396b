"""Points in time as readers type them: "2d", "1 week", "yesterday", "2026-12-24", "2026-12-24 14:30"."""

import calendar
import re
from datetime import datetime, timedelta

EXAMPLES = "2d, 1w, 3 months, 2026-12-24"
"""What a sentence about a wrong one suggests."""

_DISTANCE = re.compile(r"(\d{1,5})\s*(h|d|w|m|y|hours?|days?|weeks?|months?|years?)", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def moment(text: str, now: datetime, *, ahead: bool) -> datetime | None:
    """Return the time that a text means, with the time zone of `now`; `None` if it means none.

    A distance, such as "2d", is after `now` if `ahead`, else before it. A date means its midnight.
    """
    text = " ".join(text.split())
    try:
        if found := _DISTANCE.fullmatch(text):
            return _shifted(now, int(found[1]) * (1 if ahead else -1), found[2][0].lower())
        if text.lower() in _DAYS:
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            return midnight + timedelta(days=_DAYS[text.lower()])
        given = datetime.fromisoformat(text)
        return given if given.tzinfo else given.replace(tzinfo=now.tzinfo)
    except (ValueError, OverflowError):
        return None


def _shifted(now: datetime, number: int, unit: str) -> datetime:
    if unit in _HOURS:
        return now + timedelta(hours=number * _HOURS[unit])
    year, month = divmod(now.year * 12 + now.month - 1 + number * _MONTHS[unit], 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)
