"""The blocks of the pages of each host, by which their furniture is found, and texts without it.

A host is the beginning of canonical addresses, such as "https://news.example/".
"""

import sqlite3
from typing import NamedTuple

from storage.database.articles import article_columns, article_texts
from storage.database.packed_numbers import pack, unpack
from storage.model import Draft, Provenance

_CUT = ("text", "spans", "pictures")


class StoredBlocks(NamedTuple):
    """The hashes of the blocks of a page, in order, of its title, and of those that were judged furniture."""

    article: int
    title: int
    blocks: tuple[int, ...]
    judged: frozenset[int] = frozenset()


def near(connection: sqlite3.Connection, host: str, article: int, most: int) -> list[StoredBlocks]:
    """Return the blocks of the latest pages of a host, at most `most`, without those of one article."""
    rows = connection.execute(
        "select article, title, blocks, judged from page_blocks where host = ? and article <> ? "
        "order by article desc limit ?",
        (host, article, most),
    )
    return [
        StoredBlocks(article, title, tuple(unpack("I", blocks)), frozenset(unpack("I", judged)))
        for article, title, blocks, judged in rows
    ]


def store(connection: sqlite3.Connection, host: str, found: StoredBlocks) -> None:
    """Store the blocks of a page, in place of earlier ones."""
    connection.execute(
        "insert or replace into page_blocks (article, host, title, blocks, judged) values (?, ?, ?, ?, ?)",
        (found.article, host, found.title, pack("I", found.blocks), pack("I", sorted(found.judged))),
    )


def pages_at(connection: sqlite3.Connection, host: str, most: int) -> list[int]:
    """Return the latest articles with a page whose canonical address begins with `host`, at most `most`."""
    rows = connection.execute(
        "select id from article where canonical >= :host and canonical < :host || char(0x10ffff) "
        "and (provenance = 'page' or exists (select 1 from alternative "
        "where alternative.article = article.id and alternative.provenance = 'page')) "
        "order by id desc limit :most",
        {"host": host, "most": most},
    )
    return [row[0] for row in rows]


def page_of(connection: sqlite3.Connection, article: int) -> Draft | None:
    """Return an article with the text of its page, shown or not, `None` if it has none."""
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    if row is None or row["provenance"] == Provenance.PAGE:
        return None if row is None else article_columns.draft(row, row)
    other = article_texts.alternative(connection, article)
    is_page = other is not None and other["provenance"] == Provenance.PAGE
    return article_columns.draft(row, other) if other is not None and is_page else None


def set_page_text(connection: sqlite3.Connection, article: int, page: Draft, now: float) -> None:
    """Set text, spans and pictures of the page of an article, without a revision."""
    text = article_columns.text_columns(page)
    columns = {column: text[column] for column in _CUT}
    shown = article_texts.shown(connection, article)
    if shown is not None and shown["provenance"] == Provenance.PAGE:
        article_texts.change(connection, article, columns, now, revise=False)
    else:
        connection.execute(
            "update alternative set text = :text, spans = :spans, pictures = :pictures "
            "where article = :article and provenance = 'page'",
            {**columns, "article": article},
        )
