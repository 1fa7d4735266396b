from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.sources.drafts.dates import read_date

NOON = datetime(2021, 12, 9, 12, tzinfo=UTC)
MIDNIGHT = datetime(2021, 12, 9, tzinfo=UTC)
FIRST, LAST = (NOON.replace(year=year, tzinfo=None) for year in (1400, 2199))


@pytest.mark.parametrize(
    "value",
    [
        "2021-12-09T12:00:00Z",
        "2021-12-09T12:00:00+00:00",
        "2021-12-09t12:00z",
        " 2021-12-09 12:00 ",
        "2021-12-09 12:00:00 UTC",
        "2021-12-09T12:00:00.000Z",
        "20211209T120000Z",
        "2021-12-09T13:00:00+01:00",
        "2021-12-09 13:00:00 +0100",
        "2021-12-09T07:00-05",
        "Thu, 09 Dec 2021 12:00:00 GMT",
        "9 Dec 2021 13:00:00 +0100",
        "09 Dec 21 12:00 GMT",
        "Thu, 09 Dec 2021 07:00:00 EST",
        "Thu, 9 Dec 2021 12:00 -0000",
    ],
)
def test_a_date_with_a_time_is_read(value: str) -> None:
    assert read_date(value) == NOON


@pytest.mark.parametrize(
    "value",
    [
        "2021-12-09",
        "20211209",
        "2021/12/09",
        "2021.12.09",
        "2021-12-09Z",
        "2021-W49-4",
        "9 December 2021",
        "9-Dec-2021",
    ],
)
def test_a_day_alone_is_its_midnight(value: str) -> None:
    assert read_date(value) == MIDNIGHT


def test_the_offset_is_kept() -> None:
    parsed = read_date("2021-12-09T13:00:00+01:00")
    assert parsed is not None
    assert parsed.utcoffset() == timedelta(hours=1)
    assert read_date("2021-12-09+03:00") == datetime(2021, 12, 9, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2021",
        "2021-12",
        "2021-W49",
        "2021-02-30",
        "12345678",
        "0001-01-01",
        "1399-12-31",
        "2200-01-01",
        "9999-12-31T23:59:59-23:59",
        "2021-12-09T25:00",
        "2021-12-09T12:00+25:00",
        "2021-12-09T12:00 soon",
        "31 Foo 2021 10:00",
        "9 Dec 2021 12:00 +9999",
        "1 Jan 2021 " + "0" * 100,
        "٢٠٢١-١٢-٠٩",
    ],
)
def test_no_or_absurd_dates_give_none(value: str) -> None:
    assert read_date(value) is None


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"[0-9TWZ:+. -]{4,30}"),
        st.from_regex(r"[0-9]{1,2} [A-Z][a-z]{2} [0-9 :+-]*"),
    )
)
@example("1 Jan 0000")
@example("1 Jan 99999 00:00")
def test_any_text_gives_an_aware_date_or_none(value: str) -> None:
    parsed = read_date(value)
    assert parsed is None or (parsed.utcoffset() is not None and 1400 <= parsed.year < 2200)


@given(
    st.datetimes(FIRST, LAST),
    st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_what_isoformat_writes_is_read(parsed: datetime, zone: timezone) -> None:
    parsed = parsed.replace(tzinfo=zone)
    assert read_date(parsed.isoformat()) == parsed
    assert read_date(parsed.isoformat(" ", "seconds")) == parsed.replace(microsecond=0)
