"""Reassignments: corrections that move mentions from one entity to another, in a fixed number of statements.

An undo entry stores where each mention that it moved came from, so that undo restores exactly that.
"""

import json
import sqlite3
from collections.abc import Iterable

from storage.model import Route

_RECORD = (
    'insert or ignore into reassignment (undo_entry, article, field, start, "end", entity, target, route) '
)
_AT = (
    "mention.article = reassignment.article and mention.field = reassignment.field "
    'and mention.start = reassignment.start and mention."end" = reassignment."end"'
)
# In each article the new entity gets the weight and the description of the old one.
_ADD_APPEARANCES = """
    insert into appearance (article, entity, sort_at, day, mentions, weight, description)
    select reassignment.article, reassignment.{wanted}, article.sort_at, max(mention.day), 0,
           max(coalesce(former.weight, 1)), max(coalesce(former.description, ''))
    from reassignment join mention on {at}
    join article on article.id = reassignment.article
    left join appearance as former on former.article = reassignment.article and former.entity = mention.entity
    where reassignment.undo_entry = ? and reassignment.{wanted} is not null
    group by reassignment.article, reassignment.{wanted}
    on conflict do update set weight = max(weight, excluded.weight)
"""
_COUNTED = (
    "(select count(*) from mention where mention.article = appearance.article "
    "and mention.entity = appearance.entity)"
)
_TOUCHED = "article in (select article from reassignment where undo_entry = ?)"


def record(
    connection: sqlite3.Connection,
    entry: int,
    entity: int,
    target: int | None,
    keys: Iterable[str] | None = None,
) -> None:
    """Record the mentions of an entity, all or those with these keys, as to be moved to `target`."""
    sql = f'{_RECORD} select ?, article, field, start, "end", entity, ?, route from mention where entity = ?'
    if keys is None:
        connection.execute(sql, (entry, target, entity))
    else:
        connection.executemany(f"{sql} and key = ?", ((entry, target, entity, key) for key in keys))


def record_later(
    connection: sqlite3.Connection, entry: int, target: int, entity: int, keys: Iterable[str]
) -> None:
    """Record the mentions with these keys that `target` got later, as to be moved back to `entity`.

    Its bare surnames go along from the articles in which it has no other name.
    """
    given = {"entry": entry, "entity": entity, "route": Route.NAME, "target": target}
    connection.execute(
        f'{_RECORD} select :entry, article, field, start, "end", :entity, entity, :route from mention '
        "where entity = :target and (key in (select value from json_each(:keys)) or (key glob '[?]*' "
        "and article in (select article from mention where entity = :target group by article "
        "having max(key in (select value from json_each(:keys))) "
        "and min(key glob '[?]*' or key in (select value from json_each(:keys))))))",
        given | {"keys": json.dumps([*keys])},
    )


def record_at(
    connection: sqlite3.Connection, entry: int, article: int, place: tuple[str, int, int], target: int | None
) -> None:
    """Record the mention at a place (field, start, end) of an article, as to be moved to `target`."""
    connection.execute(
        f'{_RECORD} select ?, article, field, start, "end", entity, ?, route from mention '
        'where article = ? and field = ? and start = ? and "end" = ?',
        (entry, target, article, *place),
    )


def apply(connection: sqlite3.Connection, entry: int) -> None:
    """Move the recorded mentions of an undo entry to their targets."""
    connection.execute(_ADD_APPEARANCES.format(wanted="target", at=_AT), (entry,))
    connection.execute(
        "update mention set entity = reassignment.target, "
        "route = case when mention.route = ? then mention.route else ? end "
        f"from reassignment where reassignment.undo_entry = ? and {_AT}",
        (Route.ALWAYS, Route.READER, entry),
    )
    _recount(connection, entry)


def counts(connection: sqlite3.Connection, entry: int) -> tuple[int, int, int]:
    """Return how many mentions an undo entry moves, in how many articles, and how many are bare surnames."""
    row = connection.execute(
        "select count(*), count(distinct reassignment.article), coalesce(sum(mention.key glob '[?]*'), 0) "
        f"from reassignment join mention on {_AT} "
        "where undo_entry = ? and reassignment.entity is not reassignment.target",
        (entry,),
    ).fetchone()
    return row[0], row[1], row[2]


def revert(connection: sqlite3.Connection, entry: int) -> None:
    """Move the mentions of an undo entry back to their former entities."""
    connection.execute(_ADD_APPEARANCES.format(wanted="entity", at=_AT), (entry,))
    connection.execute(
        "update mention set entity = reassignment.entity, route = reassignment.route "
        f"from reassignment where reassignment.undo_entry = ? and {_AT}",
        (entry,),
    )
    _recount(connection, entry)


def move_all(connection: sqlite3.Connection, entity: int, target: int) -> None:
    """Move all mentions of an entity to another one, without undo."""
    given = {"entity": entity, "target": target}
    connection.execute(
        "insert into appearance (article, entity, sort_at, day, mentions, weight, description) "
        "select article, :target, sort_at, day, 0, weight, description from appearance "
        "where entity = :entity "
        "on conflict do update set weight = max(weight, excluded.weight)",
        given,
    )
    connection.execute("update mention set entity = :target where entity = :entity", given)
    connection.execute(
        f"update appearance set mentions = {_COUNTED} where entity = :target "
        "and article in (select article from appearance where entity = :entity)",
        given,
    )
    connection.execute("delete from appearance where entity = :entity", given)


def _recount(connection: sqlite3.Connection, entry: int) -> None:
    """Count the mentions in the articles of an undo entry again, and delete appearances without any."""
    connection.execute(
        "update appearance set mentions = counted.n from ("
        f" select article, entity, count(*) as n from mention where {_TOUCHED} "
        " group by article, entity) as counted "
        "where appearance.article = counted.article and appearance.entity = counted.entity "
        "and appearance.mentions <> counted.n",
        (entry,),
    )
    connection.execute(
        f"delete from appearance where {_TOUCHED} and not exists (select 1 from mention "
        "where mention.article = appearance.article and mention.entity = appearance.entity)",
        (entry,),
    )
