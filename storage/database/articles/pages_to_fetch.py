"""The pages of articles: which should be fetched, and storing what came of it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.articles import article_columns, article_texts, articles
from storage.database.articles.article_columns import Value
from storage.errors import NotFoundError
from storage.model import Draft, Provenance

# What a page may add to an article where these columns are empty.
_MORE = ("source", "image", "categories", "enclosures")


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page to fetch: the number and address of its article, and the address of the feed, "" without one.

    `tries` is the number of failed attempts.
    """

    article: int
    url: str
    feed: str
    tries: int


_WANTED = """
    select article.id, article.url, coalesce(feed.url, '') as feed, article.page_tries
    from article left join feed on feed.id = article.feed
"""


def waiting(
    connection: sqlite3.Connection, now: float, limit: int, feeds: Sequence[int] | None = None
) -> list[PageWanted]:
    """Return at most `limit` pages that are due, the longest due first; with `feeds` only theirs.

    Pages of unsubscribed feeds, and of feeds whose pages are never fetched, are left out.
    """
    chosen = "1" if feeds is None else "article.feed in (select value from json_each(:feeds))"
    rows = connection.execute(
        f"{_WANTED} where article.page_due <= :now and {chosen} "
        "and feed.removed is null and feed.pages is not 'never' "
        "order by article.page_due, article.id limit :limit",
        {"now": now, "limit": limit, "feeds": json.dumps(list(feeds or ()))},
    )
    return [PageWanted(*row) for row in rows]


def wanted(connection: sqlite3.Connection, article: int) -> PageWanted:
    """Return the page of one article, whether it is due or not. Raises `NotFoundError`."""
    row = connection.execute(f"{_WANTED} where article.id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    if not row["url"]:
        raise NotFoundError("This article has no address, so there is no page to fetch.")
    return PageWanted(*row)


def draft_of(connection: sqlite3.Connection, article: int) -> Draft:
    """Return an article as a draft with the text of its feed or file. Raises `NotFoundError`."""
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    return article_columns.draft(row, _behind_page(connection, article, row) or row)


def store_page(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    """Show the text of an article's page, if the article still exists, and keep the text of its feed.

    If the article showed its page already, an earlier text with other words becomes a revision.
    """
    before = article_texts.shown(connection, article)
    if before is None:
        return
    again = before["provenance"] == Provenance.PAGE
    columns = {**_columns(connection, article, page), **_NOT_WANTED}
    article_texts.change(connection, article, columns, now, revise=again)
    if not again:
        article_texts.set_alternative(connection, article, before, now)


def keep_as_alternative(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    """Store the text of a page as the alternative to that of the feed or file, which is better."""
    before = article_texts.shown(connection, article)
    if before is None:
        return
    if behind := _behind_page(connection, article, before):
        article_texts.show(connection, article, Provenance(behind["provenance"]), now)
    article_texts.set_alternative(connection, article, article_columns.text_columns(page), now)
    article_texts.change(connection, article, _NOT_WANTED, now)


def page_failed(
    connection: sqlite3.Connection, article: int, trouble: str, next_try: float | None, now: float
) -> None:
    """Record why a page could not be fetched, and when to try again, `None` for never."""
    connection.execute(
        "update article set page_tries = page_tries + 1, page_trouble = ?, page_due = max(?, ?) where id = ?",
        (trouble, next_try, now, article),
    )


_NOT_WANTED: dict[str, Value] = {"page_due": None, "page_tries": 0, "page_trouble": ""}


def _behind_page(connection: sqlite3.Connection, article: int, shown: sqlite3.Row) -> sqlite3.Row | None:
    """Return the text of the feed or file, if the page is shown."""
    other = article_texts.alternative(connection, article) if shown["provenance"] == Provenance.PAGE else None
    return None if other is None or other["provenance"] == Provenance.PAGE else other


def _columns(connection: sqlite3.Connection, article: int, page: Draft) -> dict[str, Value]:
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    found = article_columns.columns(page, row["canonical"], row["added"])
    columns = article_columns.text_columns(page)
    columns |= {column: found[column] for column in _MORE if row[column] in ("", "[]")}
    if page.published is not None:
        columns |= {"published": found["published"], "sort_at": found["sort_at"]}
    return columns
