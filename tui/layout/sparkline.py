"""A curve of numbers over time in one line of block characters."""

from collections.abc import Sequence
from datetime import date

_BARS = "▁▂▃▄▅▆▇█"


def buckets(days: Sequence[tuple[date, int]], width: int) -> list[int]:
    """Return the sums of `width` equal stretches of time from the first day to the last."""
    if not days or width < 1:
        return []
    first, last = days[0][0].toordinal(), days[-1][0].toordinal()
    span = last - first + 1
    sums = [0] * min(width, span)
    for day, number in days:
        sums[(day.toordinal() - first) * len(sums) // span] += number
    return sums


def sparkline(days: Sequence[tuple[date, int]], width: int) -> str:
    """Return the mentions a day as a line of at most `width` bars; nothing in a stretch is a space."""
    sums = buckets(days, width)
    most = max(sums, default=0)
    return "".join(_BARS[(number * len(_BARS) - 1) // most] if number else " " for number in sums)
