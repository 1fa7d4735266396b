"""Links between articles, and where to look for them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from storage.database.articles import headlines
from storage.model import Evidence, Link, LinkKind, Tie


def record(connection: sqlite3.Connection, article: int, ties: Mapping[int, Tie], most_related: int) -> None:
    """Store the ties of an article to others, by their numbers, in place of all that it had.

    Of the related articles of one article only the best `most_related` are kept.
    """
    connection.execute("delete from link where a = :article or b = :article", {"article": article})
    connection.executemany(
        # An article may have been deleted since the ties were found.
        "insert into link (a, b, kind, score, reason, evidence) select ?1, ?2, ?3, ?4, ?5, ?6 "
        "where (select count(*) from article where id in (?1, ?2)) = 2",
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
    for touched in (article, *ties):
        connection.execute(
            "delete from link where (a, b) in (select a, b from link "
            "where (a = :touched or b = :touched) and kind = 'related' "
            "order by score desc, max(a, b) desc limit -1 offset :most)",
            {"touched": touched, "most": most_related},
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
    """Return the analysed articles but this one that best match any of these words, by relevance."""
    quoted = [f'"{word}"' for word in words if word.isalnum()]
    if not quoted:
        return []
    rows = connection.execute(
        "select article.id from article_fts join article on article.id = article_fts.rowid "
        "where article_fts match ? and article.id <> ? and article.analysed is not null "
        "order by article_fts.rank limit ?",
        (" OR ".join(quoted), article, limit),
    )
    return [row[0] for row in rows]


def word_count(connection: sqlite3.Connection, word: str) -> int:
    """Return in how many articles of the desk a word occurs; `word` in lower case, without accents."""
    row = connection.execute("select doc from article_word where term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def _evidence(stored: str) -> Evidence:
    fields: dict[str, Any] = json.loads(stored)
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Evidence(**{**fields, **lists})
