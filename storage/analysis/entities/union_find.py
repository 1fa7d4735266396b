"""Sets that grow together: what is found to be the same, two by two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class UnionFind:
    """Which of a number of things are the same; the smallest number stands for each set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Return the number that stands for an item's set."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, items: Iterable[int]) -> None:
        """Make one set of the sets of these items."""
        roots = sorted({self.find(item) for item in items})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def sets(self, items: Sequence[Item]) -> list[list[Item]]:
        """Return these items, by their numbers, set by set."""
        found: dict[int, list[Item]] = defaultdict(list)
        for number, item in enumerate(items):
            found[self.find(number)].append(item)
        return list(found.values())
