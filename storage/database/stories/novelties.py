"""Which unread articles say something that the read articles of their stories do not."""

import json
import sqlite3
from collections.abc import Collection


def unsettled(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return the latest unread articles for which this has to be found out, at most `limit`."""
    rows = connection.execute(
        "select novelty.article from novelty join facet on facet.article = novelty.article "
        "where not settled and read_at is null order by novelty.article desc limit ?",
        (limit,),
    )
    return [row[0] for row in rows]


def settle(connection: sqlite3.Connection, articles: Collection[int], new: Collection[int]) -> None:
    """Record that of these articles the `new` ones say something new."""
    connection.execute(
        "update novelty set settled = 1, news = article in (select value from json_each(:new)) "
        "where article in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles)), "new": json.dumps(list(new))},
    )
