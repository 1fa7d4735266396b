"""Asyncio work on many items: so many at a time, and not all of one server in a row."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Iterable
from itertools import chain, zip_longest
from typing import Any, TypeVar

T = TypeVar("T")


async def for_each(items: Iterable[T], work: Callable[[T], Awaitable[None]], at_once: int) -> None:
    """Call `work` for each item in order, `at_once` at a time; the first error cancels the rest."""
    waiting = iter(items)

    async def take_items() -> None:
        for item in waiting:
            await work(item)

    await run_all(*(take_items() for _ in range(at_once)))


async def run_all(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Run coroutines at the same time. The first error cancels the rest and is raised."""
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def interleave(items: Iterable[T], group: Callable[[T], Hashable]) -> list[T]:
    """Return the items in turn from each group; the order within a group stays."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[group(item)].append(item)
    rows: Iterable[tuple[T | None, ...]] = zip_longest(*groups.values())
    return [item for item in chain.from_iterable(rows) if item is not None]
