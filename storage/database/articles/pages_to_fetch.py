"""The pages of articles: which should be fetched, and storing what came of it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.articles import article_columns, article_texts, articles
from storage.database.articles.article_columns import Value
from storage.errors import NotFoundError
from storage.model import Draft, Extent, Pages, Provenance

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
_DUE = "article.page_due <= :now and feed.removed is null and feed.pages is not 'never'"
_HAS_PAGE = """(article.provenance = 'page' or exists
    (select 1 from alternative where alternative.article = article.id and alternative.provenance = 'page'))"""


def waiting(
    connection: sqlite3.Connection, now: float, limit: int, feeds: Sequence[int] | None = None
) -> list[PageWanted]:
    """Return at most `limit` pages that are due: of the newest articles first, and those that failed last.

    With `feeds` only theirs. Pages of unsubscribed feeds, and of feeds whose pages are never fetched, are
    left out.
    """
    chosen = "1" if feeds is None else "article.feed in (select value from json_each(:feeds))"
    rows = connection.execute(
        f"{_WANTED} where {_DUE} and {chosen} "
        "order by article.page_tries > 0, article.sort_at desc, article.id desc limit :limit",
        {"now": now, "limit": limit, "feeds": json.dumps(list(feeds or ()))},
    )
    return [PageWanted(*row) for row in rows]


def count_waiting(connection: sqlite3.Connection, now: float) -> int:
    """Return how many pages are due, of those that `waiting` returns."""
    row = connection.execute(
        f"select count(*) from article left join feed on feed.id = article.feed where {_DUE}", {"now": now}
    )
    return int(row.fetchone()[0])


def without_page(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[PageWanted]:
    """Return the pages of those articles that have an address but no text of their page, in the same order.

    What the feeds' settings say does not count: the reader asks for these pages.
    """
    rows = connection.execute(
        f"{_WANTED} where article.id in (select value from json_each(?)) and article.url <> '' "
        f"and not {_HAS_PAGE}",
        (json.dumps(list(numbers)),),
    )
    found = {row["id"]: PageWanted(*row) for row in rows}
    return [found[number] for number in numbers if number in found]


def want_pages_of_feed(connection: sqlite3.Connection, feed: int, pages: Pages, now: float) -> None:
    """Want the pages of the articles that a feed has brought by the rule for its new ones.

    What was wanted stays in the queue of a feed whose pages are never fetched, which `waiting` leaves out.
    """
    if pages is Pages.NEVER:
        return
    wanted = "1" if pages is Pages.ALWAYS else "extent <> 'whole'"
    connection.execute(
        f"update article set page_due = case when {wanted} then :now end, page_tries = 0 "
        f"where feed = :feed and provenance = 'feed' and url <> '' and not {_HAS_PAGE} "
        f"and ({wanted}) <> (page_due is not null)",
        {"now": now, "feed": feed},
    )


def wanted(connection: sqlite3.Connection, article: int) -> PageWanted:
    """Return the page of one article, whether it is due or not. Raises `NotFoundError`."""
    row = connection.execute(f"{_WANTED} where article.id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    if not row["url"]:
        raise NotFoundError("This article has no address, so there is no page to fetch.")
    return PageWanted(*row)


def feed_address(connection: sqlite3.Connection, article: int) -> str:
    """Return the address of the feed of an article, "" without one. Raises `NotFoundError`."""
    row = connection.execute(f"{_WANTED} where article.id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    return PageWanted(*row).feed


def is_lacking(connection: sqlite3.Connection, article: int, now: float) -> bool:
    """Return whether a text is only a part of its article, and its page may have the rest.

    It may not if the pages of its feed are never fetched, or if a failed page is not to be tried again yet.
    """
    row = connection.execute(
        "select 1 from article left join feed on feed.id = article.feed where article.id = :id "
        f"and article.extent <> 'whole' and article.url <> '' and not {_HAS_PAGE} "
        "and feed.pages is not 'never' and (article.page_trouble = '' or article.page_due <= :now)",
        {"id": article, "now": now},
    )
    return row.fetchone() is not None


def draft_of(connection: sqlite3.Connection, article: int) -> Draft:
    """Return an article as a draft with the text of its feed or file. Raises `NotFoundError`."""
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    return article_columns.draft(row, _behind_page(connection, article, row) or row)


def store_page(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    """Show the text of an article's page, if the article still exists, and keep the text of its feed.

    If the article showed its page already, an earlier text with other words becomes a revision. The text of
    the feed stays where the reader has chosen it.
    """
    chosen = article_texts.chosen(connection, article)
    if chosen is None or chosen is Provenance.PAGE:
        _show_page(connection, article, page, now)
    else:
        _keep_page(connection, article, page, now)


def keep_as_alternative(
    connection: sqlite3.Connection, article: int, page: Draft, now: float, *, says_no_more: bool = False
) -> None:
    """Store the text of a page as the alternative to that of the feed or file, which is better.

    `says_no_more` says that the page has the same text, which is then no teaser. The text of the page stays
    where the reader has chosen it.
    """
    if article_texts.chosen(connection, article) is Provenance.PAGE:
        _show_page(connection, article, page, now)
        return
    _keep_page(connection, article, page, now)
    if says_no_more:
        connection.execute(
            "update article set extent = ? where id = ? and extent = ?",
            (Extent.WHOLE, article, Extent.TEASER),
        )


def _show_page(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    before = article_texts.shown(connection, article)
    if before is None:
        return
    again = before["provenance"] == Provenance.PAGE
    columns = {**_columns(connection, article, page), **_NOT_WANTED}
    article_texts.change(connection, article, columns, now, revise=again)
    if not again:
        article_texts.set_alternative(connection, article, before, now)


def _keep_page(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
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
        columns |= {column: found[column] for column in ("published", "approximate_date", "sort_at")}
    return columns
