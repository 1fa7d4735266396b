"""Which row of a list stands for an article that has none: that of its text, or of its story."""

import sqlite3

from storage.database.lists.list_query import list_query
from storage.model import View

_TEXT = "(select coalesce(copy_of, id) from article where id = :article)"
_STORY = f"(select story from article where id = {_TEXT})"


def stand_in(connection: sqlite3.Connection, view: View, article: int) -> int | None:
    """Return the article of the row that stands for another one in a list of the whole desk.

    For a copy, that is the article with the same text; in a list by story, the one that is shown for the
    story. `None` if there is no such row.
    """
    rows = list_query(view)
    sorts = [_TEXT, f"(select id from article one where one.story = {_STORY})"]
    for members in sorts if view.stories else sorts[:1]:
        sql = rows.select(rows.id, f"{rows.id} in {members} limit 1")
        found = connection.execute(sql, {**rows.parameters, "article": article}).fetchone()
        if found:
            return int(found[0])
    return None
