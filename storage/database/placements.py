"""What corrections of stories change: which articles are in which story, and what was said of them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database import stories


def state(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[str, Any]:
    """Return which story each of these articles is in, its headline, and all that is ruled of them."""
    numbers = json.dumps(sorted(set(articles)))
    places = connection.execute(
        "select id, story from article where id in (select value from json_each(?)) order by id", (numbers,)
    )
    rulings = connection.execute(
        "select a, b, together from story_ruling where a in (select value from json_each(:articles)) "
        "or b in (select value from json_each(:articles)) order by a, b",
        {"articles": numbers},
    )
    found = [tuple(row) for row in places]
    headlines = connection.execute(
        "select id, headline from story where id in (select value from json_each(?)) order by id",
        (json.dumps([story for _, story in found if story is not None]),),
    )
    return {
        "places": found,
        "rulings": [tuple(row) for row in rulings],
        "headlines": [tuple(row) for row in headlines],
    }


def restore(connection: sqlite3.Connection, wanted: Mapping[str, Any]) -> None:
    """Bring back such a state; articles that have gone since are passed over."""
    places: dict[int, int | None] = dict(wanted["places"])
    now = state(connection, places)
    stories.unrule(connection, [(a, b) for a, b, _ in now["rulings"]])
    for together in (True, False):
        ruled = [(a, b) for a, b, value in wanted["rulings"] if bool(value) is together]
        stories.rule(connection, ruled, together)
    connection.executemany(
        "update article set story = ? where id = ?", [(story, one) for one, story in places.items()]
    )
    headlines: dict[int, int | None] = dict(wanted["headlines"])
    for story in {story for _, story in (*now["places"], *places.items()) if story is not None}:
        stories.describe(connection, story, headlines.get(story))
