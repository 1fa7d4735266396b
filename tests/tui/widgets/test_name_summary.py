from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.name_summary import buckets, sparkline

DAYS = st.dictionaries(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 500), max_size=40)


@given(DAYS, st.integers(1, 80))
def test_nothing_is_lost_in_the_buckets(days: dict[date, int], width: int) -> None:
    sums = buckets(sorted(days.items()), width)
    assert sum(sums) == sum(days.values())
    assert len(sums) <= width
    assert all(sums[:1])


def test_the_highest_bar_is_full_and_an_empty_stretch_is_blank() -> None:
    days = [(date(2021, 1, 1), 1), (date(2021, 1, 2), 8), (date(2021, 1, 4), 4)]
    assert sparkline(days, 10) == "▁█ ▄"


def test_a_name_without_dates_has_no_curve() -> None:
    assert sparkline([], 20) == ""
