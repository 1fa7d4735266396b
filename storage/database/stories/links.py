"""Links between articles."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from storage.database.articles.articles import headlines
from storage.model import SAME_STORY_LIKELIHOOD, Evidence, Link, LinkKind

_MOST_RELATED = 5
_DEFAULTS = asdict(Evidence())
_FIELDS = [field.name for field in fields(Evidence)]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """What was found to hold between two articles; None for evidence that was not gathered.

    Copies that are `one_text` can stand for one another.
    """

    likelihood: float
    kinship: float
    overlap: float
    evidence: Evidence | None
    one_text: bool = False


def record(connection: sqlite3.Connection, article: int, ties: Mapping[int, Tie]) -> None:
    """Store the ties of an article to others, by their numbers, in place of those that it had.

    Its earlier links to articles that wait to be linked again stay until these are linked.
    """
    connection.execute(
        "delete from link where (a = :article or b = :article) "
        "and exists (select 1 from profile where profile.article = a + b - :article)",
        {"article": article},
    )
    connection.executemany(
        "insert into link values (?, ?, ?, ?, ?, ?)",
        [
            (
                min(article, other),
                max(article, other),
                round(tie.likelihood, 4),
                round(tie.kinship, 4),
                round(tie.overlap, 3),
                dump(tie.evidence) if tie.evidence else "",
            )
            for other, tie in ties.items()
        ],
    )


def links_of(connection: sqlite3.Connection, article: int) -> list[Link]:
    """Return the links of an article, from either side: same story, copies, related; best first.

    Of the related articles only the best five are returned.
    """
    rows = connection.execute(
        "with near as (select b as other, * from link where a = :article "
        "union all select a, * from link where b = :article), "
        "judged as (select near.*, case when overlap > 0 and here.story = there.story then 'copy' "
        "when here.story = there.story and (likelihood >= :joined or exists (select 1 from story_constraint "
        "where story_constraint.a = near.a and story_constraint.b = near.b and together)) "
        "then 'same story' else 'related' end kind "
        "from near join article here on here.id = :article join article there on there.id = near.other) "
        "select other, kind, evidence, case when kind = 'related' then relatedness / 2 "
        "when kind = 'same story' and likelihood < :joined then 1.0 else likelihood end score "
        "from judged where evidence <> '' order by kind = 'related', kind = 'copy', score desc, other desc",
        {"article": article, "joined": SAME_STORY_LIKELIHOOD},
    ).fetchall()
    related = [row for row in rows if row["kind"] == LinkKind.RELATED]
    shown = [row for row in rows if row["kind"] != LinkKind.RELATED] + related[:_MOST_RELATED]
    others = {headline.id: headline for headline in headlines(connection, [row["other"] for row in shown])}
    return [
        Link(
            other=others[row["other"]],
            kind=LinkKind(row["kind"]),
            score=row["score"],
            evidence=load(row["evidence"]),
        )
        for row in shown
    ]


def among(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[Pair, float]:
    """Return the likelihoods of the stored pairs of these articles."""
    rows = connection.execute(
        "select a, b, likelihood from link where a in (select value from json_each(:articles)) "
        "and b in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


def evidence_of(connection: sqlite3.Connection, a: int, b: int) -> tuple[float, Evidence] | None:
    """Return likelihood and evidence of a pair, None if there is none."""
    row = connection.execute(
        "select likelihood, evidence from link where a = ? and b = ?", (min(a, b), max(a, b))
    ).fetchone()
    return (row[0], load(row[1])) if row else None


def shared_names(connection: sqlite3.Connection, article: int, other: int) -> list[tuple[str, int]]:
    """Return the names that two articles share, each with how many articles have it, rarest first."""
    rows = connection.execute(
        "select entity.name, entity.articles from appearance mine "
        "join appearance theirs on theirs.article = :other and theirs.entity = mine.entity "
        "join entity on entity.id = mine.entity "
        "where mine.article = :article order by entity.articles, entity.id",
        {"article": article, "other": other},
    )
    return [(row[0], row[1]) for row in rows]


def dump(evidence: Evidence) -> str:
    """Return evidence as JSON, without what is not there."""
    found = {name: value for name, value in asdict(evidence).items() if value != _DEFAULTS[name]}
    if evidence.days is not None:
        found["days"] = round(evidence.days, 2)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def load(stored: str) -> Evidence:
    """Return stored evidence."""
    found: dict[str, Any] = json.loads(stored) if stored else {}
    known: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in found.items() if k in _FIELDS
    }
    return Evidence(**known)
