"""What the page of a name shows: its articles with sentences, its course in time, its company."""

import sqlite3
from datetime import date, timedelta

from storage.database.articles import articles
from storage.database.names.entities import COLUMNS, entity_of
from storage.model import Entity, Field, Occurrence
from storage.text.sentences import SENTENCE_END

REACH = 300
"""Code points to each side of a mention in which its sentence is looked for."""
_EPOCH = date(1970, 1, 1)
_CO_OCCURRING_WINDOW = 500  # the newest articles of an entity in which its company is looked for
_DESCRIPTION_WINDOW = 100  # the newest articles of an entity that are asked who it is


def occurrences(connection: sqlite3.Connection, entity: int, offset: int, limit: int) -> list[Occurrence]:
    """Return the articles in which an entity appears, newest first, each with a sentence."""
    rows = connection.execute(
        "select article from appearance where entity = ? "
        "order by sort_at desc, article desc limit ? offset ?",
        (entity, limit, offset),
    )
    headlines = articles.headlines(connection, [row[0] for row in rows])
    return [Occurrence(headline, *_sentence(connection, entity, headline.id)) for headline in headlines]


def timeline(connection: sqlite3.Connection, entity: int) -> list[tuple[date, int]]:
    """Return the mentions a day in dated articles, oldest first, days without any left out."""
    rows = connection.execute(
        "select day, sum(mentions) from appearance where entity = ? and day is not null "
        "group by day order by day",
        (entity,),
    )
    return [(_EPOCH + timedelta(days=day), mentions) for day, mentions in rows]


def co_occurring(connection: sqlite3.Connection, entity: int, limit: int) -> list[tuple[Entity, int]]:
    """Return the names that occur with an entity in its newest articles, with how many articles."""
    rows = connection.execute(
        f"select {COLUMNS}, count(*) as together from "
        "(select article from appearance where entity = :entity "
        " order by sort_at desc, article desc limit :window) as newest "
        "join appearance on appearance.article = newest.article and appearance.entity <> :entity "
        "join entity on entity.id = appearance.entity "
        "group by entity.id order by together desc, entity.articles, entity.id limit :limit",
        {"entity": entity, "window": _CO_OCCURRING_WINDOW, "limit": limit},
    )
    return [(entity_of(row), row["together"]) for row in rows]


def description(connection: sqlite3.Connection, entity: int) -> str:
    """Return who the newest articles say that an entity is: what most of them say, "" if none does."""
    row = connection.execute(
        "select description from (select article, description, sort_at from appearance "
        " where entity = ? order by sort_at desc, article desc limit ?) where description <> '' "
        "group by description order by count(*) desc, max(sort_at) desc, description limit 1",
        (entity, _DESCRIPTION_WINDOW),
    ).fetchone()
    return row[0] if row else ""


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


def sentence_around(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence that holds `text[start:end]`, and where in it that stretch lies.

    A sentence that runs out of the given text, or is longer than `REACH` to a side, is cut at a
    word and marked with an ellipsis.
    """
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    first, last = left, right
    for match in SENTENCE_END.finditer(text, left, right):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    before = "…" if first == left > 0 else ""
    after = "…" if last == right < len(text) else ""
    head = text[first:start].lstrip() if not before else text[first:start].partition(" ")[2]
    tail = text[end:last].rstrip() if not after else text[end:last].rpartition(" ")[0]
    sentence = f"{before}{head}{text[start:end]}{tail}{after}".replace("\n", " ")
    begin = len(before) + len(head)
    return sentence, begin, begin + end - start
