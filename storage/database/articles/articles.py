"""Articles in the desk file: storing, reading, and waiting for analysis."""

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from storage.database import labels
from storage.database.articles import article_columns, article_texts, read_state
from storage.errors import NotFoundError
from storage.model import Article, Draft, Provenance

# An article that still waits for its page is likely to get another text.
_SETTLED = "(page_due is null or page_tries > 0)"

_ROWS = 50  # articles that one statement stores


class Outcome(Enum):
    """What storing a draft did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def store(connection: sqlite3.Connection, draft: Draft, canonical: str = "") -> Outcome:
    """Store a draft from a file, or update the article that has its key.

    `canonical` is the address by which feeds know the article, "" for the address of the draft. Read state
    and reading position are kept. A changed text becomes a revision, and the article waits for analysis
    again. An article that the reader deleted does not come back. One that newsdesk has exported is the same
    article wherever it came from; it keeps its text and the marks that it has here.
    """
    # Two files may use the same keys: without a source, the file is the scope of the key.
    scope = draft.source or str(Path(draft.origin).absolute())
    digest = article_columns.digest(draft)
    known = connection.execute(
        "select id, digest, added, provenance from article where scope = ? and key = ?", (scope, draft.key)
    ).fetchone()
    now = time.time()
    if known is None and is_deleted(connection, scope, draft.key, canonical or draft.url):
        return Outcome.UNCHANGED
    if known is None and draft.marks and (same := _exported(connection, draft, canonical or draft.url)):
        labels.change(connection, [same], draft.labels)
        return Outcome.UNCHANGED
    if known is None:
        columns = article_columns.columns(draft, canonical or draft.url, added=now)
        numbers = insert(
            connection, [{"scope": scope, "key": draft.key, "added": now, "digest": digest, **columns}]
        )
        labels.change(connection, numbers, draft.labels)
        for state, value in (draft.marks._asdict() if draft.marks else {}).items():
            read_state.set_state(connection, state, numbers if value else [], True)
        return Outcome.NEW
    if known["digest"] == digest:
        return Outcome.UNCHANGED
    columns = {"digest": digest, **article_columns.columns(draft, canonical or draft.url, known["added"])}
    of_page = known["provenance"] == Provenance.PAGE != draft.provenance
    change = article_texts.change_behind_page if of_page else article_texts.change
    change(connection, known["id"], columns, now)
    labels.change(connection, [known["id"]], draft.labels)
    return Outcome.CHANGED


def _exported(connection: sqlite3.Connection, draft: Draft, canonical: str) -> int | None:
    """Return the article that an exported one is, under whatever scope it is stored, `None` if it is new."""
    row = connection.execute(
        "select id from article where canonical = :canonical and canonical <> '' "
        "and (key = :key or title = :title) limit 1",
        {"canonical": canonical, "key": draft.key, "title": draft.title},
    ).fetchone()
    words = " ".join(re.findall(r"\w+", draft.title))
    if row is None and words and not canonical:
        row = connection.execute(
            "select article.id from article_fts join article on article.id = article_fts.rowid "
            "where article_fts match :words and key = :key and article.title = :title limit 1",
            {"words": f'title : "{words}"', "key": draft.key, "title": draft.title},
        ).fetchone()
    return int(row[0]) if row else None


def insert(connection: sqlite3.Connection, rows: Sequence[Mapping[str, article_columns.Value]]) -> list[int]:
    """Store new articles, which all have the same columns, and return their numbers in the same order."""
    numbers: dict[tuple[str, str], int] = {}
    for first in range(0, len(rows), _ROWS):
        some = rows[first : first + _ROWS]
        placeholders = f"({', '.join('?' * len(some[0]))})"
        # The full-text index flushes with every statement: with one article each it was three times as slow.
        stored = connection.execute(
            f"insert into article ({', '.join(some[0])}) values {', '.join([placeholders] * len(some))} "
            "returning scope, key, id",
            [value for row in some for value in row.values()],
        )
        numbers |= {(scope, key): number for scope, key, number in stored}
    return [numbers[str(row["scope"]), str(row["key"])] for row in rows]


def is_deleted(connection: sqlite3.Connection, scope: str, key: str, canonical: str) -> bool:
    """Return whether an article with this scope and key, or at this address, was deleted by the reader."""
    row = connection.execute(
        "select 1 from deleted_article where scope = :scope and key = :key "
        "union all select 1 from deleted_article where canonical = :canonical and canonical <> '' limit 1",
        {"scope": scope, "key": key, "canonical": canonical},
    ).fetchone()
    return row is not None


def deleted_at(connection: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the deleted articles at these canonical addresses, by address."""
    rows = connection.execute(
        "select canonical, max(id) from deleted_article where canonical <> '' "
        "and canonical in (select value from json_each(?)) group by canonical",
        (json.dumps(list(addresses)),),
    )
    return dict(rows.fetchall())


def fetch(connection: sqlite3.Connection, article: int) -> Article:
    """Return one article. Raises `NotFoundError`."""
    row = connection.execute(
        f"select *, {labels.NAMES_OF_ARTICLE} as labels from article where id = ?", (article,)
    ).fetchone()
    if row is None:
        raise missing(article)
    other = connection.execute("select provenance from alternative where article = ?", (article,)).fetchone()
    feeds = connection.execute(
        f"select {article_columns.FEED_TITLE} from entry join feed on feed.id = entry.feed "
        "where entry.article = ? and feed.removed is null order by entry.first_seen, feed.id",
        (article,),
    )
    found = article_columns.article(
        row, Provenance(other[0]) if other else None, (title for (title,) in feeds)
    )
    revisions = connection.execute("select count(*) from revision where article = ?", (article,)).fetchone()[
        0
    ]
    return replace(found, labels=labels.split(row["labels"]), revisions=revisions)


def count(connection: sqlite3.Connection) -> int:
    """Return how many articles there are, copies included."""
    return int(connection.execute("select n from counter where name = 'articles'").fetchone()[0])


def ids(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of all articles in order of arrival."""
    return [row[0] for row in connection.execute("select id from article order by id")]


def existing(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return those of these numbers that articles have, each once, in the order given."""
    wanted = list(dict.fromkeys(numbers))
    rows = connection.execute(
        "select id from article where id in (select value from json_each(?))", (json.dumps(wanted),)
    )
    found = {row[0] for row in rows}
    return [number for number in wanted if number in found]


def last_number(connection: sqlite3.Connection) -> int:
    """Return the number of the article that was stored last, 0 if there was none; deleted ones count."""
    row = connection.execute("select seq from sqlite_sequence where name = 'article'").fetchone()
    return int(row[0]) if row else 0


def numbers_after(connection: sqlite3.Connection, after: int) -> list[int]:
    """Return the articles numbered above `after`, in order of arrival."""
    return [row[0] for row in connection.execute("select id from article where id > ? order by id", (after,))]


def waiting_for_page(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return those of these articles whose page will be fetched."""
    rows = connection.execute(
        "select id from article where page_due is not null and id in (select value from json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return [row[0] for row in rows]


def due_to_be_shown(connection: sqlite3.Connection, now: float) -> list[int]:
    """Return the articles that are hidden until a time that has passed at `now` (Unix seconds)."""
    return [row[0] for row in connection.execute("select id from article where hidden_until <= ?", (now,))]


def containing(connection: sqlite3.Connection, phrase: str) -> list[int]:
    """Return the analysed articles that contain a phrase, punctuation ignored, in order of arrival."""
    words = " ".join(re.findall(r"\w+", phrase))
    if not words:
        return []
    rows = connection.execute(
        "select article.id from article_fts join article on article.id = article_fts.rowid "
        "where article_fts match ? and article.analysed is not null order by article.id",
        (f'"{words}"',),
    )
    return [row[0] for row in rows]


def analysed_after(connection: sqlite3.Connection, after: int, limit: int = -1) -> list[int]:
    """Return the analysed articles numbered above `after`, in order of arrival; at most `limit`, if given."""
    rows = connection.execute(
        "select id from article where id > ? and analysed is not null order by id limit ?", (after, limit)
    )
    return [row[0] for row in rows]


def title_and_text(connection: sqlite3.Connection, article: int) -> tuple[str, str]:
    """Return the title and the text of an article."""
    row = connection.execute("select title, text from article where id = ?", (article,)).fetchone()
    return row["title"], row["text"]


def text_by_article(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, str]:
    """Return the text of each of these articles by its number."""
    rows = connection.execute(
        "select id, text from article where id in (select value from json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {row["id"]: row["text"] for row in rows}


def pending(
    connection: sqlite3.Connection, after: int, limit: int, *, settled: bool = False
) -> list[Article]:
    """Return the first articles numbered above `after` that wait for analysis, in order of arrival.

    With `settled`, only those that do not wait for the first attempt to fetch their page.
    """
    rows = connection.execute(
        "select * from article where analysed is null and id > ? "
        f"and {_SETTLED if settled else 1} order by id limit ?",
        (after, limit),
    )
    return [article_columns.article(row) for row in rows]


def count_settled(connection: sqlite3.Connection) -> int:
    """Return how many articles wait for analysis, but not for their page."""
    row = connection.execute(f"select count(*) from article where analysed is null and {_SETTLED}")
    return int(row.fetchone()[0])


def is_pending(connection: sqlite3.Connection, article: Article) -> bool:
    """Return whether an article still waits for analysis and still has this title and text."""
    row = connection.execute(
        "select 1 from article where id = ? and analysed is null and title = ? and text = ?",
        (article.id, article.title, article.text),
    ).fetchone()
    return row is not None


def set_analysed(connection: sqlite3.Connection, article: int) -> None:
    """Record that an article is analysed."""
    connection.execute("update article set analysed = ? where id = ?", (time.time(), article))


def set_language(connection: sqlite3.Connection, article: int, language: str) -> None:
    """Record the detected language of an article as a tag, beside the language that its source gives."""
    connection.execute(
        "update article set detected_language = case when language = :tag then '' else :tag end "
        "where id = :id",
        {"id": article, "tag": language},
    )


def set_all_pending(connection: sqlite3.Connection) -> None:
    """Make all articles wait for analysis; the names, links and stories that they have stay."""
    connection.execute("update article set analysed = null where analysed is not null")


def missing(article: int) -> NotFoundError:
    """Return the error for an article that does not exist."""
    return NotFoundError(f"There is no article {article} in this desk.")
