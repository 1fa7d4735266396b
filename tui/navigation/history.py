"""The places visited, in order, with a way back and forward."""

from collections.abc import Sequence
from typing import Generic, TypeVar

PlaceT = TypeVar("PlaceT")
OneT = TypeVar("OneT")


class History(Generic[PlaceT]):
    """Places visited. `replace` updates the current place before it is left."""

    def __init__(self, place: PlaceT, limit: int = 500) -> None:
        """Begin at `place` and keep at most `limit` places."""
        self._places = [place]
        self._at = 0
        self._limit = limit

    def restore(self, places: Sequence[PlaceT], at: int) -> None:
        """Have visited these places, at least one, of which number `at` is the current one."""
        self._places, self._at = list(places), at

    @property
    def places(self) -> Sequence[PlaceT]:
        """All places, in order."""
        return self._places

    @property
    def at(self) -> int:
        """The number of the current place."""
        return self._at

    @property
    def current(self) -> PlaceT:
        """The current place."""
        return self._places[self._at]

    @property
    def previous(self) -> PlaceT | None:
        """The place that `back` would go to."""
        return self._places[self._at - 1] if self._at else None

    def latest(self, kind: type[OneT]) -> OneT | None:
        """Return the last place of a kind up to the current one, `None` if there is none."""
        visited = reversed(self._places[: self._at + 1])
        return next((place for place in visited if isinstance(place, kind)), None)

    def replace(self, place: PlaceT) -> None:
        """Replace the current place by what it has become: scrolled, another row, another name."""
        self._places[self._at] = place

    def visit(self, place: PlaceT) -> None:
        """Go to a new place; the places ahead are forgotten."""
        self._places = [*self._places[: self._at + 1], place][-self._limit :]
        self._at = len(self._places) - 1

    def back(self) -> PlaceT | None:
        """Go one place back and return it, `None` at the first one."""
        if not self._at:
            return None
        self._at -= 1
        return self.current

    def leave_out(self, step: int) -> PlaceT | None:
        """Forget the current place and return the next one (`step` 1) or the one before it (-1).

        At the end it is the one on the other side; `None` if there is no other place.
        """
        if len(self._places) == 1:
            return None
        del self._places[self._at]
        self._at = max(0, min(self._at if step > 0 else self._at - 1, len(self._places) - 1))
        return self.current

    def forward(self) -> PlaceT | None:
        """Go one place forward and return it, `None` at the last one."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self.current
