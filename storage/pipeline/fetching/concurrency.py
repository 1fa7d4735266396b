"""Going round many servers: some at once, and not all of one server in a row."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Iterable
from itertools import chain, zip_longest
from typing import Any, TypeVar

T = TypeVar("T")


async def each(items: Iterable[T], work: Callable[[T], Awaitable[None]], at_once: int) -> None:
    """Do `work` for each item, in order, `at_once` at a time; the first error ends it and is raised."""
    waiting = iter(items)

    async def take() -> None:
        for item in waiting:
            await work(item)

    await together(*(take() for _ in range(at_once)))


async def together(*work: Coroutine[Any, Any, None]) -> None:
    """Do all of the work at once; the first error ends the rest and is raised."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def spread(items: Iterable[T], group: Callable[[T], Hashable]) -> list[T]:
    """Return the items in turn from each group, those of one group in their order."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[group(item)].append(item)
    rows: Iterable[tuple[T | None, ...]] = zip_longest(*groups.values())
    return [item for item in chain.from_iterable(rows) if item is not None]
