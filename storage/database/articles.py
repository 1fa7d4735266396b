"""Articles in and out of the desk file."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from storage.errors import NotFoundError
from storage.model import Article, Draft, Headline, Provenance, Role, Span

# The columns of a list row; `story_size` counts the article itself, 0 where it stands alone.
HEADLINE_COLUMNS = """
    article.id, article.title, article.source, article.published, article.read_at, article.starred,
    (select count(*) from link where link.a = article.id and link.kind <> 'related')
    + (select count(*) from link where link.b = article.id and link.kind <> 'related') as siblings
"""


class Outcome(Enum):
    """What storing a draft did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def store(connection: sqlite3.Connection, draft: Draft) -> Outcome:
    """Store a draft, or update the article that has its key; marks and reading position are kept.

    A changed article loses its mentions and links and waits for analysis again.
    """
    # Two files may number their articles alike: without a source, an article belongs to its file.
    scope = draft.source or str(Path(draft.origin).absolute())
    digest = _digest(draft)
    known = connection.execute(
        "select id, digest from article where scope = ? and key = ?", (scope, draft.key)
    ).fetchone()
    if known is None:
        _insert(connection, draft, scope, digest)
        return Outcome.NEW
    if known["digest"] == digest:
        return Outcome.UNCHANGED
    _update(connection, known["id"], draft, digest)
    return Outcome.CHANGED


def delete(connection: sqlite3.Connection, article: int) -> None:
    """Delete an article with its mentions, links and index entries. Raises `NotFoundError`."""
    if not connection.execute("delete from article where id = ?", (article,)).rowcount:
        raise _missing(article)


def fetch(connection: sqlite3.Connection, article: int) -> Article:
    """Return one article. Raises `NotFoundError`."""
    row = connection.execute("select * from article where id = ?", (article,)).fetchone()
    if row is None:
        raise _missing(article)
    return _article(row)


def ids(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of all articles, in the order in which they arrived."""
    return [row[0] for row in connection.execute("select id from article order by id")]


def pending(connection: sqlite3.Connection, after: int, limit: int) -> list[Article]:
    """Return the first articles numbered above `after` that wait for analysis, in order of arrival."""
    rows = connection.execute(
        "select * from article where analysed is null and id > ? order by id limit ?", (after, limit)
    )
    return [_article(row) for row in rows]


def is_pending(connection: sqlite3.Connection, article: Article) -> bool:
    """Return whether an article still waits for analysis, with the title and text that it had."""
    row = connection.execute(
        "select 1 from article where id = ? and analysed is null and title = ? and text = ?",
        (article.id, article.title, article.text),
    ).fetchone()
    return row is not None


def set_analysed(connection: sqlite3.Connection, article: int) -> None:
    """Record that the analysis of an article is stored."""
    connection.execute("update article set analysed = ? where id = ?", (time.time(), article))


def forget_analysis(connection: sqlite3.Connection) -> None:
    """Drop all mentions, names and links, and let every article wait for analysis."""
    connection.execute("delete from link")
    connection.execute("delete from appearance")
    connection.execute("update article set analysed = null")


def headlines(connection: sqlite3.Connection, articles: Sequence[int]) -> list[Headline]:
    """Return the list rows of these articles, in the same order; unknown numbers are left out."""
    marks = ",".join("?" * len(articles))
    rows = connection.execute(
        f"select {HEADLINE_COLUMNS} from article where id in ({marks})",
        tuple(articles),
    )
    found = {row["id"]: headline(row) for row in rows}
    return [found[article] for article in articles if article in found]


def headline(row: sqlite3.Row) -> Headline:
    """Make a list row of a row with the `HEADLINE_COLUMNS`."""
    return Headline(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        published=_date(row["published"]),
        read=row["read_at"] is not None,
        starred=bool(row["starred"]),
        story_size=row["siblings"] + 1 if row["siblings"] else 0,
    )


def _insert(connection: sqlite3.Connection, draft: Draft, scope: str, digest: str) -> None:
    now = time.time()
    row = {"scope": scope, "key": draft.key, "added": now, **_content(draft, digest, added=now)}
    columns = ", ".join(row)
    marks = ", ".join(f":{column}" for column in row)
    connection.execute(f"insert into article ({columns}) values ({marks})", row)


def _update(connection: sqlite3.Connection, article: int, draft: Draft, digest: str) -> None:
    (added,) = connection.execute("select added from article where id = ?", (article,)).fetchone()
    row = _content(draft, digest, added)
    columns = ", ".join(f"{column} = :{column}" for column in row)
    connection.execute(
        f"update article set {columns}, analysed = null where id = :id",
        {**row, "id": article},
    )
    connection.execute("delete from appearance where article = ?", (article,))
    connection.execute("delete from link where a = :id or b = :id", {"id": article})


def _content(draft: Draft, digest: str, added: float) -> dict[str, str | float]:
    published = draft.published
    return {
        "digest": digest,
        "title": draft.title,
        "source": draft.source,
        "published": published.isoformat() if published else None,  # type: ignore[dict-item]
        "sort_at": published.timestamp() if published else added,
        "url": draft.url,
        "byline": draft.byline,
        "language": draft.language,
        "provenance": draft.provenance,
        "origin": draft.origin,
        "spans": json.dumps([(s.start, s.end, s.role, s.target) for s in draft.spans]),
        "text": draft.text,
    }


def _digest(draft: Draft) -> str:
    # Where a draft was read from is no part of what it says: a moved folder changes nothing.
    content = repr(replace(draft, origin=""))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=row["id"],
        key=row["key"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        byline=row["byline"],
        published=_date(row["published"]),
        language=row["language"],
        provenance=Provenance(row["provenance"]),
        origin=row["origin"],
        read=row["read_at"] is not None,
        starred=bool(row["starred"]),
        spans=tuple(_spans(row["spans"])),
        position=row["position"],
        analysed=row["analysed"] is not None,
    )


def _spans(stored: str) -> Iterator[Span]:
    spans: Iterable[tuple[int, int, str, str]] = json.loads(stored)
    for start, end, role, target in spans:
        yield Span(start, end, Role(role), target)


def _date(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _missing(article: int) -> NotFoundError:
    return NotFoundError(f"There is no article {article} in this desk.")
