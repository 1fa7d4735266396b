"""Times as a reader thinks of them."""

import pytest

from tui.layout import ages

NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, ""),
        (59, ""),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (86_399, "23 h"),
        (86_400 * 6, "6 d"),
        (86_400 * 7, "1 w"),
        (86_400 * 800, "2 y"),
        (-5, ""),
    ],
)
def test_a_length_of_time(seconds: float, words: str) -> None:
    assert ages.span(seconds) == words


def test_ago_and_ahead() -> None:
    assert ages.ago(None, NOW) == "never"
    assert ages.ago(NOW - 10, NOW) == "just now"
    assert ages.ago(NOW + 500, NOW) == "just now"  # a clock that was set back
    assert ages.ago(NOW - 7200, NOW) == "2 h ago"
    assert ages.ahead(NOW - 7200, NOW) == "now"
    assert ages.ahead(NOW + 10, NOW) == "in a minute"
    assert ages.ahead(NOW + 7200, NOW) == "in 2 h"


@pytest.mark.parametrize(
    ("number", "words"), [(0.0, ""), (0.04, ""), (0.3, "0.3"), (3.0, "3"), (9.96, "10"), (1234.5, "1,234")]
)
def test_how_much_a_week(number: float, words: str) -> None:
    assert ages.weekly(number) == words
