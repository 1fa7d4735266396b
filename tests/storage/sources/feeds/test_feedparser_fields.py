import pytest

from storage.sources.feeds.feedparser_fields import fetch_interval


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "seconds"),
    [
        ("60", "", "", 3600),
        (" 15 ", "daily", "1", 900),
        ("", "hourly", "2", 1800),
        ("", "Daily", "", 86_400),
        ("0", "weekly", "0", 604_800),
        ("", "", "4", 0),
        ("", "sometimes", "1", 0),
        ("-5", "", "", 0),
        ("1e9", "", "", 0),
        ("99999999", "", "", 31 * 86_400),
        ("", "yearly", "1", 31 * 86_400),
        ("²", "", "", 0),
    ],
)
def test_fetch_interval(ttl: str, period: str, frequency: str, seconds: int) -> None:
    assert fetch_interval(ttl, period, frequency) == seconds
