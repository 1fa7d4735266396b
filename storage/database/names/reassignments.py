"""Mentions that come to mean another entity, all at once, and back again.

A deed of the reader remembers where each mention that it moved came from, so that it can be taken back
exactly, however many they are.
"""

import sqlite3
from collections.abc import Iterable

from storage.model import Route

_CHOOSE = (
    'insert or ignore into reassignment (undo_entry, article, field, start, "end", entity, target, route) '
)
_AT = (
    "mention.article = reassignment.article and mention.field = reassignment.field "
    'and mention.start = reassignment.start and mention."end" = reassignment."end"'
)
# What the entity that a mention is taken from weighs in an article, the one that gets it weighs too.
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


def choose(
    connection: sqlite3.Connection,
    deed: int,
    entity: int,
    target: int | None,
    called: Iterable[str] | None = None,
) -> None:
    """Choose the mentions of an entity that a deed moves to another: all, or those that are called so."""
    sql = f'{_CHOOSE} select ?, article, field, start, "end", entity, ?, route from mention where entity = ?'
    if called is None:
        connection.execute(sql, (deed, target, entity))
    else:
        connection.executemany(f"{sql} and key = ?", ((deed, target, entity, key) for key in called))


def choose_later(
    connection: sqlite3.Connection, deed: int, target: int, entity: int, called: Iterable[str]
) -> None:
    """Choose also what came to a target since a deed, called as what was moved there from an entity."""
    connection.executemany(
        f'{_CHOOSE} select ?, article, field, start, "end", ?, entity, ? from mention '
        "where entity = ? and key = ?",
        ((deed, entity, Route.NAME, target, key) for key in called),
    )


def choose_at(
    connection: sqlite3.Connection, deed: int, article: int, place: tuple[str, int, int], target: int | None
) -> None:
    """Choose the mention at one place, (field, start, end)."""
    connection.execute(
        f'{_CHOOSE} select ?, article, field, start, "end", entity, ?, route from mention '
        'where article = ? and field = ? and start = ? and "end" = ?',
        (deed, target, article, *place),
    )


def apply(connection: sqlite3.Connection, deed: int) -> None:
    """Let the mentions that a deed chose mean what they were chosen for."""
    connection.execute(_ADD_APPEARANCES.format(wanted="target", at=_AT), (deed,))
    connection.execute(
        "update mention set entity = reassignment.target, "
        "route = case when mention.route = ? then mention.route else ? end "
        f"from reassignment where reassignment.undo_entry = ? and {_AT}",
        (Route.ALWAYS, Route.READER, deed),
    )
    _recount(connection, deed)


def revert(connection: sqlite3.Connection, deed: int) -> None:
    """Let the mentions that a deed moved mean again what they meant before."""
    connection.execute(_ADD_APPEARANCES.format(wanted="entity", at=_AT), (deed,))
    connection.execute(
        "update mention set entity = reassignment.entity, route = reassignment.route "
        f"from reassignment where reassignment.undo_entry = ? and {_AT}",
        (deed,),
    )
    _recount(connection, deed)


def move_all(connection: sqlite3.Connection, entity: int, into: int) -> None:
    """Let one entity become another, for good."""
    given = {"entity": entity, "into": into}
    connection.execute(
        "insert into appearance (article, entity, sort_at, day, mentions, weight, description) "
        "select article, :into, sort_at, day, 0, weight, description from appearance where entity = :entity "
        "on conflict do update set weight = max(weight, excluded.weight)",
        given,
    )
    connection.execute("update mention set entity = :into where entity = :entity", given)
    connection.execute(
        f"update appearance set mentions = {_COUNTED} where entity = :into "
        "and article in (select article from appearance where entity = :entity)",
        given,
    )
    connection.execute("delete from appearance where entity = :entity", given)


def _recount(connection: sqlite3.Connection, deed: int) -> None:
    """Count anew what the articles of a deed mention."""
    connection.execute(
        "update appearance set mentions = counted.n from ("
        f" select article, entity, count(*) as n from mention where {_TOUCHED} "
        " group by article, entity) as counted "
        "where appearance.article = counted.article and appearance.entity = counted.entity "
        "and appearance.mentions <> counted.n",
        (deed,),
    )
    connection.execute(
        f"delete from appearance where {_TOUCHED} and not exists (select 1 from mention "
        "where mention.article = appearance.article and mention.entity = appearance.entity)",
        (deed,),
    )
