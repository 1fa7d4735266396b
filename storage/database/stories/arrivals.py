"""The articles that arrived since a time, for the brief."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Arrival(NamedTuple):
    """An article that arrived; `copy_of` is the article that is shown for it, `None` if it is no copy."""

    id: int
    story: int | None
    copy_of: int | None
    source: str
    feed: str
    url: str
    sort_at: float


def unread_since(
    connection: sqlite3.Connection, added: float, published: float, until: float
) -> list[Arrival]:
    """Return the articles that arrived since a time and were published since another, newest first.

    Those count that had arrived and were unread at the time `until`; all times are in Unix seconds. Hidden
    articles are left out.
    """
    rows = connection.execute(
        "select article.id, article.story, copy_of, source, "
        "coalesce(nullif(feed.name, ''), feed.title, '') as feed, article.url, sort_at "
        "from article left join feed on feed.id = article.feed where sort_at > :published "
        "and (read_at is null or read_at >= :until) and hidden_until is null "
        "and article.added > :added and article.added <= :until order by sort_at desc, article.id desc",
        {"added": added, "published": published, "until": until},
    )
    return [Arrival(*row) for row in rows]


def known_reports(connection: sqlite3.Connection, story: int, arrived: Iterable[int]) -> list[int]:
    """Return the articles of a story that are not among those that arrived, newest first, without copies."""
    rows = connection.execute(
        "select id from article where story = :story and copy_of is null and hidden_until is null "
        "and id not in (select value from json_each(:arrived)) order by sort_at desc, id desc",
        {"story": story, "arrived": json.dumps(list(arrived))},
    )
    return [row[0] for row in rows]


def followed_in(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, list[str]]:
    """Return the followed names in each of these articles, those that it is most about first."""
    rows = connection.execute(
        "select article, name from appearance join entity on entity.id = appearance.entity "
        "where article in (select value from json_each(?)) and followed and not muted "
        "order by article, weight desc, name",
        (json.dumps(list(articles)),),
    )
    found: dict[int, list[str]] = {}
    for article, name in rows:
        found.setdefault(article, []).append(name)
    return found


def addresses(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, str]:
    """Return the address of each of these articles, "" for none."""
    rows = connection.execute(
        "select id, url from article where id in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {row[0]: row[1] for row in rows}
