"""Times as a reader thinks of them: how long ago, and in how long."""

_MINUTE, _HOUR, _DAY, _WEEK, _YEAR = 60, 3_600, 86_400, 604_800, 31_557_600
_UNITS = ((_YEAR, "y"), (_WEEK, "w"), (_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min"))


def span(seconds: float) -> str:
    """Return a length of time in its largest whole unit, as in "5 min" or "3 d"; "" below a minute."""
    for unit, name in _UNITS:
        if seconds >= unit:
            return f"{int(seconds // unit):,} {name}"
    return ""


def ago(then: float | None, now: float) -> str:
    """Return how long before `now` something was, as in "5 min ago"; in Unix seconds; `None` is never."""
    if then is None:
        return "never"
    length = span(now - then)
    return f"{length} ago" if length else "just now"


def ahead(then: float, now: float) -> str:
    """Return how long after `now` something will be, as in "in 2 h"; "now" for what is due."""
    length = span(then - now)
    return f"in {length}" if length else "in a minute" if then > now else "now"


def weekly(number: float) -> str:
    """Return a weekly average: whole from ten on, below with one decimal; "" for none."""
    if number < 0.05:
        return ""
    return f"{number:,.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")
