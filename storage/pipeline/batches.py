"""Work in portions of bounded size."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last of what is left; each is read when it is asked for."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
