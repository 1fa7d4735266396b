"""Stories in the desk file: the articles of each, and what lists and pages show of them."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storage.database.articles.headlines import headlines
from storage.database.stories import links
from storage.database.stories.links import Pair
from storage.model import StoryMerge

INDEXED = "exists (select 1 from profile where profile.article = article.id)"
"""The SQL condition that an article is in the retrieval index. Only these are compared and grouped."""
_HAS_ARTICLES = "exists (select 1 from article where article.story = story.id)"


@dataclass(frozen=True, slots=True)
class Member:
    """An article and its place in stories. `representative` is the article that lists show for it.

    `previous_story` is its story before all articles were analysed again; it is None at other times.
    """

    id: int
    story: int | None
    representative: int
    previous_story: int | None


def current_number(connection: sqlite3.Connection, story: int) -> int:
    """Return the number of the story that a story was merged into, its own if it was not."""
    row = connection.execute(
        "with recursive path (id, merged_into) as (select id, merged_into from story where id = ? "
        "union select story.id, story.merged_into from story join path on story.id = path.merged_into) "
        "select id from path where merged_into is null",
        (story,),
    ).fetchone()
    return int(row[0]) if row else story


def shown_story(connection: sqlite3.Connection, article: int, *, of_copies: bool = True) -> int | None:
    """Return the story of an article, None if the article is alone in it.

    Without `of_copies` a story that has only copies of one text counts as none too.
    """
    row = connection.execute(
        "select story.id from article join story on story.id = article.story "
        "where article.id = :article and story.articles > 1 and (:of_copies or story.distinct_texts > 1)",
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
    """Return the indexed articles of these stories, newest first, without copies."""
    rows = connection.execute(
        "select id, story, id, previous_story from article where story in (select value from json_each(?)) "
        f"and copy_of is null and {INDEXED} order by sort_at desc, id desc",
        (json.dumps(list(stories)),),
    )
    return [Member(*row) for row in rows]


def neighbours(connection: sqlite3.Connection, article: int, least: float) -> dict[int, float]:
    """Return the indexed articles that are this likely to belong to an article, likeliest first."""
    rows = connection.execute(
        "select other, likelihood from (select b as other, likelihood from link where a = :article "
        "union all select a, likelihood from link where b = :article) join article on article.id = other "
        f"where likelihood >= :least and {INDEXED} order by likelihood desc, other",
        {"article": article, "least": least},
    )
    return {row[0]: row[1] for row in rows}


def create(connection: sqlite3.Connection) -> int:
    """Create a story without articles and return its number."""
    return int(connection.execute("insert into story default values").lastrowid or 0)


def assign(connection: sqlite3.Connection, articles: Collection[int], story: int | None) -> None:
    """Put articles and their indexed copies into a story, or with None into no story."""
    connection.execute(
        "update article set story = :story where story is not :story and (id in "
        "(select value from json_each(:articles)) or (copy_of in (select value from json_each(:articles)) "
        f"and {INDEXED}))",
        {"story": story, "articles": json.dumps(list(articles))},
    )


def indexed(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return those of these articles that are in the retrieval index."""
    rows = connection.execute(
        f"select id from article where id in (select value from json_each(?)) and {INDEXED}",
        (json.dumps(list(articles)),),
    )
    return [row[0] for row in rows]


def stories_with(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    """Return the stories that these articles and their copies are in."""
    rows = connection.execute(
        "select distinct story from article where story is not null and (id in "
        "(select value from json_each(:articles)) or copy_of in (select value from json_each(:articles)))",
        {"articles": json.dumps(list(articles))},
    )
    return {row[0] for row in rows}


def withdraw(connection: sqlite3.Connection, article: int) -> None:
    """Remove an article that is not indexed from its story and from its group of copies."""
    (story,) = connection.execute("select story from article where id = ?", (article,)).fetchone()
    connection.execute(
        "update article set story = null, copy_of = null "
        "where id = ? and (story is not null or copy_of is not null)",
        (article,),
    )
    if story is not None:
        update_summary(connection, story, None)


def merge_into(connection: sqlite3.Connection, story: int, other: int, pair: Pair | None) -> None:
    """Redirect a story to the one that it was merged into because of a pair, if it has no articles."""
    connection.execute(
        f"update story set merged_into = ?, by_a = ?, by_b = ? where id = ? and not {_HAS_ARTICLES}",
        (other, *(pair or (None, None)), story),
    )


def merges(connection: sqlite3.Connection, story: int) -> list[StoryMerge]:
    """Return why other stories were merged into this one, the oldest story first."""
    rows = connection.execute(
        "select by_a, by_b, likelihood, evidence from story "
        "join link on link.a = min(by_a, by_b) and link.b = max(by_a, by_b) "
        "where story.merged_into = ? order by story.id",
        (story,),
    ).fetchall()
    pairs = sorted({article for row in rows for article in (row["by_a"], row["by_b"])})
    shown = {one.id: one for one in headlines(connection, pairs)}
    return [
        StoryMerge(shown[row["by_a"]], shown[row["by_b"]], row["likelihood"], links.load(row["evidence"]))
        for row in rows
    ]


def update_summary(connection: sqlite3.Connection, story: int, headline: int | None) -> None:
    """Recompute a story's counts and times from the articles that are not hidden; set its most central one.

    Without a `headline` the present one stays; if it is hidden or no longer in the story, the first article
    is taken, a copy only if all are copies: those that are not indexed stay behind when the others leave.
    """
    shown = "article.story = :story and hidden_until is null"
    connection.execute(
        "update story set (articles, distinct_texts, sources, first, last, sort_at) = (select count(*), "
        "count(*) - count(copy_of), count(distinct lower(source)), "
        "min(case when published is not null then sort_at end), "
        "max(case when published is not null then sort_at end), "
        "coalesce(max(case when published is not null then sort_at end), max(sort_at), 0) "
        f"from article where {shown}), headline = coalesce("
        f"(select id from article where id = :headline and {shown}), "
        f"(select id from article where id = headline and {shown}), "
        f"(select min(id) from article where {shown} and copy_of is null), "
        f"(select min(id) from article where {shown}), "
        "(select id from article where id = headline and article.story = :story), "
        "(select min(id) from article where article.story = :story)) where id = :story",
        {"story": story, "headline": headline},
    )
    connection.execute(
        f"update story set merged_into = null, by_a = null, by_b = null where id = ? and {_HAS_ARTICLES}",
        (story,),
    )


def keep_previous_stories(connection: sqlite3.Connection) -> None:
    """Set the previous story of each article, before all articles are linked again.

    Those of an unfinished analysis stay, since its stories are not settled yet.
    """
    connection.execute(
        "update article set previous_story = story where story is not null "
        "and not exists (select 1 from article where previous_story is not null)"
    )


def clear_previous_stories(connection: sqlite3.Connection) -> None:
    """Forget the stories from before the analysis, once all articles are linked again."""
    connection.execute("update article set previous_story = null where previous_story is not null")


def recent(connection: sqlite3.Connection, since: float) -> list[int]:
    """Return the indexed articles since a time in Unix seconds, oldest first, without copies."""
    rows = connection.execute(
        f"select id from article where sort_at >= ? and copy_of is null and {INDEXED} order by sort_at, id",
        (since,),
    )
    return [row[0] for row in rows]


def newest_articles(
    connection: sqlite3.Connection, story: int, most: int, *, hidden: bool = False
) -> list[int]:
    """Return the newest articles of a story without copies, oldest first; hidden ones too if wanted."""
    rows = connection.execute(
        "select id from article where story = ? and copy_of is null and (? or hidden_until is null) "
        "order by sort_at desc, id desc limit ?",
        (story, hidden, most),
    )
    return [row[0] for row in rows][::-1]


def sources_of(connection: sqlite3.Connection, story: int, *, hidden: bool = False) -> list[tuple[str, int]]:
    """Return the sources of a story with the number of their articles, copies included, most first.

    Hidden articles count if wanted.
    """
    rows = connection.execute(
        "select source, count(*) as n from article where story = ? and (? or hidden_until is null) "
        "group by lower(source) order by n desc, min(sort_at)",
        (story, hidden),
    )
    return [(row[0], row[1]) for row in rows]
