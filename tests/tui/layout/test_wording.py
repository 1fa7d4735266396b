"""Days, times and numbers in words."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage.model import Entity, Headline, Kind, Provenance, Route, Story
from tui.layout import wording

NOW = 1_700_000_000.0
BERLIN, NEW_YORK, AUCKLAND = "Europe/Berlin", "America/New_York", "Pacific/Auckland"
EVENING = datetime(2021, 12, 9, 23, 30, tzinfo=UTC)
HEADLINE = Headline(1, "Mosul is free", "The Daily", None, read=False, starred=False)


@pytest.fixture(autouse=True)
def local_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


def live_in(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Set the clock of this process to a time zone."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("UTC", "9 Dec 2021", "23:30"),
        (BERLIN, "10 Dec 2021", "00:30"),
        (NEW_YORK, "9 Dec 2021", "18:30"),
        (AUCKLAND, "10 Dec 2021", "12:30"),
    ],
)
@pytest.mark.parametrize("offset", [-8, 0, 9])
def test_day_and_time_are_those_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, zone: str, day: str, clock: str, offset: int
) -> None:
    live_in(monkeypatch, zone)
    published = EVENING.astimezone(timezone(timedelta(hours=offset)))
    assert wording.day(published) == day
    assert wording.time_of(published) == clock


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, AUCKLAND])
def test_a_day_without_a_time_is_the_same_day_everywhere(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    live_in(monkeypatch, zone)
    published = datetime(2021, 12, 9, tzinfo=UTC)
    assert wording.day(published) == "9 Dec 2021"
    assert wording.time_of(published) == ""


def test_an_approximate_date_is_a_day() -> None:
    assert wording.day(datetime(2021, 12, 9, 12, tzinfo=UTC), approximate=True) == "~9 Dec 2021"
    yesterday = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=2)
    assert wording.short_day(yesterday, approximate=True) == f"~{wording.short_day(yesterday)}"
    assert wording.day(datetime.now(UTC), approximate=True).startswith("~")
    assert wording.day(None, approximate=True) == "undated"


def test_of_today_the_time_is_shown() -> None:
    now = datetime.now(UTC).astimezone().replace(hour=14, minute=5)
    assert wording.day(now) == "14:05"
    assert wording.day(None) == "undated"
    assert wording.time_of(None) == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-07-26T10:00", "2021-07-26T20:00", "26 Jul 2021"),
        ("2021-07-26T10:00", "2021-07-27T20:00", "26 – 27 Jul 2021"),
        ("2021-07-26T10:00", "2021-08-02T20:00", "26 Jul – 2 Aug 2021"),
        ("2020-12-31T10:00", "2021-01-01T20:00", "31 Dec 2020 – 1 Jan 2021"),
        ("2021-07-26T10:00", "2021-07-26T23:30", "26 – 27 Jul 2021"),
    ],
)
def test_a_range_of_days(monkeypatch: pytest.MonkeyPatch, first: str, last: str, words: str) -> None:
    live_in(monkeypatch, BERLIN)
    start, end = (datetime.fromisoformat(f"{when}+00:00") for when in (first, last))
    assert wording.date_range(start, end) == words
    assert wording.date_range(None, end) == "undated"


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
def test_a_duration(seconds: float, words: str) -> None:
    assert wording.duration(seconds) == words


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (None, "never"),
        (NOW - 10, "just now"),
        (NOW + 500, "just now"),  # the clock was set back
        (NOW - 7200, "2 h ago"),
    ],
)
def test_how_long_ago(then: float | None, words: str) -> None:
    assert wording.ago(then, NOW) == words


@pytest.mark.parametrize(
    ("then", "words"), [(NOW - 7200, "now"), (NOW + 10, "in a minute"), (NOW + 7200, "in 2 h")]
)
def test_how_long_until(then: float, words: str) -> None:
    assert wording.ahead(then, NOW) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0.0, ""), (0.04, ""), (0.3, "0.3"), (3.0, "3"), (9.96, "10"), (1234.5, "1,234")]
)
def test_a_weekly_average(number: float, words: str) -> None:
    assert wording.weekly(number) == words


@pytest.mark.parametrize(
    ("number", "nouns", "words"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (2500, ("article",), "2,500 articles"),
        (1, ("story", "stories"), "1 story"),
        (2, ("story", "stories"), "2 stories"),
    ],
)
def test_a_number_with_its_noun(number: int, nouns: tuple[str, ...], words: str) -> None:
    assert wording.count(number, *nouns) == words


@pytest.mark.parametrize(
    ("size", "sources", "copies", "copy_of", "words"),
    [
        (0, 0, 0, None, []),
        (1, 1, 0, None, []),
        (3, 2, 0, None, ["2 sources"]),
        (3, 1, 0, None, ["3 reports"]),
        (3, 2, 1, None, ["2 sources", "1 copy"]),
        (2, 2, 1, None, ["1 copy"]),
        (5, 4, 2, None, ["4 sources", "2 copies"]),
        (5, 4, 0, 7, ["a copy"]),
    ],
)
def test_other_reports(size: int, sources: int, copies: int, copy_of: int | None, words: list[str]) -> None:
    row = replace(HEADLINE, story_size=size, story_sources=sources, copies=copies, copy_of=copy_of)
    assert wording.other_reports(row) == words


def test_an_article_tied_by_teasers_is_likely_in_its_story() -> None:
    row = replace(HEADLINE, story_size=3, story_sources=2, story_likely=True)
    assert wording.other_reports(row) == ["likely 2 sources"]


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (Story(1, "A", 1, None, None, 3, 1, 0), "3 articles · undated"),
        (Story(1, "A", 1, EVENING, EVENING, 3, 2, 1), "3 articles · 2 sources · 9 Dec 2021 · 1 unread"),
    ],
)
def test_a_story(monkeypatch: pytest.MonkeyPatch, story: Story, words: str) -> None:
    live_in(monkeypatch, "UTC")
    assert wording.describe_story(story) == words


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (Entity(1, "A", Kind.PERSON, 1, 3), "person · 1 article"),
        (Entity(1, "A", Kind.OTHER, 2, 3, ambiguous=True), "other · ambiguous · 2 articles"),
        (
            Entity(1, "A", Kind.PLACE, 1, 1, followed=True, muted=True),
            "place · followed · muted · 1 article",
        ),
    ],
)
def test_a_name(entity: Entity, words: str) -> None:
    assert wording.describe_name(entity) == words


@pytest.mark.parametrize(
    ("tag", "words"),
    [("de-AT", "in German"), ("tlh", "in another language (tlh)"), ("en-GB", ""), ("en", ""), ("", "")],
)
def test_a_language(tag: str, words: str) -> None:
    assert wording.language(tag) == words


@pytest.mark.parametrize("where", Provenance)
def test_every_provenance_has_words(where: Provenance) -> None:
    assert wording.provenance(where).startswith("from ")


@pytest.mark.parametrize("route", Route)
def test_only_a_guess_has_words(route: Route) -> None:
    certain = route in (Route.NEW, Route.NAME, Route.ARTICLE, Route.READER, Route.ALWAYS)
    assert (wording.guess(route) == "") is certain
