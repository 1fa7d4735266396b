"""Mentions in articles, with the entities that they mean and how those were found."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from storage.database.names.entities import COLUMNS, entity_of
from storage.model import Field, Kind, Mention, Name, Route

_DAY = 86400  # seconds
_MOST_JUDGED = 1_000  # mentions of an entity that tell how sure it is


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention with its spelling, its key, and how its entity was found."""

    mention: Mention
    spelling: str
    key: str
    route: Route


class PlacedKey(NamedTuple):
    """The key of a mention at a place of an article: field, start, end."""

    place: tuple[str, int, int]
    key: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one article: its mentions, its prominence (`weight`), and how the article describes it.

    Its prominence is 0 if all its mentions are boilerplate.

    Without an entity, the mentions are those that the reader calls no names.
    """

    entity: int | None
    mentions: Sequence[ResolvedMention]
    weight: float
    description: str = ""


def delete_names(connection: sqlite3.Connection, article: int) -> None:
    """Delete the names of an article; triggers delete the entities that no other article has."""
    connection.execute("delete from mention where article = ?", (article,))
    connection.execute("delete from appearance where article = ?", (article,))


def record(connection: sqlite3.Connection, article: int, appearances: Sequence[Appearance]) -> None:
    """Store the names of an article that has none."""
    sort_at, published = connection.execute(
        "select sort_at, published from article where id = ?", (article,)
    ).fetchone()
    day = int(sort_at // _DAY) if published else None
    for one in appearances:
        if one.entity is not None:
            connection.execute(
                "insert into appearance (article, entity, sort_at, day, mentions, weight, description) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                (article, one.entity, sort_at, day, len(one.mentions), one.weight, one.description),
            )
        _insert(connection, article, one.entity, day, one.mentions)


def recognised(connection: sqlite3.Connection, article: int) -> list[Mention]:
    """Return the mentions of an article as the recogniser found them, in reading order."""
    rows = connection.execute(
        'select field, start, "end", kind as mention_kind, confidence from mention '
        "where article = ? and route <> ? order by field = 'text', start",
        (article, Route.ALWAYS),
    )
    return [_mention(row) for row in rows]


def add(connection: sqlite3.Connection, article: int, found: Sequence[ResolvedMention]) -> None:
    """Add mentions without an entity to an article."""
    row = connection.execute("select sort_at, published from article where id = ?", (article,)).fetchone()
    day = int(row["sort_at"] // _DAY) if row["published"] else None
    _insert(connection, article, None, day, found)


def all_mentions(connection: sqlite3.Connection, article: int) -> list[tuple[Mention, int | None]]:
    """Return all mentions of an article as recognised, each with its entity or `None`, in reading order."""
    rows = connection.execute(
        'select field, start, "end", kind as mention_kind, confidence, entity from mention '
        "where article = ? order by field = 'text', start",
        (article,),
    )
    return [(_mention(row), row["entity"]) for row in rows]


def with_keys(
    connection: sqlite3.Connection, entity: int, keys: Collection[str]
) -> dict[int, list[PlacedKey]]:
    """Return all mentions of an entity by article, for the articles where it has one of these keys."""
    rows = connection.execute(
        'select article, field, start, "end", key from mention where entity = :entity '
        "and article in (select article from mention where entity = :entity "
        "and key in (select value from json_each(:keys))) "
        "order by article, field = 'text', start",
        {"entity": entity, "keys": json.dumps([*keys])},
    )
    found: dict[int, list[PlacedKey]] = {}
    for article, field, start, end, key in rows:
        found.setdefault(article, []).append(PlacedKey((field, start, end), key))
    return found


def highest_confidence(connection: sqlite3.Connection, entity: int) -> float:
    """Return the confidence of the surest of the first mentions of an entity, 0 without mentions."""
    row = connection.execute(
        "select max(confidence) from (select confidence from mention where entity = ? limit ?)",
        (entity, _MOST_JUDGED),
    ).fetchone()
    return row[0] or 0.0


def spellings_in(
    connection: sqlite3.Connection, articles: Sequence[int]
) -> dict[int, dict[str, frozenset[int]]]:
    """Return the spellings of the names in each of these articles, with the entities that they mean there.

    Articles without any are left out.
    """
    rows = connection.execute(
        "select article, spelling, json_group_array(distinct entity) from mention "
        "where article in (select value from json_each(?)) and entity is not null group by article, spelling",
        (json.dumps(articles),),
    )
    found: dict[int, dict[str, frozenset[int]]] = {}
    for article, spelling, entities in rows:
        found.setdefault(article, {})[spelling] = frozenset(json.loads(entities))
    return found


def names_in(connection: sqlite3.Connection, article: int) -> list[Name]:
    """Return the names of an article, the most prominent first."""
    rows = connection.execute(
        f"select {COLUMNS}, mention.field, mention.start, mention.end, mention.kind as mention_kind, "
        "mention.confidence, mention.route from appearance join entity on entity.id = appearance.entity "
        "join mention on mention.article = appearance.article and mention.entity = appearance.entity "
        "where appearance.article = ? "
        "order by appearance.weight desc, entity.id, mention.field = 'text', mention.start",
        (article,),
    )
    names = []
    for _, group in groupby(rows, key=lambda row: row["id"]):
        mentions = list(group)
        names.append(
            Name(
                entity_of(mentions[0]),
                tuple(_mention(row) for row in mentions),
                tuple(Route(row["route"]) for row in mentions),
            )
        )
    return names


def people_in_most(
    connection: sqlite3.Connection, articles: Sequence[int], least: float
) -> dict[int, list[int]]:
    """Return the people named in at least `least` of some articles, each with those where the name counts."""
    rows = connection.execute(
        "select entity, count(*) as articles, json_group_array(article) filter (where weight > 0) as counted "
        "from appearance join entity on entity.id = entity "
        "where article in (select value from json_each(:articles)) and kind = :person "
        "group by entity having count(*) >= :least",
        {"articles": json.dumps(list(articles)), "person": Kind.PERSON, "least": least},
    )
    return {row["entity"]: json.loads(row["counted"]) for row in rows}


def set_weights(connection: sqlite3.Connection, article: int, weights: Mapping[int, float]) -> None:
    """Set how much an article is about each of these entities."""
    connection.executemany(
        "update appearance set weight = ? where article = ? and entity = ?",
        [(weight, article, entity) for entity, weight in weights.items()],
    )


def _insert(
    connection: sqlite3.Connection,
    article: int,
    entity: int | None,
    day: int | None,
    found: Sequence[ResolvedMention],
) -> None:
    connection.executemany(
        'insert or replace into mention (article, entity, day, field, start, "end", kind, confidence, '
        "spelling, key, route) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article, entity, day, *_columns(one)) for one in found],
    )


def _columns(found: ResolvedMention) -> tuple[str | int | float, ...]:
    one = found.mention
    return one.field, one.start, one.end, one.kind, one.confidence, found.spelling, found.key, found.route


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(
        Field(row["field"]), row["start"], row["end"], Kind(row["mention_kind"]), row["confidence"]
    )
