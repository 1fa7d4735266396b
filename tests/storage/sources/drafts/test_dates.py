from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.sources.drafts.dates import parse_date, read_date

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
        "Thu , \t 09  Dec\t2021  12:00:00\t +0000",
        "Thu,09 Dec 2021 12:00:00 +0000",
        "2021-12-09 T 12:00:00+00:00",
        "2021&#45;12-09T12&#58;00:00Z",
        "Thu Dec  9 12:00:00 2021",
        "Thu Dec 09 12:00:00 +0000 2021",
        "Thu Dec  9 07:00:00 EST 2021",
        "Thu Dec 09 2021 12:00:00 +0000",
        "Thu Dec 09 2021 13:00:00 GMT+0100 (Central European Standard Time)",
        "Thu Dec 09 2021 13:00:00 GMT+0100 (Mitteleuropäische Normalzeit)",
        "2021-12-09 13:00:00.000000001 +0100 CET",
        "2021-12-09 13:00:00 +0100 CET m=+0.004",
        "2021-12-09T13:00:00 01:00",
        "Thu, 09 Dec 2021 13:00:00 0100",
        "2021-12-09T13:00:00+01:00[Europe/Oslo]",
        "2021-12-09 13:00 Europe/Oslo",
        "Thursday, 09-Dec-21 12:00:00 GMT",
        "/Date(1639051200000)/",
        "/Date(1639051200000+0100)/",
        "1639051200",
        "1639051200.0",
        "1639051200000",
        "1639051200000000",
        "20211209120000",
    ],
)
def test_what_programs_write_is_read(value: str) -> None:
    assert read_date(value) == NOON


@pytest.mark.parametrize(
    "value",
    [
        "December 9, 2021 12:00 PM",
        "Dec 9th, 2021 at 7:00 a.m. EST",
        "Thursday, December 9, 2021 - 12:00pm",
        "9 December 2021, 12.00pm",
        "Do, 09 Dez 2021 13:00:00 +0100",
        "jeu., 09 déc. 2021 13:00:00 +0100",
        "9 décembre 2021 à 13h00 CET",
        "9 de diciembre de 2021 12:00",
        "Чт, 09 дек 2021 15:00:00 +0300",
        "9. joulukuuta 2021 12:00",
        "9 Aralık 2021 12:00",
        "2021年12月9日(木) 12時00分",
        "2021年12月9日 下午12:00",
        "2021년 12월 9일 오후 12:00",
        "2021. december 9. 12:00",
    ],
)
def test_what_people_write_is_read(value: str) -> None:
    assert read_date(value) == NOON


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("CEST", 2),
        ("cet", 1),
        ("Cest", 2),
        ("(CEST)", 2),
        ("(updated)", 0),
        ("MESZ", 2),
        ("EET", 2),
        ("MSK", 3),
        ("JST", 9),
        ("AEDT", 11),
        ("NPT", 5.75),
        ("BRT", -3),
        ("HKT", 8),
        ("+02:00", 2),
        ("+2", 2),
        ("-0330", -3.5),
        ("GMT+7", 7),
        ("UTC-3", -3),
        ("UTC+05:45", 5.75),
        ("GMT +0200", 2),
        ("+0200 (CEST)", 2),
        ("Pacific Daylight Time", -7),
        ("America/Chicago", -5),
        ("BST", 1),
        ("EST", -5),
        ("CST", -6),
    ],
)
def test_the_zone_is_read(zone: str, hours: float) -> None:
    parsed = parse_date(f"Thu, 09 Jul 2020 12:00:00 {zone}")
    assert parsed is not None
    assert parsed.moment == datetime(2020, 7, 9, 12, tzinfo=timezone(timedelta(hours=hours)))
    assert not parsed.approximate


@pytest.mark.parametrize(
    "zone", ["XYZT", "Q", "+9999", "+25:00", "AMT", "Nowhere/Land", "Lost Zone Time", "(XYZT)"]
)
def test_a_zone_that_can_not_be_read_leaves_the_day(zone: str) -> None:
    parsed = parse_date(f"Thu, 09 Dec 2021 23:30:00 {zone}")
    assert parsed is not None
    assert (parsed.moment, parsed.approximate) == (MIDNIGHT, True)


@pytest.mark.parametrize(
    ("zone", "countries", "hours", "approximate"),
    [
        ("IST", ["IN"], 5.5, False),
        ("IST", ["IE"], 1, False),
        ("IST", ["US", "IL"], 2, False),
        ("IST", [], 5.5, True),
        ("IST", ["US"], 5.5, True),
        ("CST", ["CN"], 8, False),
        ("CST", [], -6, False),
        ("EST", ["AU"], 10, False),
        ("BST", ["BD"], 6, False),
        ("AMT", ["BR"], -4, False),
        ("MSK", ["RU"], 3, False),
    ],
)
def test_the_country_decides_what_an_ambiguous_zone_means(
    zone: str, countries: list[str], hours: float, approximate: bool
) -> None:
    parsed = parse_date(f"2021-12-09 12:00 {zone}", countries)
    assert parsed is not None
    assert parsed.moment == datetime(2021, 12, 9, 12, tzinfo=timezone(timedelta(hours=hours)))
    assert parsed.approximate is approximate


def test_a_zone_means_what_it_meant_then() -> None:
    assert read_date("2012-12-09 16:00 MSK") == datetime(2012, 12, 9, 12, tzinfo=UTC)


def test_the_language_decides_what_an_ambiguous_month_means() -> None:
    assert parse_date("3 listopad 2021") is None
    for language, month in (("pl", 11), ("cs-CZ", 11), ("hr", 10)):
        parsed = parse_date("3 listopad 2021", language=language)
        assert parsed is not None
        assert parsed.moment == datetime(2021, month, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("13/12/2021 14:00", datetime(2021, 12, 13, 14, tzinfo=UTC)),
        ("12/13/2021", datetime(2021, 12, 13, tzinfo=UTC)),
        ("07/07/2021", datetime(2021, 7, 7, tzinfo=UTC)),
        ("5.6.2021", datetime(2021, 6, 5, tzinfo=UTC)),
        ("2021-060", datetime(2021, 3, 1, tzinfo=UTC)),
        ("15 août 2021", datetime(2021, 8, 15, tzinfo=UTC)),
        ("mar., 02 mars 2021", datetime(2021, 3, 2, tzinfo=UTC)),
        ("December 9, 2021 12:30 AM", datetime(2021, 12, 9, 0, 30, tzinfo=UTC)),
        ("Thu, 09 Dec 2021 10:00:60 GMT", datetime(2021, 12, 9, 10, 0, 59, tzinfo=UTC)),
    ],
)
def test_other_orders_of_day_and_month(value: str, day: datetime) -> None:
    assert read_date(value) == day


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
        "12345",
        "05/06/2021",
        "0/1/2021",
        "32/13/2021",
        "20/20/2021",
        "AA,२0/२0/0000",
        "2021-400",
        "9999-12-31T00:00:00Z",
        "31 Feb 2021",
        "9 Nonsense 2021",
        "12:30 AM",
        "December 2021",
        "5 min ago",
        "99999999999999999999",
        "99999999999999",
        "/Date()/",
        "0001-01-01",
        "1399-12-31",
        "2200-01-01",
        "9999-12-31T23:59:59-23:59",
        "2021-12-09T25:00",
        "2021-12-09T12:00 soon",
        "31 Foo 2021 10:00",
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
        st.from_regex(
            r"[A-Za-z]{3,5},? ?\d{1,2}[ /][\w]{1,9}[ /]\d{2,4}( \d\d:\d\d)?( [ap]m)?( \w{1,5})?",
            fullmatch=True,
        ),
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
