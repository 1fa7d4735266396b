"""What a server says about when to come again."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 7 * 86400

_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?([0-9]{1,12})')
_UNKEPT = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b")


def max_age(headers: Mapping[str, str]) -> int:
    """Return how many seconds an answer stays fresh (Cache-Control, else Expires; RFC 9111), 0 if unsaid."""
    control = headers.get("cache-control", "").lower()
    if _UNKEPT.search(control):
        return 0
    if said := _MAX_AGE.search(control):
        age = headers.get("age", "")
        return max(0, int(said[1]) - (int(age) if re.fullmatch(r"[0-9]{1,12}", age) else 0))
    expires, date = _moment(headers.get("expires", "")), _moment(headers.get("date", ""))
    if expires is None:
        return 0
    return max(0, int(expires - (time.time() if date is None else date)))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return after how many seconds to ask again, at most a week; `None` if not said."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,12}", said):
        return min(float(said), LONGEST_WAIT)
    moment = _moment(said)
    return None if moment is None else min(max(0.0, moment - time.time()), LONGEST_WAIT)


def _moment(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
