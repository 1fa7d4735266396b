"""The places of boilerplate in a text."""

from hypothesis import given
from hypothesis import strategies as st

from storage.model import Boilerplate

BOUNDS = st.lists(st.integers(0, 60), unique=True, max_size=12).map(sorted)
PLACES = BOUNDS.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


@given(PLACES, PLACES, st.integers(0, 60), st.integers(1, 10))
def test_a_place_is_covered_where_it_overlaps_boilerplate(
    sentences: tuple[tuple[int, int], ...], names: tuple[tuple[int, int], ...], start: int, length: int
) -> None:
    covered = {at for left, right in (*sentences, *names) for at in range(left, right)}
    expected = not covered.isdisjoint(range(start, start + length))
    assert Boilerplate(sentences, names).covers(start, start + length) == expected
