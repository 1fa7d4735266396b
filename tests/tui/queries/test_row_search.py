"""Where an item of a list is by now."""

from collections import namedtuple
from collections.abc import Sequence

import pytest

from tui.queries.row_search import find_row

Item = namedtuple("Item", "id")


@pytest.mark.parametrize(
    ("number", "near", "expected"),
    [
        (0, 0, 0),
        (0, 5_000, None),
        (90, 0, 90),
        (1_500, 0, 1_500),
        (1_500, 3_000, 1_500),
        (9_999, 9_000, 9_999),
        (9_999, 20_000, None),
        (77_777, 100, None),
    ],
)
def test_an_item_is_found_near_its_old_row(number: int, near: int, expected: int | None) -> None:
    items = [Item(n) for n in range(10_000)]
    windows: list[tuple[int, int]] = []

    def read(offset: int, limit: int) -> Sequence[Item]:
        windows.append((offset, limit))
        return items[offset : offset + limit]

    assert find_row(read, number, near) == expected
    assert all(offset >= 0 < limit for offset, limit in windows)
    assert sum(limit for _, limit in windows) <= 2 * 2_048 + 256, "no row is read twice"
