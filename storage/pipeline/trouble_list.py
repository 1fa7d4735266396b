"""The troubles of a piece of work, as many as a report can show."""

from storage.model import Trouble

MAX_TROUBLES = 1000  # a large file can have millions of broken lines


class TroubleList:
    """Keeps the first `MAX_TROUBLES` troubles and counts the rest."""

    def __init__(self) -> None:
        self.kept: list[Trouble] = []
        self.more = 0
        """How many troubles were only counted."""

    def add(self, trouble: Trouble) -> None:
        """Keep a trouble, or count it if there are too many."""
        if len(self.kept) < MAX_TROUBLES:
            self.kept.append(trouble)
        else:
            self.more += 1

    def extend(self, other: "TroubleList") -> None:
        """Add the troubles of another list, with those that it only counted."""
        for trouble in other.kept:
            self.add(trouble)
        self.more += other.more

    @property
    def count(self) -> int:
        """How many troubles there were, with those that were only counted."""
        return len(self.kept) + self.more

    def listed(self, origin: str) -> tuple[Trouble, ...]:
        """Return the troubles; a last one, from `origin`, says how many more there were."""
        more = [Trouble(origin, f"{self.more:,} more problems")] if self.more else []
        return (*self.kept, *more)
