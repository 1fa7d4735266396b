"""Entities: who and what articles mention, with their keys, spellings and flags."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from storage.database.articles.article_columns import LOCAL_DAY
from storage.database.names.previous_entities import LAST_PREVIOUS
from storage.database.text_folding import fold
from storage.errors import NotFoundError
from storage.model import Entity, Kind, Spelling

_STORED = ", ".join(
    f"entity.{column}"
    for column in ("id", "name", "kind", "articles", "mentions", "ambiguous", "followed", "muted")
)
COLUMNS = _STORED.replace("entity.articles", "entity.articles - entity.hidden as articles")
"""The columns that `entity_of` reads; hidden articles are not counted."""
MOST_FOUND = 50
"""How many entities `find` returns for one key."""
_COMPANY_WINDOW = 200  # newest articles of an entity that tell which names it occurs with
_STATE = ("name", "kind", "ambiguous", "followed", "muted", "merged_into")
_OF_SPELLING = (
    "mention.entity = spelling.entity and mention.key = spelling.key and mention.spelling = spelling.text"
)
# A column `day` has the UTC day of an instant, from which the local day differs by at most one.
_FIRST_DAY = (
    f"select min({LOCAL_DAY}) from mention join article on article.id = mention.article "
    f"where {_OF_SPELLING} and day <= (select min(day) + 1 from mention where {_OF_SPELLING})"
)
_LAST_DAY = (
    f"select max({LOCAL_DAY}) from mention join article on article.id = mention.article "
    f"where {_OF_SPELLING} and day >= (select max(day) - 1 from mention where {_OF_SPELLING})"
)


def find(connection: sqlite3.Connection, keys: Iterable[str]) -> list[tuple[str, Entity]]:
    """Return the entities with any of these keys, each with the key that matched.

    For each key there are at most `MOST_FOUND`, those in most articles first. Previous entities are left out.
    """
    found = []
    for key in keys:
        rows = connection.execute(
            f"select {_STORED} from alias join entity on entity.id = alias.entity "
            f"where alias.key = ? and entity.id > {LAST_PREVIOUS} and entity.merged_into is null "
            "order by entity.articles desc, entity.id limit ?",
            (key, MOST_FOUND),
        )
        found += [(key, entity_of(row)) for row in rows]
    return found


def create(connection: sqlite3.Connection, name: str, kind: Kind) -> int:
    """Store a new entity and return its number. It exists as long as an article has it."""
    cursor = connection.execute("insert into entity (name, kind) values (?, ?)", (name, kind))
    return int(cursor.lastrowid or 0)


def add_keys(connection: sqlite3.Connection, entity: int, keys: Iterable[str]) -> None:
    """Add keys under which an entity is found."""
    connection.executemany(
        "insert or ignore into alias (key, entity) values (?, ?)", ((key, entity) for key in keys)
    )


def drop_key(connection: sqlite3.Connection, entity: int, key: str) -> None:
    """Remove a key under which an entity is found."""
    connection.execute("delete from alias where key = ? and entity = ?", (key, entity))


def set_merged_into(connection: sqlite3.Connection, entity: int, other: int) -> None:
    """Redirect an entity to another one."""
    connection.execute("update entity set merged_into = ? where id = ?", (other, entity))


def keys(connection: sqlite3.Connection, entity: int) -> list[str]:
    """Return the keys under which an entity is found, in alphabetical order."""
    rows = connection.execute("select key from alias where entity = ? order by key", (entity,))
    return [row[0] for row in rows]


def shared_company(connection: sqlite3.Connection, entity: int, keys: Iterable[str]) -> int:
    """Return how many of these keys other entities have in the newest articles of an entity."""
    row = connection.execute(
        "select count(distinct alias.key) from (select article from appearance where entity = :entity "
        " order by sort_at desc, article desc limit :window) as newest "
        "join appearance on appearance.article = newest.article and appearance.entity <> :entity "
        "join alias on alias.entity = appearance.entity "
        "where alias.key in (select value from json_each(:keys))",
        {"entity": entity, "window": _COMPANY_WINDOW, "keys": json.dumps(list(keys))},
    )
    return int(row.fetchone()[0])


def update(connection: sqlite3.Connection, entity: int, columns: Mapping[str, str | bool]) -> None:
    """Set columns of an entity: `name`, `kind`, `ambiguous`, `followed`, `muted`."""
    connection.execute(
        f"update entity set {', '.join(f'{column} = ?' for column in columns)} where id = ?",
        (*columns.values(), entity),
    )


def state(connection: sqlite3.Connection, entity: int) -> dict[str, Any]:
    """Return an entity without its mentions, as the undo log stores it; {} if there is no such entity."""
    row = connection.execute(f"select {', '.join(_STATE)} from entity where id = ?", (entity,)).fetchone()
    return {**dict(row), "keys": keys(connection, entity)} if row else {}


def restore(
    connection: sqlite3.Connection, entity: int, now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> None:
    """Change an entity from one result of `state` to another. Keys that it got in the meantime stay."""
    if wanted:
        columns = [wanted[column] for column in _STATE]
        connection.execute(
            f"insert into entity (id, {', '.join(_STATE)}) values (?{', ?' * len(_STATE)}) "
            f"on conflict (id) do update set {', '.join(f'{one} = excluded.{one}' for one in _STATE)}",
            (entity, *columns),
        )
    had, has = set(now.get("keys", ())), set(wanted.get("keys", ()))
    connection.executemany(
        "delete from alias where key = ? and entity = ?", ((key, entity) for key in had - has)
    )
    if wanted:
        add_keys(connection, entity, sorted(has - had))


def delete_unused(connection: sqlite3.Connection) -> None:
    """Delete entities without articles that no undo entry needs any more.

    Most are deleted with their last article; the rest once the undo log has dropped the entries that needed
    them.
    """
    connection.execute(
        f"delete from entity where articles = 0 and merged_into is null and id > {LAST_PREVIOUS} "
        "and not exists (select 1 from reassignment where reassignment.entity = entity.id) "
        "and not exists (select 1 from reassignment where reassignment.target = entity.id) "
        "and not exists (select 1 from kept_entity where kept_entity.entity = entity.id)"
    )


def fetch(connection: sqlite3.Connection, entity: int) -> Entity:
    """Return an entity, or the one that it was merged into. Raises `NotFoundError`."""
    row = connection.execute(
        "with recursive merged (id) as (select ? union "
        " select entity.merged_into from merged join entity using (id) where entity.merged_into is not null) "
        f"select {COLUMNS} from merged join entity using (id) where entity.merged_into is null",
        (entity,),
    ).fetchone()
    if row is None:
        raise NotFoundError(f"There is no name {entity} in this desk.")
    return entity_of(row)


def search(
    connection: sqlite3.Connection, query: str, kind: Kind | None, offset: int, limit: int
) -> list[Entity]:
    """Return the entities with this text in a spelling, in any case and without regard to accents."""
    condition, parameters = _condition(query, kind)
    rows = connection.execute(
        f"select {COLUMNS} from entity where {condition} "
        "order by entity.articles desc, mentions desc, id limit ? offset ?",
        (*parameters, limit, offset),
    )
    return [entity_of(row) for row in rows]


def in_articles(
    connection: sqlite3.Connection, numbers: Sequence[int], query: str, kind: Kind | None, limit: int
) -> list[tuple[Entity, int]]:
    """Return the entities that `search` would find in these articles, each with its number of them."""
    condition, parameters = _condition(query, kind)
    rows = connection.execute(
        f"select {COLUMNS}, count(*) as found from appearance join entity on entity.id = appearance.entity "
        f"where appearance.article in (select value from json_each(?)) and {condition} "
        "group by entity.id order by found desc, entity.articles desc, entity.id limit ?",
        (json.dumps(list(numbers)), *parameters, limit),
    )
    return [(entity_of(row), row["found"]) for row in rows]


def count(connection: sqlite3.Connection, query: str, kind: Kind | None) -> int:
    """Return how many entities `search` would find."""
    condition, parameters = _condition(query, kind)
    row = connection.execute(f"select count(*) from entity where {condition}", parameters)
    return int(row.fetchone()[0])


def followed_with_unread(connection: sqlite3.Connection) -> list[tuple[Entity, int]]:
    """Return the entities that the reader follows, by name, each with the number of its unread articles."""
    rows = connection.execute(
        f"select {COLUMNS}, (select count(*) from appearance join article on article.id = appearance.article "
        " where appearance.entity = entity.id and not appearance.hidden and read_at is null) as unread "
        "from entity where followed and entity.articles > entity.hidden order by name collate nocase, id"
    )
    return [(entity_of(row), row["unread"]) for row in rows]


def spellings(connection: sqlite3.Connection, entity: int, limit: int = -1) -> list[Spelling]:
    """Return the spellings of an entity, the most frequent first; all of them by default."""
    rows = connection.execute(
        "with shown as (select text, sum(mentions) as n from spelling where entity = :entity "
        " group by text order by n desc, text limit :limit) "
        f"select shown.text, n, min(({_FIRST_DAY})) as first, max(({_LAST_DAY})) as last "
        "from shown join spelling on spelling.entity = :entity and spelling.text = shown.text "
        "group by shown.text order by n desc, shown.text",
        {"entity": entity, "limit": limit},
    )
    return [Spelling(row["text"], row["n"], _day(row["first"]), _day(row["last"])) for row in rows]


def surface_counts(connection: sqlite3.Connection, entity: int) -> list[tuple[str, Kind, str, int]]:
    """Return each spelling of an entity with the recognised kind, the key and the number of mentions.

    The most frequent comes first.
    """
    rows = connection.execute(
        "select text, kind, key, mentions from spelling where entity = ? "
        "order by mentions desc, text, kind, key",
        (entity,),
    )
    return [(row["text"], Kind(row["kind"]), row["key"], row["mentions"]) for row in rows]


def with_name_key(connection: sqlite3.Connection, kind: Kind, key: str) -> list[int]:
    """Return the entities of a kind that have mentions with this key, those with most mentions first."""
    rows = connection.execute(
        "select entity from spelling join entity on entity.id = spelling.entity "
        "where spelling.key = ? and entity.kind = ? "
        "group by entity order by sum(spelling.mentions) desc, entity",
        (key, kind),
    )
    return [row[0] for row in rows]


def entity_of(row: sqlite3.Row) -> Entity:
    """Return the entity of a row with `COLUMNS`."""
    return Entity(
        row["id"],
        row["name"],
        Kind(row["kind"]),
        row["articles"],
        row["mentions"],
        bool(row["ambiguous"]),
        bool(row["followed"]),
        bool(row["muted"]),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _condition(query: str, kind: Kind | None) -> tuple[str, list[str]]:
    # An entity without articles is kept for undo.
    conditions, parameters = ["entity.articles > entity.hidden"], []
    if query.strip():
        escaped = fold(query.strip()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(f"({_like('name')} or id in (select entity from spelling where {_like('text')}))")
        parameters += [f"%{escaped}%"] * 4
    if kind is not None:
        conditions.append("kind = ?")
        parameters.append(kind)
    return " and ".join(conditions), parameters


def _like(column: str) -> str:
    # SQLite ignores the case of ASCII letters by itself, and few names have others.
    return (
        f"({column} like ? escape '\\' or ({column} glob '*[^ -~]*' and fold({column}) like ? escape '\\'))"
    )
