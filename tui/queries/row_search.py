"""Where an item of a list is by now, looked for near the row where it was."""

from collections.abc import Callable, Sequence
from typing import Protocol

_STEP, _FARTHEST = 256, 2_048  # rows


class Numbered(Protocol):
    """An article, a name or a story: something with a number of its own."""

    @property
    def id(self) -> int:
        """Its number."""
        ...


def find_row(read: Callable[[int, int], Sequence[Numbered]], number: int, near: int) -> int | None:
    """Return the row of the item with this number, `None` if it is not within 2,048 rows of `near`.

    `read` returns the rows from an offset on, at most as many as a limit.
    """
    start = near - _STEP // 2
    distances = range(_STEP, _FARTHEST + 1, _STEP)
    for offset in (start, *(start + side * distance for distance in distances for side in (1, -1))):
        first = max(0, offset)
        limit = offset + _STEP - first  # less than a step at the top of the list
        rows = read(first, limit) if limit > 0 else ()
        found = next((first + at for at, item in enumerate(rows) if item.id == number), None)
        if found is not None:
            return found
    return None
