"""When to ask a feed again: pure arithmetic on Unix seconds.

A feed is asked about three times in the span between two of its articles, as its last weeks show it,
and less often if it says so itself. After a failure the span doubles, as RFC 9110 leaves to the client,
unless the server named a time.
"""

from collections.abc import Sequence
from random import Random

MINUTE, HOUR, DAY = 60, 3600, 86400
SOONEST, LATEST = 15 * MINUTE, DAY
PATIENCE = 7 * DAY  # the longest for which a server that says "not before" is believed
OFFLINE = 5 * MINUTE  # until the next try when no server at all could be reached

_WINDOW = 14 * DAY
_VISITS_AN_ARTICLE = 3
_FIRST_RETRY = 10 * MINUTE


def after_success(
    now: float, published: Sequence[float], *, asked: float = 0, fresh: float = 0, chance: Random
) -> float:
    """Return when to ask a feed again that answered `now`.

    `published` are the times of its articles, of which the last two weeks count, or as much of them as it
    looks back on. `asked` is the span that the feed itself asks for, `fresh` the one for which the answer
    may be kept; both in seconds, 0 if not said, and believed up to a day. Spans vary by up to a tenth, so
    that feeds do not come due all at once, but none is shorter than what was asked for.
    """
    lately = [moment for moment in published if now - _WINDOW <= moment <= now]
    # Of a feed that is new to the desk no more is known than what it holds.
    whole = len(lately) < len(published) or not lately
    window = _WINDOW if whole else max(now - min(lately), DAY)
    span = window / (len(lately) + 1) / _VISITS_AN_ARTICLE
    return now + _clamped(max(span, asked, fresh)) * chance.uniform(1.0, 1.1)


def after_failure(now: float, failures: int, retry_after: float | None, *, chance: Random) -> float:
    """Return when to ask a feed again that has failed `failures` times in a row, this one included.

    `retry_after` is the span in seconds that the server named, if it did.
    """
    span = min(_FIRST_RETRY * 2.0 ** min(failures - 1, 20), LATEST) * chance.uniform(0.8, 1.2)
    if retry_after is not None:
        span = max(span, min(retry_after, PATIENCE))
    return now + span


def _clamped(span: float) -> float:
    return min(max(span, SOONEST), LATEST)
