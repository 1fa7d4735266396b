"""The troubles of a piece of work, as many as a report can show."""

from collections.abc import Iterable

from storage.model import Trouble

MAX_TROUBLES = 1000  # a large file can have millions of broken lines


class TroubleList:
    """Keeps the first `MAX_TROUBLES` troubles and counts the rest."""

    def __init__(self) -> None:
        self._kept: list[Trouble] = []
        self._more = 0

    def add(self, trouble: Trouble) -> None:
        """Keep a trouble, or count it if there are too many."""
        if len(self._kept) < MAX_TROUBLES:
            self._kept.append(trouble)
        else:
            self._more += 1

    def extend(self, troubles: Iterable[Trouble]) -> None:
        """Add several troubles."""
        for trouble in troubles:
            self.add(trouble)

    def report(self, origin: str) -> tuple[Trouble, ...]:
        """Return the troubles; a last one, from `origin`, says how many more there are."""
        more = [Trouble(origin, f"{self._more:,} more problems")] if self._more else []
        return (*self._kept, *more)
