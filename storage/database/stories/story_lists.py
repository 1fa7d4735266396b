"""Stories as lists and pages show them: their size, what is unread, and what the reader decided."""

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from storage.database.stories import story_states
from storage.database.stories.stories import current_number
from storage.database.stories.story_articles import IS_NEW
from storage.errors import NotFoundError
from storage.model import Story, StoryFilter

_UNREAD = "one.story = story.id and one.read_at is null and one.copy_of is null and one.hidden_until is null"
_COLUMNS = f"""
    story.id, article.title, article.id as headline, story.first, story.last, story.articles, story.sources,
    (select count(*) from article one where {_UNREAD}) as unread,
    (select count(*) from article one where {_UNREAD} and {IS_NEW.format(article="one")}) as new
"""
# The counts of a muted story are those of its hidden articles, which the story itself does not count.
_MUTED_COLUMNS = f"""
    story.id, article.title, article.id as headline,
    min(case when one.published is not null then one.sort_at end) as first,
    max(case when one.published is not null then one.sort_at end) as last,
    count(*) as articles, count(distinct lower(one.source)) as sources,
    sum(one.read_at is null and one.copy_of is null) as unread,
    sum(one.read_at is null and one.copy_of is null and {IS_NEW.format(article="one")}) as new
"""
_CONDITIONS = {
    StoryFilter.ALL: "1",
    StoryFilter.UNREAD: f"exists (select 1 from article one where {_UNREAD})",
    StoryFilter.STARRED: f"story.id in ({story_states.STARRED})",
}


def fetch(connection: sqlite3.Connection, story: int) -> Story:
    """Return a story, or the one that it was merged into. Raises `NotFoundError`."""
    present = current_number(connection, story)
    rows = connection.execute(
        f"select {_COLUMNS} from story join article on article.id = story.headline "
        "where story.id = ? and story.articles > 1",
        (present,),
    ).fetchall()
    found = _stories(connection, rows) or _muted(connection, f"story.id = {present}")
    if not found:
        raise NotFoundError(f"There is no story {story} in this desk.")
    return found[0]


def some(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Story]:
    """Return those of these stories that have more than one text, by number."""
    rows = connection.execute(
        f"select {_COLUMNS} from story join article on article.id = story.headline "
        "where story.id in (select value from json_each(?)) and story.distinct_texts > 1",
        (json.dumps(list(numbers)),),
    )
    return {one.id: one for one in _stories(connection, rows.fetchall())}


def listed(
    connection: sqlite3.Connection, offset: int, limit: int, which: StoryFilter = StoryFilter.ALL
) -> list[Story]:
    """Return the stories with more than one text, those with the newest article first."""
    offset, limit = max(0, offset), max(0, limit)
    if which is StoryFilter.MUTED:
        return _muted(connection)[offset : offset + limit]
    rows = connection.execute(
        f"select {_COLUMNS} from (select * from story where distinct_texts > 1 and {_CONDITIONS[which]} "
        "order by sort_at desc, id desc limit ? offset ?) story join article on article.id = story.headline "
        "order by story.sort_at desc, story.id desc",
        (limit, offset),
    )
    return _stories(connection, rows.fetchall())


def count(connection: sqlite3.Connection, which: StoryFilter = StoryFilter.ALL) -> int:
    """Return how many stories have more than one text."""
    if which is StoryFilter.MUTED:
        return len(_muted(connection))
    row = connection.execute(f"select count(*) from story where distinct_texts > 1 and {_CONDITIONS[which]}")
    return int(row.fetchone()[0])


def with_articles(connection: sqlite3.Connection, numbers: Sequence[int], limit: int) -> list[Story]:
    """Return the stories with more than one text that have one of these articles, the newest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from story join article on article.id = story.headline "
        "where distinct_texts > 1 and story.id in "
        "(select one.story from article one where one.id in (select value from json_each(?))) "
        "order by story.sort_at desc, story.id desc limit ?",
        (json.dumps(list(numbers)), limit),
    )
    return _stories(connection, rows.fetchall())


def next_unread(
    connection: sqlite3.Connection, story: int | None, step: int, which: StoryFilter = StoryFilter.ALL
) -> tuple[int, int] | None:
    """Return the nearest unread story after `story` in a list (`step` 1) or before it (-1), and its row.

    Without a story, or past the end, the search begins at the other end of the list. `None` if no other story
    is unread.
    """
    if which is StoryFilter.MUTED:
        return None
    sign, order = ("<", "desc") if step > 0 else (">", "asc")
    for beyond in (f"(sort_at, id) {sign} {_PLACE}", "1"):
        row = connection.execute(
            f"select id from story where distinct_texts > 1 and {_CONDITIONS[which]} "
            f"and {_CONDITIONS[StoryFilter.UNREAD]} and id is not :story and {beyond} "
            f"order by sort_at {order}, id {order} limit 1",
            {"story": story},
        ).fetchone()
        if row:
            return row[0], _row_of(connection, row[0], which)
    return None


_PLACE = "(select here.sort_at, here.id from story here where here.id = :story)"


def _row_of(connection: sqlite3.Connection, story: int, which: StoryFilter) -> int:
    row = connection.execute(
        f"select count(*) from story where distinct_texts > 1 and {_CONDITIONS[which]} "
        f"and (sort_at, id) > {_PLACE}",
        {"story": story},
    )
    return int(row.fetchone()[0])


def _muted(connection: sqlite3.Connection, condition: str = "1") -> list[Story]:
    """Return the muted stories that meet a condition, those whose mute ends first first."""
    rows = connection.execute(
        f"select {_MUTED_COLUMNS} from story join article on article.id = story.headline "
        f"join article one on one.story = story.id where story.id in ({story_states.MUTED}) and {condition} "
        "group by story.id having count(*) > 1",
        {"now": time.time()},
    )
    found = _stories(connection, rows.fetchall())
    return sorted(found, key=lambda one: (one.muted_until.timestamp() if one.muted_until else 0, one.id))


def _stories(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Story]:
    states = story_states.states(connection, [row["id"] for row in rows])
    now = time.time()
    found = []
    for row in rows:
        story = Story(
            id=row["id"],
            title=row["title"],
            headline=row["headline"],
            first=_time(row["first"]),
            last=_time(row["last"]),
            articles=row["articles"],
            sources=row["sources"],
            unread=row["unread"],
            new=row["new"],
        )
        if state := states.get(story.id):
            story = replace(story, starred=state.starred, muted_until=_time(state.mute_ends(now)))
        found.append(story)
    return found


def _time(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
