"""The schedule: when a feed is fetched again after a success or a failure."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.pipeline.fetching.schedule import (
    DAY,
    HOUR,
    LONGEST,
    MAX_RETRY_AFTER,
    MINUTE,
    SHORTEST,
    after_failure,
    after_success,
)

NOW = 1_700_000_000.0
spans = st.floats(0, 1e9)


class NoChance(Random):
    """Makes no interval longer or shorter."""

    def uniform(self, a: float, b: float) -> float:
        assert a <= 1 <= b
        return 1.0


def every(hours: float, weeks: float = 3) -> list[float]:
    count = int(weeks * 7 * 24 / hours)
    return [NOW - n * hours * HOUR for n in range(count)]


def wait(published: list[float], **more: float) -> float:
    return after_success(NOW, published, random=NoChance(), **more) - NOW


@given(st.lists(st.floats(-1e12, 1e12)), spans, spans, st.integers())
def test_a_feed_that_answers_is_fetched_again_within_a_day(
    published: list[float], asked: float, fresh: float, seed: int
) -> None:
    due = after_success(NOW, published, asked=asked, fresh=fresh, random=Random(seed))
    assert max(SHORTEST, min(asked, LONGEST), min(fresh, LONGEST)) <= due - NOW + 1e-6 <= LONGEST * 1.1 + 1


def test_a_feed_is_fetched_three_times_between_two_articles() -> None:
    assert wait(every(hours=6)) == pytest.approx(2 * HOUR, rel=0.05)


def test_the_interval_is_between_a_quarter_of_an_hour_and_a_day() -> None:
    assert wait(every(hours=0.1)) == SHORTEST
    assert wait([]) == LONGEST
    assert wait([NOW - 400 * DAY]) == LONGEST


def test_articles_from_the_future_do_not_count() -> None:
    assert wait([NOW + DAY * n for n in range(1, 100)]) == LONGEST


def test_intervals_that_feed_and_server_ask_for_are_respected() -> None:
    busy = every(hours=0.1)
    assert wait(busy, asked=5 * HOUR) == 5 * HOUR
    assert wait(busy, fresh=40 * MINUTE) == 40 * MINUTE


@given(st.integers(1, 10_000), st.one_of(st.none(), st.floats(0, 1e12)), st.integers())
def test_a_failing_feed_is_fetched_again_within_a_week(
    failures: int, retry_after: float | None, seed: int
) -> None:
    due = after_failure(NOW, failures, retry_after, random=Random(seed))
    assert 0 < due - NOW <= max(MAX_RETRY_AFTER, LONGEST * 1.2)


def test_the_interval_doubles_with_every_failure_up_to_a_day() -> None:
    waits = [after_failure(NOW, n, None, random=NoChance()) - NOW for n in range(1, 12)]
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == LONGEST
    assert waits == sorted(waits)


def test_a_server_that_names_a_time_is_not_asked_earlier() -> None:
    assert after_failure(NOW, 1, 3 * HOUR, random=NoChance()) == NOW + 3 * HOUR
    assert after_failure(NOW, 1, 0, random=NoChance()) > NOW


def test_a_new_feed_is_measured_over_the_time_that_it_covers() -> None:
    assert wait([NOW - n * HOUR for n in range(24)]) == pytest.approx(DAY / 25 / 3)
    assert wait([NOW - n * 10 * MINUTE for n in range(3)]) == pytest.approx(DAY / 4 / 3)
    assert wait([NOW - n * 10 * MINUTE for n in range(30)]) < HOUR
