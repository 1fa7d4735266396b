"""When to fetch a feed again: pure arithmetic on Unix seconds.

A feed is fetched about three times in the interval between two of its articles, measured over the last two
weeks, and less often if it asks for that. After a failure the interval doubles, which RFC 9110 leaves to
the client, unless the server named a time.
"""

from collections.abc import Sequence
from random import Random

MINUTE, HOUR, DAY = 60, 3600, 86400
SHORTEST, LONGEST = 15 * MINUTE, DAY
MAX_RETRY_AFTER = 7 * DAY  # a server that asks for a longer pause is fetched earlier
OFFLINE = 5 * MINUTE  # until the next try after no server could be reached

_WINDOW = 14 * DAY
_FETCHES_PER_ARTICLE = 3
_FIRST_RETRY = 10 * MINUTE


def after_success(
    now: float, published: Sequence[float], *, asked: float = 0, fresh: float = 0, random: Random
) -> float:
    """Return when to fetch a feed again that was fetched `now`.

    `published` are the times of its articles. Those of the last two weeks count, or of a shorter time if
    the feed has no older ones. `asked` is the interval that the feed asks for and `fresh` how long the
    response may be cached; both in seconds, 0 if not given, at most a day. The interval is lengthened by up
    to a tenth at random, so that feeds do not all fall due at once.
    """
    recent = [time for time in published if now - _WINDOW <= time <= now]
    # A new feed may hold only a few days of articles.
    has_older = len(recent) < len(published) or not recent
    window = _WINDOW if has_older else max(now - min(recent), DAY)
    interval = window / (len(recent) + 1) / _FETCHES_PER_ARTICLE
    return now + _clamped(max(interval, asked, fresh)) * random.uniform(1.0, 1.1)


def after_failure(now: float, failures: int, retry_after: float | None, *, random: Random) -> float:
    """Return when to fetch a feed again that has now failed `failures` times in a row.

    `retry_after` is the pause in seconds that the server asked for, `None` if it did not.
    """
    interval = min(_FIRST_RETRY * 2.0 ** min(failures - 1, 20), LONGEST) * random.uniform(0.8, 1.2)
    if retry_after is not None:
        interval = max(interval, min(retry_after, MAX_RETRY_AFTER))
    return now + interval


def _clamped(interval: float) -> float:
    return min(max(interval, SHORTEST), LONGEST)
