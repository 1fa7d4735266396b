from datetime import UTC, datetime, timedelta

import pytest

from storage.sources.drafts.dates import ParsedDate
from storage.sources.feeds.feed_dates import entry_date, source_countries

NOON = datetime(2021, 12, 9, 12, tzinfo=UTC)


def test_the_first_plausible_date_wins() -> None:
    now = NOON + timedelta(hours=1)
    assert entry_date(["", "never", "2021-12-09T12:00:00Z", "2020-01-01"], now) == ParsedDate(NOON)
    assert entry_date(["1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 01:00:00 +0100"], now) is None
    assert entry_date(["0001-01-01T00:00:00Z"], now) is None
    assert entry_date([], now) is None


def test_a_date_is_at_most_two_days_ahead() -> None:
    assert entry_date(["2021-12-11T12:00:00Z"], NOON) == ParsedDate(NOON + timedelta(days=2))
    assert entry_date(["2021-12-11T12:00:01Z"], NOON) is None
    assert entry_date(["2099-01-01", "2021-12-08"], NOON) == ParsedDate(datetime(2021, 12, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "addresses", "countries"),
    [
        ("en-AU", ["https://paper.example.org/"], ("AU",)),
        ("en-us", ["https://paper.co.in/", "https://feeds.paper.com.au/rss"], ("IN", "AU", "US")),
        ("en", ["https://paper.co.uk/", ""], ("GB",)),
        ("zh-Hant-TW", ["https://[", "https://127.0.0.1/"], ("TW",)),
        ("", [], ()),
    ],
)
def test_the_countries_of_a_feed(language: str, addresses: list[str], countries: tuple[str, ...]) -> None:
    assert source_countries(language, *addresses) == countries
