"""What corrections of stories change: which articles are in which story, and what was said of them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database.stories import stories


def state(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[str, Any]:
    """Return which story each of these articles is in, what became of the stories, and all that is ruled."""
    numbers = sorted(set(articles))
    found = [(one.id, one.story) for one in stories.members_of(connection, numbers)]
    together, apart = stories.constraints(connection, numbers)
    touched = json.dumps([story for _, story in found if story is not None])
    known = connection.execute(
        "select id, headline, merged_into, by_a, by_b from story "
        "where id in (select value from json_each(:stories)) "
        "or merged_into in (select value from json_each(:stories)) "
        "order by id",
        {"stories": touched},
    )
    return {
        "places": found,
        "rulings": [*((a, b, 1) for a, b in sorted(together)), *((a, b, 0) for a, b in sorted(apart))],
        "stories": [tuple(row) for row in known],
    }


def restore(connection: sqlite3.Connection, wanted: Mapping[str, Any]) -> None:
    """Bring back such a state; copies go with what is shown for them, and what has gone is passed over."""
    places: dict[int, int | None] = dict(wanted["places"])
    now = state(connection, places)
    stories.unrule(connection, [(a, b) for a, b, _ in now["rulings"]])
    for together in (True, False):
        ruled = [(a, b) for a, b, value in wanted["rulings"] if bool(value) is together]
        stories.rule(connection, ruled, together)
    for one in stories.members_of(connection, places):
        if one.id == one.shown:
            stories.place(connection, [one.id], places[one.id])
    known = {story: (headline, *became) for story, headline, *became in wanted["stories"]}
    for story in {one for _, one in (*now["places"], *places.items()) if one is not None}:
        stories.describe(connection, story, known[story][0] if story in known else None)
    for story, (_, became, a, b) in known.items():
        if became is not None:
            stories.become(connection, story, became, (a, b) if a is not None else None)
