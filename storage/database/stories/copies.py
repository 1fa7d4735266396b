"""Articles that are copies of one text: which is shown for which, and what they share."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from storage.database.stories.stories import LINKED, Member
from storage.model import Extent


def shown_for(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return the articles that are shown for those of these that are copies."""
    rows = connection.execute(
        "select distinct copy_of from article where id in (select value from json_each(?)) "
        "and copy_of is not null",
        (json.dumps(list(articles)),),
    )
    return [row[0] for row in rows]


def shown_by(connection: sqlite3.Connection, shown: Iterable[int], most: int = -1) -> list[Member]:
    """Return the copies for which these articles are shown, the newest, all by default."""
    rows = connection.execute(
        "select id, story, copy_of, previous_story from article "
        f"where copy_of in (select value from json_each(?)) and {LINKED} order by id desc limit ?",
        (json.dumps(list(shown)), most),
    )
    return [Member(*row) for row in rows]


def stories_of(connection: sqlite3.Connection, shown: Iterable[int]) -> dict[int, list[int | None]]:
    """Return for each of these articles that has copies the stories that those are in."""
    rows = connection.execute(
        "select distinct copy_of, coalesce(previous_story, story) as story from article "
        f"where copy_of in (select value from json_each(?)) and {LINKED} order by copy_of, story",
        (json.dumps(list(shown)),),
    )
    found: dict[int, list[int | None]] = {}
    for copy_of, story in rows:
        found.setdefault(copy_of, []).append(story)
    return found


def best_text(connection: sqlite3.Connection, articles: Sequence[int], present: int) -> int:
    """Return which of some copies is best shown: a whole text, clearly longer than the `present` one's."""
    rows = connection.execute(
        "select id, extent, length(text) as size from article where id in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    ).fetchall()
    sizes = {row["id"]: (row["extent"] == Extent.WHOLE, row["size"]) for row in rows}
    whole, size = sizes[present]
    longer = {n: s for n, s in sizes.items() if s[0] > whole or (s[0] == whole and s[1] > 1.1 * size)}
    return max(longer, key=lambda n: (longer[n], -n)) if longer else present


def show_for(connection: sqlite3.Connection, shown: int, others: Iterable[int]) -> None:
    """Let one article be shown for others, which are copies; one that is read has all of them read."""
    connection.execute("update article set copy_of = null where id = ? and copy_of is not null", (shown,))
    connection.execute(
        "update article set copy_of = :shown where copy_of is not :shown "
        "and id in (select value from json_each(:others))",
        {"shown": shown, "others": json.dumps(list(others))},
    )
    connection.execute(
        "update article set read_at = "
        "(select max(read_at) from article where id = :shown or copy_of = :shown) "
        "where (id = :shown or copy_of = :shown) and read_at is null",
        {"shown": shown},
    )


def release(connection: sqlite3.Connection, article: int) -> list[int]:
    """Let an article be no copy, and none for which others are shown; return those that were with it."""
    rows = connection.execute(
        "select id from article where (copy_of = :id or id = (select copy_of from article where id = :id)) "
        f"and {LINKED}",
        {"id": article},
    ).fetchall()
    others = [row[0] for row in rows]
    connection.execute("update article set copy_of = null where id = ? and copy_of is not null", (article,))
    heirs = [
        row[0]
        for row in connection.execute(
            f"select id from article where copy_of = ? and {LINKED} order by id", (article,)
        )
    ]
    if heirs:
        shown = best_text(connection, heirs, heirs[0])
        show_for(connection, shown, [one for one in heirs if one != shown])
    return others
