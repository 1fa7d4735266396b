"""Links between articles, and where to look for them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from storage.database.articles import headlines
from storage.model import Evidence, Link, LinkKind, Tie


def record(connection: sqlite3.Connection, article: int, ties: Mapping[int, Tie]) -> None:
    """Store the ties of an article to others (by their number), in place of those it had to them."""
    connection.executemany(
        "insert or replace into link (a, b, kind, score, reason, evidence) values (?, ?, ?, ?, ?, ?)",
        [
            (
                min(article, other),
                max(article, other),
                tie.kind,
                tie.score,
                tie.reason,
                json.dumps(asdict(tie.evidence), ensure_ascii=False),
            )
            for other, tie in ties.items()
        ],
    )


def links_of(connection: sqlite3.Connection, article: int) -> list[Link]:
    """Return the links of an article, from either side: same story, copies, related; best first."""
    rows = connection.execute(
        "select * from (select b as other, kind, score, reason, evidence from link where a = :article "
        "union all select a, kind, score, reason, evidence from link where b = :article) "
        "order by kind = 'related', kind = 'copy', score desc, other desc",
        {"article": article},
    ).fetchall()
    others = {headline.id: headline for headline in headlines(connection, [row["other"] for row in rows])}
    return [
        Link(
            other=others[row["other"]],
            kind=LinkKind(row["kind"]),
            score=row["score"],
            reason=row["reason"],
            evidence=_evidence(row["evidence"]),
        )
        for row in rows
    ]


def sharing_names(
    connection: sqlite3.Connection, article: int, most_articles: int, limit: int
) -> dict[int, list[tuple[str, int]]]:
    """Return other articles that share names with this one: number -> (name, its articles in the desk).

    Names in more than `most_articles` articles are passed over: they tie nothing together. Of each
    name the newest `limit` articles count.
    """
    rows = connection.execute(
        "select entity.id, entity.name, entity.articles from appearance "
        "join entity on entity.id = appearance.entity "
        "where appearance.article = ? and entity.articles between 2 and ? "
        "order by entity.articles, entity.id",
        (article, most_articles),
    ).fetchall()
    sharing: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        others = connection.execute(
            "select article from appearance where entity = ? and article <> ? "
            "order by sort_at desc, article desc limit ?",
            (row["id"], article, limit),
        )
        for (other,) in others:
            sharing.setdefault(other, []).append((row["name"], row["articles"]))
    return sharing


def sharing_words(
    connection: sqlite3.Connection, article: int, words: Iterable[str], limit: int
) -> list[int]:
    """Return the other articles that best match any of these words, by relevance."""
    quoted = [f'"{word}"' for word in words if word.isalnum()]
    if not quoted:
        return []
    rows = connection.execute(
        "select rowid from article_fts where article_fts match ? and rowid <> ? order by rank limit ?",
        (" OR ".join(quoted), article, limit),
    )
    return [row[0] for row in rows]


def word_counts(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return in how many articles of the desk each of these words occurs; unknown words are left out."""
    counts = {}
    for word in words:
        row = connection.execute("select doc from article_word where term = ?", (word,)).fetchone()
        if row:
            counts[word] = int(row[0])
    return counts


def _evidence(stored: str) -> Evidence:
    fields = json.loads(stored)
    return Evidence(**{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})
