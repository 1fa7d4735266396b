"""The windows in which a long list is read."""

CHUNK = 64
"""Rows that are read and kept together."""


def window_around(row: int, rows: int) -> tuple[int, int]:
    """Return offset and length of the whole chunks around `rows` rows from `row` on, and as many beside."""
    first = max(0, row - rows) // CHUNK
    last = (row + 2 * rows) // CHUNK
    return first * CHUNK, (last - first + 1) * CHUNK
