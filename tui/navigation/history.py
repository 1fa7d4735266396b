"""Where the reader has been: places in order, with a way back and forward."""

from typing import Generic, TypeVar

PlaceT = TypeVar("PlaceT")


class History(Generic[PlaceT]):
    """Places visited. The place at hand is kept up to date with `settle` before it is left."""

    def __init__(self, place: PlaceT, limit: int = 500) -> None:
        """Begin at `place` and keep at most `limit` places."""
        self._places = [place]
        self._at = 0
        self._limit = limit

    @property
    def here(self) -> PlaceT:
        """The place at hand."""
        return self._places[self._at]

    @property
    def previous(self) -> PlaceT | None:
        """The place that `back` would go to."""
        return self._places[self._at - 1] if self._at else None

    def settle(self, place: PlaceT) -> None:
        """Replace the place at hand by what it has become: scrolled, another row, another name."""
        self._places[self._at] = place

    def visit(self, place: PlaceT) -> None:
        """Go to a new place; what lay ahead is forgotten."""
        self._places = [*self._places[: self._at + 1], place][-self._limit :]
        self._at = len(self._places) - 1

    def back(self) -> PlaceT | None:
        """Go one place back and return it, `None` at the first one."""
        if not self._at:
            return None
        self._at -= 1
        return self.here

    def forward(self) -> PlaceT | None:
        """Go one place forward and return it, `None` at the last one."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self.here
