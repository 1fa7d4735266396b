"""Stories in the desk file: which article is in which, and what there is to show of them."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from storage.database.stories.links import Pair
from storage.errors import NotFoundError
from storage.model import Story

_COLUMNS = """
    story.id, article.title, article.id as headline, story.first, story.last, story.articles, story.sources,
    (select count(*) from article one where one.story = story.id and one.read_at is null
    and one.copy_of is null) as unread
"""


LINKED = "exists (select 1 from profile where profile.article = article.id)"
"""Holds for an article that is linked. One that waits to be linked again is not grouped with others."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article as far as stories go. `shown` is the article that stands for it and its copies.

    `seat` is the story that it was in before all was forgotten, None unless that is still going on.
    """

    id: int
    story: int | None
    shown: int
    seat: int | None


def fetch(connection: sqlite3.Connection, story: int) -> Story:
    """Return a story, or the one that it became. Raises `NotFoundError`."""
    rows = connection.execute(
        f"select {_COLUMNS} from story join article on article.id = story.headline "
        "where story.id = ? and story.articles > 1",
        (present(connection, story),),
    ).fetchall()
    if not rows:
        raise NotFoundError(f"There is no story {story} in this desk.")
    return _story(rows[0])


def listed(connection: sqlite3.Connection, offset: int, limit: int) -> list[Story]:
    """Return the stories of more than one text, those with the newest article first."""
    rows = connection.execute(
        f"select {_COLUMNS} from (select * from story where texts > 1 order by sort_at desc, id desc "
        "limit ? offset ?) story join article on article.id = story.headline "
        "order by story.sort_at desc, story.id desc",
        (max(0, limit), max(0, offset)),
    )
    return [_story(row) for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """Return how many stories of more than one text there are."""
    return int(connection.execute("select count(*) from story where texts > 1").fetchone()[0])


def present(connection: sqlite3.Connection, story: int) -> int:
    """Return the story that a story has become, itself if none."""
    row = connection.execute(
        "with recursive path (id, merged_into) as (select id, merged_into from story where id = ? "
        "union select story.id, story.merged_into from story join path on story.id = path.merged_into) "
        "select id from path where merged_into is null",
        (story,),
    ).fetchone()
    return int(row[0]) if row else story


def shown_story(connection: sqlite3.Connection, article: int, *, of_copies: bool = True) -> int | None:
    """Return the story of an article, None where it stands alone, or only has copies unless those count."""
    row = connection.execute(
        "select story.id from article join story on story.id = article.story "
        "where article.id = :article and story.articles > 1 and (:of_copies or story.texts > 1)",
        {"article": article, "of_copies": of_copies},
    ).fetchone()
    return int(row[0]) if row else None


def members_of(connection: sqlite3.Connection, articles: Iterable[int]) -> list[Member]:
    """Return these articles as members, each once."""
    rows = connection.execute(
        "select id, story, coalesce(copy_of, id), previous_story from article "
        "where id in (select value from json_each(?)) order by id",
        (json.dumps(list(articles)),),
    )
    return [Member(*row) for row in rows]


def members(connection: sqlite3.Connection, stories: Iterable[int]) -> list[Member]:
    """Return the articles of these stories that are linked and shown, the newest first."""
    rows = connection.execute(
        "select id, story, id, previous_story from article where story in (select value from json_each(?)) "
        f"and copy_of is null and {LINKED} order by sort_at desc, id desc",
        (json.dumps(list(stories)),),
    )
    return [Member(*row) for row in rows]


def neighbours(connection: sqlite3.Connection, article: int, least: float) -> dict[int, float]:
    """Return the articles that are linked to this one so surely at least, likeliest first."""
    rows = connection.execute(
        "select other, likelihood from (select b as other, likelihood from link where a = :article "
        "union all select a, likelihood from link where b = :article) join article on article.id = other "
        f"where likelihood >= :least and {LINKED} order by likelihood desc, other",
        {"article": article, "least": least},
    )
    return {row[0]: row[1] for row in rows}


def create(connection: sqlite3.Connection) -> int:
    """Make a story without articles and return its number."""
    return int(connection.execute("insert into story default values").lastrowid or 0)


def place(connection: sqlite3.Connection, articles: Collection[int], story: int | None) -> None:
    """Let articles, with their copies, be in a story, or in none."""
    connection.execute(
        "update article set story = :story where story is not :story and (id in "
        f"(select value from json_each(:articles)) or (copy_of in (select value from json_each(:articles)) "
        f"and {LINKED}))",
        {"story": story, "articles": json.dumps(list(articles))},
    )


def linked(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return those of these articles that are linked."""
    rows = connection.execute(
        f"select id from article where id in (select value from json_each(?)) and {LINKED}",
        (json.dumps(list(articles)),),
    )
    return [row[0] for row in rows]


def withdraw(connection: sqlite3.Connection, article: int) -> None:
    """Take an article that is not linked out of the story and the group of copies that it was in before."""
    (story,) = connection.execute("select story from article where id = ?", (article,)).fetchone()
    connection.execute(
        "update article set story = null, copy_of = null "
        "where id = ? and (story is not null or copy_of is not null)",
        (article,),
    )
    if story is not None:
        describe(connection, story, None)


def become(connection: sqlite3.Connection, story: int, other: int, pair: Pair | None) -> None:
    """Let a story lead to another one, which it joined because of a pair of articles, if it is empty."""
    connection.execute(
        "update story set merged_into = ?, by_a = ?, by_b = ? where id = ? and articles = 0",
        (other, *(pair or (None, None)), story),
    )


def joined(connection: sqlite3.Connection, story: int) -> list[Pair]:
    """Return the pairs of articles because of which other stories became part of this one."""
    rows = connection.execute(
        "select by_a, by_b from story where merged_into = ? and by_a is not null order by id", (story,)
    )
    return [(row[0], row[1]) for row in rows]


def describe(connection: sqlite3.Connection, story: int, headline: int | None) -> None:
    """Count a story's articles and sources anew, and set its most central article.

    Without one the present one stays, or the first article takes its place if that is in the story no more.
    """
    connection.execute(
        "update story set (articles, texts, sources, first, last, sort_at) = (select count(*), "
        "count(*) - count(copy_of), count(distinct lower(source)), "
        "min(case when published is not null then sort_at end), "
        "max(case when published is not null then sort_at end), "
        "coalesce(max(case when published is not null then sort_at end), max(sort_at), 0) "
        "from article where article.story = :story), headline = coalesce("
        "(select id from article where id = :headline and article.story = :story), "
        "(select id from article where id = headline and article.story = :story), "
        "(select min(id) from article where article.story = :story and copy_of is null)) where id = :story",
        {"story": story, "headline": headline},
    )
    connection.execute(
        "update story set merged_into = null, by_a = null, by_b = null where id = ? and articles > 0",
        (story,),
    )


def forget_seats(connection: sqlite3.Connection) -> None:
    """Let stories be known by the articles that are in them, now that all are linked again."""
    connection.execute("update article set previous_story = null where previous_story is not null")


def constraints(connection: sqlite3.Connection, articles: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """Return which pairs with any of these articles the reader wants together, and which apart."""
    rows = connection.execute(
        "select a, b, together from story_constraint where a in (select value from json_each(:articles)) "
        "or b in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles))},
    ).fetchall()
    together, apart = (
        {(row[0], row[1]) for row in rows if bool(row[2]) is wanted} for wanted in (True, False)
    )
    return together, apart


def rule(connection: sqlite3.Connection, pairs: Iterable[Pair], together: bool) -> None:
    """Let pairs of articles be together or apart, whatever was said of them before."""
    connection.executemany(
        "insert into story_constraint select min(?1, ?2), max(?1, ?2), ?3 where "
        "(select count(*) from article where id in (?1, ?2)) = 2 "
        "on conflict do update set together = excluded.together",
        [(a, b, together) for a, b in pairs],
    )


def unrule(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Let nothing be said of pairs of articles."""
    connection.executemany(
        "delete from story_constraint where a = min(?1, ?2) and b = max(?1, ?2)", list(pairs)
    )


def recent(connection: sqlite3.Connection, since: float) -> list[int]:
    """Return the linked articles that are shown and came out or arrived since a time, oldest first."""
    rows = connection.execute(
        f"select id from article where sort_at >= ? and copy_of is null and {LINKED} order by sort_at, id",
        (since,),
    )
    return [row[0] for row in rows]


def shown_in(connection: sqlite3.Connection, story: int, most: int) -> list[int]:
    """Return the newest articles of a story without copies, oldest first."""
    rows = connection.execute(
        "select id from article where story = ? and copy_of is null order by sort_at desc, id desc limit ?",
        (story, most),
    )
    return [row[0] for row in rows][::-1]


def sources_of(connection: sqlite3.Connection, story: int) -> list[tuple[str, int]]:
    """Return the sources of a story's articles, copies included, those with most articles first."""
    rows = connection.execute(
        "select source, count(*) as n from article where story = ? group by lower(source) "
        "order by n desc, min(sort_at)",
        (story,),
    )
    return [(row[0], row[1]) for row in rows]


def texts_read(connection: sqlite3.Connection, article: int, most: int) -> list[str]:
    """Return the latest texts of an article's story that were read before it was, copies left out."""
    rows = connection.execute(
        "select other.text from article here join article other on other.story = here.story "
        "where here.id = :article and other.id <> here.id and other.copy_of is null "
        "and coalesce(here.copy_of, here.id) <> other.id and other.read_at is not null "
        "and (here.read_at is null or other.read_at < here.read_at) order by other.read_at desc limit :most",
        {"article": article, "most": most},
    )
    return [row[0] for row in rows]


def _story(row: sqlite3.Row) -> Story:
    return Story(
        id=row["id"],
        title=row["title"],
        headline=row["headline"],
        first=_time(row["first"]),
        last=_time(row["last"]),
        articles=row["articles"],
        sources=row["sources"],
        unread=row["unread"],
    )


def _time(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
