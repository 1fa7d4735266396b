"""The articles of stories that were marked read or muted: what each was judged to be, what is hidden."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

IS_NEW = "exists (select 1 from judged_article where article = {article}.id and verdict = 'new')"
"""The SQL condition that an article says something new after its story was marked read."""


class Verdict(StrEnum):
    """What an article is in a story that the reader marked read."""

    KNOWN = "known"
    """It was read: then, or when it came."""
    NEW = "new"
    """It came later and says something new."""
    REPEATS = "repeats"
    """It came later, says nothing new, and became read by itself."""


def settled(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, int | None]:
    """Return the story, or `None`, of those of these articles that are not being analysed again."""
    found = connection.execute(
        "select id, story from article where id in (select value from json_each(?)) "
        "and previous_story is null",
        (json.dumps(list(articles)),),
    )
    return {row[0]: row[1] for row in found}


def unjudged(
    connection: sqlite3.Connection, stories: Iterable[int], articles: Collection[int] | None = None
) -> list[int]:
    """Return the unread articles, without copies, that came to stories after these were marked read.

    With `articles`, only those among them. Articles that are being analysed again are left out.
    """
    among = "1" if articles is None else "id in (select value from json_each(:articles))"
    found = connection.execute(
        f"select id from article where story in (select value from json_each(:stories)) and {among} "
        "and read_at is null and copy_of is null and previous_story is null "
        "and not exists (select 1 from judged_article where article = article.id) order by id",
        {"stories": json.dumps(list(stories)), "articles": json.dumps(list(articles or ()))},
    )
    return [row[0] for row in found]


def with_mark(connection: sqlite3.Connection, stories: Iterable[int], read: bool) -> list[int]:
    """Return the articles of stories, without copies, that are read, or those that are unread."""
    found = connection.execute(
        "select id from article where story in (select value from json_each(?)) and copy_of is null "
        "and (read_at is not null) = ?",
        (json.dumps(list(stories)), read),
    )
    return [row[0] for row in found]


def judge(connection: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> None:
    """Store what articles are in their stories; those that were judged before keep that."""
    connection.executemany(
        "insert or ignore into judged_article values (?, ?)",
        [(article, verdict.value) for article, verdict in verdicts.items()],
    )


def judge_known(
    connection: sqlite3.Connection, stories: Iterable[int], articles: Collection[int] | None = None
) -> None:
    """Store that the read articles of stories, not judged before, say nothing that was to be read.

    With `articles`, only those among them. Articles that are being analysed again are left out.
    """
    among = "1" if articles is None else "id in (select value from json_each(:articles))"
    connection.execute(
        "insert into judged_article select id, 'known' from article "
        f"where story in (select value from json_each(:stories)) and {among} "
        "and read_at is not null and copy_of is null and previous_story is null "
        "and not exists (select 1 from judged_article where article = article.id)",
        {"stories": json.dumps(list(stories)), "articles": json.dumps(list(articles or ()))},
    )


def forget_verdicts(connection: sqlite3.Connection, stories: Iterable[int]) -> list[int]:
    """Forget what the articles of stories were judged to be; return those that became read by themselves."""
    found = connection.execute(
        "delete from judged_article where article in (select id from article "
        "where story in (select value from json_each(?))) returning article, verdict",
        (json.dumps(list(stories)),),
    )
    return [row[0] for row in found.fetchall() if row[1] == Verdict.REPEATS]


def forget_repeats(
    connection: sqlite3.Connection, are_read: Iterable[int], articles: Collection[int] | None
) -> list[int]:
    """Forget, and return, what had become read by itself and is in none of the stories that `are_read`.

    With `articles`, only those among them. Articles that are being analysed again are left out.
    """
    among = "1" if articles is None else "article in (select value from json_each(:articles))"
    found = connection.execute(
        f"delete from judged_article where verdict = 'repeats' and {among} and article in (select id "
        "from article where previous_story is null "
        "and coalesce(story, 0) not in (select value from json_each(:are_read))) returning article",
        {"are_read": json.dumps(list(are_read)), "articles": json.dumps(list(articles or ()))},
    )
    return [row[0] for row in found.fetchall()]


def muted(connection: sqlite3.Connection, stories: Iterable[int]) -> list[int]:
    """Return the articles of these stories, and all that a mute has hidden."""
    found = connection.execute(
        "select id from article where story in (select value from json_each(?)) "
        "union select article from muted_article",
        (json.dumps(list(stories)),),
    )
    return [row[0] for row in found]


def of_stories(connection: sqlite3.Connection, stories: Iterable[int]) -> dict[int, int]:
    """Return the articles of stories, copies included, each with its story."""
    found = connection.execute(
        "select id, story from article where story in (select value from json_each(?))",
        (json.dumps(list(stories)),),
    )
    return {row[0]: row[1] for row in found}


def muted_until(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, float | None]:
    """Return until when a mute hides articles, `None` for not at all; others that are hidden are left out.

    An article that the reader has shown again counts as hidden: this mute is not to hide it once more.
    """
    found = connection.execute(
        "select id, coalesce(hidden_until, until) from article left join muted_article on article = id "
        "where id in (select value from json_each(?)) and (hidden_until is null or hidden_until = until)",
        (json.dumps(list(articles)),),
    )
    return {row[0]: row[1] for row in found}


def record_muted(connection: sqlite3.Connection, until_of: Iterable[tuple[int, float | None]]) -> None:
    """Store until when articles are hidden because their story is muted, `None` for not at all."""
    for article, until in until_of:
        if until is None:
            connection.execute("delete from muted_article where article = ?", (article,))
        else:
            connection.execute("insert or replace into muted_article values (?, ?)", (article, until))
