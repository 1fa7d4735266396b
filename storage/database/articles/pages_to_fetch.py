"""The pages of articles: which are to be fetched, and what became of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database.articles import article_columns, article_texts, articles
from storage.database.articles.article_columns import Value
from storage.errors import NotFoundError
from storage.model import Draft, Provenance

# What a page may know of an article beside its text; it adds what is missing and takes nothing away.
_MORE = ("source", "image", "categories", "enclosures")


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page to fetch: of which article, at which address, for the feed at which address ("" for none).

    `tries` counts the attempts that failed.
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
    """Return pages that are due, the longest due first, at most `limit`; of `feeds` only, if given.

    Those of a feed that was unsubscribed, or whose pages are not wanted any more, are passed over.
    """
    chosen = "1" if feeds is None else f"article.feed in ({','.join(str(int(feed)) for feed in feeds)})"
    rows = connection.execute(
        f"{_WANTED} where article.page_due <= ? and {chosen} "
        "and feed.removed is null and feed.pages is not 'never' "
        "order by article.page_due, article.id limit ?",
        (now, limit),
    )
    return [PageWanted(*row) for row in rows]


def wanted(connection: sqlite3.Connection, article: int) -> PageWanted:
    """Return what the fetching of the page of one article needs, due or not. Raises `NotFoundError`."""
    row = connection.execute(f"{_WANTED} where article.id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    if not row["url"]:
        raise NotFoundError("This article has no address, so there is no page to fetch.")
    return PageWanted(*row)


def draft_of(connection: sqlite3.Connection, article: int) -> Draft:
    """Return an article with the text that its feed (or file) gave, shown or not. Raises `NotFoundError`."""
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    if row is None:
        raise articles.missing(article)
    return article_columns.draft(row, _behind_page(connection, article, row) or row)


def store_page(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    """Show the text of an article's page, if the article is still there; that of its feed is kept beside it.

    Of a page that was stored before, the earlier text becomes a revision if it had other words.
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
    """Keep the text of a page beside that of the feed (or file), which is shown: the page was no better."""
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
    """Note why a page could not be had, and when to try again: `now` at the soonest, `None` for never."""
    connection.execute(
        "update article set page_tries = page_tries + 1, page_trouble = ?, page_due = max(?, ?) where id = ?",
        (trouble, next_try, now, article),
    )


_NOT_WANTED: dict[str, Value] = {"page_due": None, "page_tries": 0, "page_trouble": ""}


def _behind_page(connection: sqlite3.Connection, article: int, shown: sqlite3.Row) -> sqlite3.Row | None:
    """Return the text that the feed or file gave, where the text shown is that of the page."""
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
