"""The windows in which a long list is read."""

import pytest

from tui.layout.windows import CHUNK, window_around


@pytest.mark.parametrize("rows", [1, 20, 200])
@pytest.mark.parametrize("row", [0, 1, CHUNK - 1, CHUNK, 5000])
def test_a_window_has_the_rows_in_sight_and_as_many_on_both_sides(row: int, rows: int) -> None:
    offset, length = window_around(row, rows)
    assert offset % CHUNK == length % CHUNK == 0
    assert offset <= max(0, row - rows)
    assert offset + length >= row + 2 * rows
    assert length <= 3 * rows + 2 * CHUNK
