"""When the reader last met a name in an article, and who those are that she has not met for a while."""

import json
import sqlite3
from collections.abc import Iterable

from storage.database.articles import article_columns
from storage.model import Introduction

WEEK = 7 * 86_400.0
"""Seconds after which a name that was met counts as new again."""

_WINDOW = 100  # newest articles of an entity from which its description is taken


def meet(connection: sqlite3.Connection, entities: Iterable[int], now: float) -> None:
    """Record that the reader has these names on the screen now; unknown ones are ignored."""
    connection.execute(
        "insert into name_met (entity, at) select id, :now from entity "
        "where id in (select value from json_each(:entities)) on conflict do update set at = :now",
        {"entities": json.dumps(sorted(entities)), "now": now},
    )


def introductions(connection: sqlite3.Connection, article: int, now: float) -> dict[int, Introduction]:
    """Return who the names in an article are, by entity, of those that the reader has not met for a week.

    Other articles say so. A name that none of them describes is left out, and a muted one too.
    """
    unmet = connection.execute(
        "select entity from appearance join entity on entity.id = entity where article = ? and not muted "
        "and not exists (select 1 from name_met where name_met.entity = appearance.entity and at > ?)",
        (article, now - WEEK),
    ).fetchall()
    found = {entity: _introduction(connection, entity, article) for (entity,) in unmet}
    return {entity: one for entity, one in found.items() if one}


def _introduction(connection: sqlite3.Connection, entity: int, article: int) -> Introduction | None:
    """Return the most frequent description in the newest other articles, from the newest that has it."""
    row = connection.execute(
        "with described as (select description, appearance.article, appearance.sort_at from appearance "
        "where entity = :entity and article <> :article order by sort_at desc, article desc limit :window) "
        "select described.description, article.id, article.source, article.published "
        "from described join article on article.id = described.article "
        "where described.description = (select description from described where description <> '' "
        "group by description order by count(*) desc, max(sort_at) desc, description limit 1) "
        "order by described.sort_at desc limit 1",
        {"entity": entity, "article": article, "window": _WINDOW},
    ).fetchone()
    return None if row is None else Introduction(row[0], row[1], row[2], article_columns.date(row[3]))
