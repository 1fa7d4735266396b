"""What the reader decided about whole stories: read, starred, muted until a time.

The state of a story is its own together with those of all stories that were merged into it. So nothing moves
when stories are merged, divided again, or analysed again.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PRESENT = """
    select id from (with recursive present (id) as (select story from story_state where {condition}
    union select merged_into from story join present on story.id = present.id where merged_into is not null)
    select id from present)
"""
MUTED = _PRESENT.format(condition="muted_until > :now")
"""The SQL query of the stories that are muted at `:now`."""
STARRED = _PRESENT.format(condition="starred")
"""The SQL query of the starred stories."""

Row = tuple[int, float | None, int, float | None]
"""A row of `story_state`: the story, when it was marked read, whether it is starred, when its mute ends."""


@dataclass(frozen=True, slots=True)
class StoryState:
    """When the reader marked a story read and until when it is muted, in Unix seconds; `None` for not."""

    read_at: float | None = None
    starred: bool = False
    muted_until: float | None = None

    def mute_ends(self, now: float) -> float | None:
        """Return when the mute ends, `None` if the story is not muted at this time."""
        return self.muted_until if self.muted_until is not None and self.muted_until > now else None


def states(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, StoryState]:
    """Return the states of those of these stories that have one."""
    found = connection.execute(
        "with recursive part (story, id) as (select value, value from json_each(:stories) "
        "union select part.story, story.id from story join part on story.merged_into = part.id) "
        "select part.story, max(read_at), max(starred), max(muted_until) "
        "from part join story_state on story_state.story = part.id group by part.story",
        {"stories": json.dumps(list(wanted))},
    )
    return {row[0]: StoryState(row[1], bool(row[2]), row[3]) for row in found}


def exist(connection: sqlite3.Connection) -> bool:
    """Return whether any story has a state, or had one that its articles still show."""
    row = connection.execute(
        "select exists (select 1 from story_state) or exists (select 1 from muted_article) "
        "or exists (select 1 from judged_article)"
    ).fetchone()
    return bool(row[0])


def all_with_states(connection: sqlite3.Connection) -> set[int]:
    """Return the stories, those that were merged into others left out, that have a state."""
    found = connection.execute(
        f"select id from story where id in ({_PRESENT.format(condition='1')}) and merged_into is null"
    )
    return {row[0] for row in found}


def rows(connection: sqlite3.Connection, wanted: Iterable[int]) -> list[Row]:
    """Return the own states, as JSON can hold them, of stories and of all that were merged into them."""
    found = connection.execute(
        "with recursive part (id) as (select value from json_each(:stories) "
        "union select story.id from story join part on story.merged_into = part.id) "
        "select id, read_at, coalesce(starred, 0), muted_until from part "
        "left join story_state on story = id order by id",
        {"stories": json.dumps(list(wanted))},
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


def inherit(connection: sqlite3.Connection, story: int, parent: int) -> None:
    """Give a story that was divided from another one the state of that."""
    state = states(connection, [parent]).get(parent)
    if state is not None:
        store(connection, [(story, state.read_at, int(state.starred), state.muted_until)])


def store(connection: sqlite3.Connection, wanted: Sequence[Row]) -> None:
    """Store own states of stories; those of stories that do not exist are left out."""
    connection.executemany(
        "insert into story_state select ?1, ?2, ?3, ?4 where exists (select 1 from story where id = ?1) "
        "on conflict do update set read_at = ?2, starred = ?3, muted_until = ?4",
        wanted,
    )
    connection.execute(
        "delete from story_state where read_at is null and not starred and muted_until is null "
        "and story in (select value from json_each(?))",
        (json.dumps([story for story, *_ in wanted]),),
    )
