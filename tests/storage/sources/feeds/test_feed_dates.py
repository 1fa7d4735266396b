from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.feeds.feed_dates import entry_date, parse_feed_date

NOON = datetime(2021, 12, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2021-12-09T12:00:00Z",
        "Thu, 09 Dec 2021 12:00:00 GMT",
        "Thu , \t 09  Dec\t2021  12:00:00\t +0000",
        "Thu,09 Dec 2021 12:00:00 +0000",
        "2021-12-09 T 12:00:00+00:00",
        "2021&#45;12-09T12&#58;00:00Z",
        "December 9, 2021 12:00 PM",
        "Dec 9th, 2021 at 7:00 a.m. EST",
        "Thursday, December 9, 2021 - 12:00pm",
        "Thu Dec  9 12:00:00 2021",
        "Thu Dec 09 12:00:00 +0000 2021",
        "Do, 09 Dez 2021 13:00:00 +0100",
        "jeu., 09 déc. 2021 13:00:00 +0100",
        "9 de diciembre de 2021 12:00",
        "Чт, 09 дек 2021 15:00:00 +0300",
        "1639051200",
        "1639051200000",
    ],
)
def test_one_date_in_many_forms(value: str) -> None:
    assert parse_feed_date(value) == NOON


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("13/12/2021 14:00", datetime(2021, 12, 13, 14, tzinfo=UTC)),
        ("12/13/2021", datetime(2021, 12, 13, tzinfo=UTC)),
        ("07/07/2021", datetime(2021, 7, 7, tzinfo=UTC)),
        ("15 août 2021", datetime(2021, 8, 15, tzinfo=UTC)),
        ("12:30 AM", None),
        ("December 9, 2021 12:30 AM", datetime(2021, 12, 9, 0, 30, tzinfo=UTC)),
    ],
)
def test_other_orders_of_day_and_month(value: str, day: datetime | None) -> None:
    assert parse_feed_date(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "05/06/2021",
        "0/1/2021",
        "32/13/2021",
        "2021",
        "2021-12",
        "0001-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z",
        "31 Feb 2021",
        "9 Nonsense 2021",
        "yesterday",
        "12345",
        "9" * 81,
        "",
    ],
)
def test_invalid_and_ambiguous_dates(value: str) -> None:
    assert parse_feed_date(value) is None


def test_the_first_plausible_date_wins() -> None:
    now = NOON + timedelta(hours=1)
    assert entry_date(["", "never", "2021-12-09T12:00:00Z", "2020-01-01"], now) == NOON
    assert entry_date(["1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 01:00:00 +0100"], now) is None
    assert entry_date(["0001-01-01T00:00:00Z"], now) is None
    assert entry_date([], now) is None


def test_a_date_is_at_most_two_days_ahead() -> None:
    assert entry_date(["2021-12-11T12:00:00Z"], NOON) == NOON + timedelta(days=2)
    assert entry_date(["2021-12-11T12:00:01Z"], NOON) is None
    assert entry_date(["2099-01-01", "2021-12-08"], NOON) == datetime(2021, 12, 8, tzinfo=UTC)


@given(
    st.text()
    | st.from_regex(r"[A-Za-z]{3,5},? ?\d{1,2}[ /][\w]{1,9}[ /]\d{2,4}( \d\d:\d\d)?( [ap]m)?", fullmatch=True)
)
def test_any_value_gives_a_date_with_an_offset_or_none(value: str) -> None:
    moment = parse_feed_date(value)
    assert moment is None or (moment.tzinfo is not None and 1400 <= moment.year <= 2199)


@pytest.mark.parametrize("value", ["20/20/2021", "AA,२0/२0/0000", "0/0/2021", "13/14/2021"])
def test_there_is_no_such_month(value: str) -> None:
    assert parse_feed_date(value) is None
