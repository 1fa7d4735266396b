"""What the reader decided about stories, and snapshots of stories from which undo restores them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database.stories import stories
from storage.database.stories.links import Pair


def constraints(connection: sqlite3.Connection, articles: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """Return the must-link pairs and the cannot-link pairs that contain any of these articles."""
    rows = connection.execute(
        "select a, b, together from story_constraint where a in (select value from json_each(:articles)) "
        "or b in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles))},
    ).fetchall()
    must_link, cannot_link = (
        {(row[0], row[1]) for row in rows if bool(row[2]) is wanted} for wanted in (True, False)
    )
    return must_link, cannot_link


def add(connection: sqlite3.Connection, pairs: Iterable[Pair], *, must_link: bool) -> None:
    """Store pairs as must-link or cannot-link, in place of earlier constraints on them.

    Pairs with an article that does not exist are left out.
    """
    connection.executemany(
        "insert into story_constraint select min(?1, ?2), max(?1, ?2), ?3 where "
        "(select count(*) from article where id in (?1, ?2)) = 2 "
        "on conflict do update set together = excluded.together",
        [(a, b, must_link) for a, b in pairs],
    )


def remove(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Delete the constraints on pairs of articles."""
    connection.executemany(
        "delete from story_constraint where a = min(?1, ?2) and b = max(?1, ?2)", list(pairs)
    )


def snapshot(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[str, Any]:
    """Return the stories of these articles and the constraints on them, as JSON for the undo log."""
    numbers = sorted(set(articles))
    found = [(one.id, one.story) for one in stories.members_of(connection, numbers)]
    must_link, cannot_link = constraints(connection, numbers)
    touched = json.dumps([story for _, story in found if story is not None])
    known = connection.execute(
        "select id, headline, merged_into, by_a, by_b from story "
        "where id in (select value from json_each(:stories)) "
        "or merged_into in (select value from json_each(:stories)) "
        "order by id",
        {"stories": touched},
    )
    # Undo entries in the desk files of readers have these keys.
    return {
        "places": found,
        "rulings": [
            *((a, b, 1) for a, b in sorted(must_link)),
            *((a, b, 0) for a, b in sorted(cannot_link)),
        ],
        "stories": [tuple(row) for row in known],
    }


def restore(connection: sqlite3.Connection, wanted: Mapping[str, Any]) -> None:
    """Restore a snapshot. Copies follow their representatives; what no longer exists is left out."""
    story_of: dict[int, int | None] = dict(wanted["places"])
    now = snapshot(connection, story_of)
    remove(connection, [(a, b) for a, b, _ in now["rulings"]])
    for must_link in (True, False):
        pairs = [(a, b) for a, b, value in wanted["rulings"] if bool(value) is must_link]
        add(connection, pairs, must_link=must_link)
    for one in stories.members_of(connection, story_of):
        if one.id == one.representative:
            stories.assign(connection, [one.id], story_of[one.id])
    known = {story: (headline, *merge) for story, headline, *merge in wanted["stories"]}
    for story in {one for _, one in (*now["places"], *story_of.items()) if one is not None}:
        stories.update_summary(connection, story, known[story][0] if story in known else None)
    for story, (_, merged_into, a, b) in known.items():
        if merged_into is not None:
            stories.merge_into(connection, story, merged_into, (a, b) if a is not None else None)
