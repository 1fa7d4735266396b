"""Entities and their mentions: who and what the articles speak of."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from storage.database import articles
from storage.database.excerpt import REACH, sentence_around
from storage.database.folding import fold
from storage.errors import NotFoundError
from storage.model import Entity, Field, Kind, Mention, Name, Sighting, Spelling

EPOCH = date(1970, 1, 1)
_COMPANY_WINDOW = 500  # the newest articles of an entity in which its company is looked for
_ENTITY = "entity.id, entity.name, entity.kind, entity.articles, entity.mentions"


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one article as the analysis found it: its mentions, each with its spelling."""

    entity: int
    mentions: tuple[tuple[Mention, str], ...]
    weight: float


def find(connection: sqlite3.Connection, keys: Iterable[str]) -> list[tuple[str, Entity]]:
    """Return the entities known under any of these keys, each with the key that found it."""
    found = []
    for key in keys:
        rows = connection.execute(
            f"select {_ENTITY} from alias join entity on entity.id = alias.entity "
            "where alias.key = ? order by entity.articles desc, entity.id",
            (key,),
        )
        found += [(key, _entity(row)) for row in rows]
    return found


def create(connection: sqlite3.Connection, name: str, kind: Kind) -> int:
    """Store a new entity and return its number; it lives as long as it appears in an article."""
    cursor = connection.execute("insert into entity (name, kind) values (?, ?)", (name, kind))
    return int(cursor.lastrowid or 0)


def add_keys(connection: sqlite3.Connection, entity: int, keys: Iterable[str]) -> None:
    """Let an entity be found under these keys too."""
    connection.executemany(
        "insert or ignore into alias (key, entity) values (?, ?)", ((key, entity) for key in keys)
    )


def keys(connection: sqlite3.Connection, entity: int) -> list[str]:
    """Return the keys under which an entity is found."""
    rows = connection.execute("select key from alias where entity = ? order by key", (entity,))
    return [row[0] for row in rows]


def describe(connection: sqlite3.Connection, entity: int, name: str, kind: Kind) -> None:
    """Set the display name and kind of an entity."""
    connection.execute("update entity set name = ?, kind = ? where id = ?", (name, kind, entity))


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Drop the names of an article; entities that appear nowhere else go with it."""
    connection.execute("delete from appearance where article = ?", (article,))


def record(connection: sqlite3.Connection, article: int, appearances: Sequence[Appearance]) -> None:
    """Store the names of an article of which none are stored."""
    sort_at, published = connection.execute(
        "select sort_at, published from article where id = ?", (article,)
    ).fetchone()
    day = int(sort_at // 86400) if published else None
    for appearance in appearances:
        connection.execute(
            "insert into appearance (article, entity, sort_at, day, mentions, weight) "
            "values (?, ?, ?, ?, ?, ?)",
            (article, appearance.entity, sort_at, day, len(appearance.mentions), appearance.weight),
        )
        connection.executemany(
            'insert into mention (article, field, start, "end", entity, kind, confidence, spelling) '
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (article, m.field, m.start, m.end, appearance.entity, m.kind, m.confidence, spelling)
                for m, spelling in appearance.mentions
            ],
        )


def names_in(connection: sqlite3.Connection, article: int) -> list[Name]:
    """Return the names of an article, those that it is most about first."""
    rows = connection.execute(
        f"select {_ENTITY}, mention.field, mention.start, mention.end, mention.kind as said, "
        "mention.confidence from appearance join entity on entity.id = appearance.entity "
        "join mention on mention.article = appearance.article and mention.entity = appearance.entity "
        "where appearance.article = ? "
        "order by appearance.weight desc, entity.id, mention.field = 'text', mention.start",
        (article,),
    )
    names = []
    for _, group in groupby(rows, key=lambda row: row["id"]):
        mentions = list(group)
        names.append(Name(_entity(mentions[0]), tuple(_mention(row) for row in mentions)))
    return names


def fetch(connection: sqlite3.Connection, entity: int) -> Entity:
    """Return one entity. Raises `NotFoundError`."""
    row = connection.execute(f"select {_ENTITY} from entity where id = ?", (entity,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no name {entity} in this desk.")
    return _entity(row)


def search(
    connection: sqlite3.Connection, query: str, kind: Kind | None, offset: int, limit: int
) -> list[Entity]:
    """Return entities with this text in a spelling, whatever the case and accents."""
    condition, parameters = _condition(query, kind)
    rows = connection.execute(
        f"select {_ENTITY} from entity where {condition} "
        "order by articles desc, mentions desc, id limit ? offset ?",
        (*parameters, limit, offset),
    )
    return [_entity(row) for row in rows]


def count(connection: sqlite3.Connection, query: str, kind: Kind | None) -> int:
    """Return how many entities `search` would find."""
    condition, parameters = _condition(query, kind)
    row = connection.execute(f"select count(*) from entity where {condition}", parameters)
    return int(row.fetchone()[0])


def spellings(connection: sqlite3.Connection, entity: int) -> list[Spelling]:
    """Return the ways in which an entity is written."""
    rows = connection.execute(
        "select text, sum(mentions) as n from spelling where entity = ? group by text order by n desc, text",
        (entity,),
    )
    return [Spelling(row["text"], row["n"]) for row in rows]


def kinds(connection: sqlite3.Connection, entity: int) -> list[tuple[Kind, int]]:
    """Return as which kinds an entity was recognised."""
    rows = connection.execute(
        "select kind, sum(mentions) as n from spelling where entity = ? group by kind order by n desc, kind",
        (entity,),
    )
    return [(Kind(row["kind"]), row["n"]) for row in rows]


def sightings(connection: sqlite3.Connection, entity: int, offset: int, limit: int) -> list[Sighting]:
    """Return the articles in which an entity appears, newest first, each with a sentence."""
    rows = connection.execute(
        "select article from appearance where entity = ? "
        "order by sort_at desc, article desc limit ? offset ?",
        (entity, limit, offset),
    )
    headlines = articles.headlines(connection, [row[0] for row in rows])
    return [Sighting(headline, *_sentence(connection, entity, headline.id)) for headline in headlines]


def timeline(connection: sqlite3.Connection, entity: int) -> list[tuple[date, int]]:
    """Return the mentions a day in dated articles, oldest first, days without any left out."""
    rows = connection.execute(
        "select day, sum(mentions) from appearance where entity = ? and day is not null "
        "group by day order by day",
        (entity,),
    )
    return [(EPOCH + timedelta(days=day), mentions) for day, mentions in rows]


def company(connection: sqlite3.Connection, entity: int, limit: int) -> list[tuple[Entity, int]]:
    """Return the names that occur with an entity in its newest articles, with how many articles."""
    rows = connection.execute(
        f"select {_ENTITY}, count(*) as together from "
        "(select article from appearance where entity = :entity "
        " order by sort_at desc, article desc limit :window) as newest "
        "join appearance on appearance.article = newest.article and appearance.entity <> :entity "
        "join entity on entity.id = appearance.entity "
        "group by entity.id order by together desc, entity.articles, entity.id limit :limit",
        {"entity": entity, "window": _COMPANY_WINDOW, "limit": limit},
    )
    return [(_entity(row), row["together"]) for row in rows]


def _sentence(connection: sqlite3.Connection, entity: int, article: int) -> tuple[str, int, int]:
    row = connection.execute(
        'select field, start, "end" from mention where article = ? and entity = ? '
        "order by field = 'title', start limit 1",
        (article, entity),
    ).fetchone()
    start, end = row["start"], row["end"]
    # One more code point than `sentence_around` looks at, so that it sees whether the text goes on.
    left = max(0, start - REACH - 1)
    column = "title" if row["field"] == Field.TITLE else "text"
    (text,) = connection.execute(
        f"select substr({column}, ?, ?) from article where id = ?",
        (left + 1, end - left + REACH + 1, article),
    ).fetchone()
    return sentence_around(text, start - left, end - left)


def _condition(query: str, kind: Kind | None) -> tuple[str, list[str]]:
    conditions, parameters = ["1"], []
    if query.strip():
        escaped = fold(query.strip()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(f"({_like('name')} or id in (select entity from spelling where {_like('text')}))")
        parameters += [f"%{escaped}%"] * 4
    if kind is not None:
        conditions.append("kind = ?")
        parameters.append(kind)
    return " and ".join(conditions), parameters


def _like(column: str) -> str:
    # Few names have other letters than those of ASCII, which SQLite compares without case by itself.
    return (
        f"({column} like ? escape '\\' or ({column} glob '*[^ -~]*' and fold({column}) like ? escape '\\'))"
    )


def _entity(row: sqlite3.Row) -> Entity:
    return Entity(row["id"], row["name"], Kind(row["kind"]), row["articles"], row["mentions"])


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(Field(row["field"]), row["start"], row["end"], Kind(row["said"]), row["confidence"])
