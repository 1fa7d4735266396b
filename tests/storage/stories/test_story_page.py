"""The page of a story."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from empty_desks import empty_desk
from linkers import BACKGROUND, DAY, REPORTS, draft, link

from storage.database.connection import DeskFile
from storage.database.stories import links, stories
from storage.database.stories.links import LinkRecord
from storage.desk import Desk
from storage.model import Evidence
from storage.stories.story_page import story_page


@contextmanager
def counting(desk_file: DeskFile) -> Iterator[list[str]]:
    """Give the statements that are executed on the thread's connection."""
    statements: list[str] = []
    with desk_file.reading() as connection:
        connection.set_trace_callback(statements.append)
        try:
            yield statements
        finally:
            connection.set_trace_callback(None)


def fill(desk_file: DeskFile, size: int) -> int:
    """Store a story of `size` articles; return its number.

    Every other article is read, each has related articles outside, and another story was merged into it
    for each pair of neighbours.
    """
    drafts = [
        *(draft(f"Verdict {n}", f"The verdict number {n} is read.", DAY + timedelta(n)) for n in range(size)),
        *(draft(f"Before {n}", "Background.", DAY - timedelta(days=n + 1)) for n in range(size)),
    ]
    numbers = link(desk_file, drafts)
    inside, outside = numbers[:size], numbers[size:]
    evidence = Evidence(names=("Mosul",))
    with desk_file.writing() as connection:
        story = stories.create(connection)
        stories.assign(connection, inside, story)
        stories.assign(connection, outside, None)
        for place, number in enumerate(inside):
            others = {other: LinkRecord(0.2, 0.6, 0.0, evidence) for other in outside}
            near = {other: LinkRecord(0.9, 0.9, 0.0, evidence) for other in inside[:place]}
            links.record(connection, number, others | near)
        stories.update_summary(connection, story, inside[0])
        for one, other in pairwise(inside):
            stories.merge_into(connection, stories.create(connection), story, (one, other))
        connection.execute("update article set read_at = id where story = ? and id % 2", (story,))
    return story


def test_a_page_takes_a_fixed_number_of_statements(tmp_path_factory: pytest.TempPathFactory) -> None:
    taken = []
    for size in (4, 40):
        desk_file = DeskFile(empty_desk(tmp_path_factory.mktemp("desk") / "desk.db"))
        story = fill(desk_file, size)
        with counting(desk_file) as statements, desk_file.reading() as connection:
            page = story_page(connection, story)
        assert sum(len(some) for _, some in page.days) == size
        assert len(page.merges) == size - 1
        assert page.before
        taken.append(len(statements))
        desk_file.close()
    assert taken[0] == taken[1] < 20


def test_related_articles_have_the_best_link_of_all(desk: Desk, desk_file: DeskFile) -> None:
    story = fill(desk_file, 3)
    with desk_file.writing() as connection:
        links.record(connection, 3, {4: LinkRecord(0.2, 0.8, 0.0, Evidence(names=("Tikrit",)))})
    (found,) = [one for one in desk.stories.page(story).before if one.other.id == 4]
    assert found.score == 0.4
    assert found.evidence.names == ("Tikrit",)


def test_a_story_has_a_page(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [*REPORTS, draft("Tallinn closes Kalevipank", BACKGROUND, DAY - timedelta(days=300))])
    (story,) = desk.stories.newest()
    page = desk.stories.page(story.id)
    assert [(day, [one.id for one in some]) for day, some in page.days] == [(DAY.date(), [1, 2, 3])]
    assert dict(page.sources) == {"": 1, "B": 1, "C": 1}
    assert [one.other.id for one in page.before] == [4]
    assert page.after == ()
    assert page.news == ()
    desk.articles.mark_read([2])
    news = {
        one.headline.id: " ".join(new.text for new in one.sentences)
        for one in desk.stories.page(story.id).news
    }
    assert "clerk at the Limassol branch" in news[1]
    assert 2 not in news


@pytest.mark.parametrize(
    ("zone", "days"),
    [("UTC", {1: [1, 2], 2: [3]}), ("Asia/Tokyo", {2: [1, 2, 3]}), ("America/Los_Angeles", {1: [1, 2, 3]})],
)
def test_each_day_of_a_story_is_shown_once_by_the_clock_of_the_reader(
    desk: Desk,
    desk_file: DeskFile,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    days: dict[int, list[int]],
) -> None:
    times = (
        datetime(2022, 1, 2, 1, tzinfo=timezone(timedelta(hours=9))),
        datetime(2022, 1, 1, 20, tzinfo=UTC),
        datetime(2022, 1, 2, 6, tzinfo=UTC),
    )
    link(desk_file, [replace(one, published=when) for one, when in zip(REPORTS, times, strict=True)])
    (story,) = desk.stories.newest()
    with monkeypatch.context() as clock:
        clock.setenv("TZ", zone)
        time.tzset()
        shown = desk.stories.page(story.id).days
    time.tzset()
    assert [(day, [one.id for one in some]) for day, some in shown] == [
        (date(2022, 1, day), some) for day, some in days.items()
    ]
