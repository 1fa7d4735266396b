"""How often a feed asks to be fetched."""

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST = 31 * 86_400


def fetch_interval(ttl: str, period: str = "", frequency: str = "") -> int:
    """Return the seconds between two fetches, at most 31 days, 0 where the feed does not say.

    `ttl` is RSS's, in minutes; `period` and `frequency` are those of its syndication module: "daily" with "4"
    is every six hours. `ttl` counts where both are given.
    """
    minutes = _number(ttl)
    if minutes:
        return min(minutes * 60, _LONGEST)
    whole = _PERIODS.get(period.strip().lower(), 0)
    return min(whole // (_number(frequency) or 1), _LONGEST)


def _number(value: str) -> int:
    value = value.strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0
