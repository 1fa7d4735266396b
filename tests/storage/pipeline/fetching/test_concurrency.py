"""Concurrency: order, limits and errors of asyncio work on many items."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.pipeline.fetching.concurrency import for_each, interleave, run_all


@given(st.lists(st.tuples(st.integers(0, 5), st.integers())))
def test_interleaving_keeps_all_items_and_their_order_within_a_group(items: list[tuple[int, int]]) -> None:
    found = interleave(items, lambda item: item[0])
    assert sorted(found) == sorted(items)
    for group in range(6):
        assert [item for item in found if item[0] == group] == [item for item in items if item[0] == group]


def test_items_come_in_turn_from_each_group() -> None:
    assert interleave(["a1", "a2", "a3", "b1", "c1", "c2"], lambda item: item[0]) == [
        "a1", "b1", "c1", "a2", "c2", "a3",
    ]  # fmt: skip


@given(st.integers(0, 30), st.integers(1, 7))
def test_work_is_called_once_for_each_item_and_so_many_at_a_time(count: int, at_once: int) -> None:
    done: list[int] = []
    busy = most = 0

    async def work(item: int) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0)
        busy -= 1
        done.append(item)

    asyncio.run(for_each(range(count), work, at_once))
    assert sorted(done) == list(range(count))
    assert most == min(count, at_once)


def test_the_first_error_is_raised_and_cancels_the_rest() -> None:
    ended: list[str] = []

    async def fail() -> None:
        await asyncio.sleep(0)
        raise KeyError("first")

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("waiting")
            raise

    with pytest.raises(KeyError, match="first"):
        asyncio.run(run_all(fail(), wait()))
    assert ended == ["waiting"]
