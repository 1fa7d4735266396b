"""Points in time as readers type them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.text.moments import moment

NOW = datetime(2026, 3, 31, 14, 30, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2d", datetime(2026, 3, 29, 14, 30, tzinfo=NOW.tzinfo)),
        (" 3  hours ", datetime(2026, 3, 31, 11, 30, tzinfo=NOW.tzinfo)),
        ("1w", datetime(2026, 3, 24, 14, 30, tzinfo=NOW.tzinfo)),
        ("1 month", datetime(2026, 2, 28, 14, 30, tzinfo=NOW.tzinfo)),
        ("2Y", datetime(2024, 3, 31, 14, 30, tzinfo=NOW.tzinfo)),
        ("yesterday", datetime(2026, 3, 30, tzinfo=NOW.tzinfo)),
        ("Today", datetime(2026, 3, 31, tzinfo=NOW.tzinfo)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=NOW.tzinfo)),
        ("2026-03-01 09:15", datetime(2026, 3, 1, 9, 15, tzinfo=NOW.tzinfo)),
        ("2026-03-01T09:15Z", datetime(2026, 3, 1, 9, 15, tzinfo=UTC)),
    ],
)
def test_a_time_that_has_passed(text: str, meant: datetime) -> None:
    assert moment(text, NOW, ahead=False) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1d", datetime(2026, 4, 1, 14, 30, tzinfo=NOW.tzinfo)),
        ("1m", datetime(2026, 4, 30, 14, 30, tzinfo=NOW.tzinfo)),
        ("9 months", datetime(2026, 12, 31, 14, 30, tzinfo=NOW.tzinfo)),
        ("tomorrow", datetime(2026, 4, 1, tzinfo=NOW.tzinfo)),
    ],
)
def test_a_time_to_come(text: str, meant: datetime) -> None:
    assert moment(text, NOW, ahead=True) == meant


@pytest.mark.parametrize(
    "text", ["", "soon", "2", "d", "-2d", "2026-02-30", "99999y", "1.5d", "123456d", "٣ d x", "2026-13-01"]
)
def test_what_means_no_time(text: str) -> None:
    assert moment(text, NOW, ahead=False) is None


@given(st.text(max_size=20) | st.from_regex(r"\d{1,6} ?(h|d|w|m|y)", fullmatch=True), st.booleans())
def test_no_text_fails(text: str, ahead: bool) -> None:
    found = moment(text, NOW, ahead=ahead)
    assert found is None or found.tzinfo is not None
