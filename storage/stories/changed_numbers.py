"""Changed quantities as the reader sees them: "13 → 34", "4% → 4.5%", "3 days → 2 weeks"."""

from collections.abc import Iterable

from storage.model import ChangedNumber
from storage.model.sentence_index import Measure, Quantity
from storage.stories.sentence_novelty import Change

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_UNITS = (
    (365.0, "year"),
    (30.4, "month"),
    (7.0, "week"),
    (1.0, "day"),
    (1 / 24, "hour"),
    (1 / 1_440, "minute"),
)
_WHOLE = 0.02  # how far from a whole number of a unit a length of time may be


def changed_numbers(changes: Iterable[Change]) -> tuple[ChangedNumber, ...]:
    """Return changes in words and digits, each once."""
    found = (ChangedNumber(_written(one.before), _written(one.after)) for one in changes)
    return tuple(dict.fromkeys(found))


def _written(quantity: Quantity) -> str:
    if quantity.measure is Measure.PERCENT:
        return f"{_number(quantity.value)}%"
    return _time(quantity.value) if quantity.measure is Measure.DAYS else _number(quantity.value)


def _number(value: float) -> str:
    for size, name in _LARGE:
        if value >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0")


def _time(days: float) -> str:
    """Return a length of time in the largest unit of which it is a whole number."""
    for size, unit in _UNITS:
        number = round(days / size)
        if number and abs(days / size - number) <= _WHOLE * number:
            return f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"{days * 86_400:,.0f} seconds"
