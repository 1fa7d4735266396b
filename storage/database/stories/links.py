"""Links between articles."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

from storage.database.articles.headlines import headlines
from storage.model import SAME_STORY_LIKELIHOOD, Evidence, Kind, Link, LinkKind

_MOST_RELATED = 5
_DEFAULTS = asdict(Evidence())
_FIELDS = [field.name for field in fields(Evidence)]

# The links of some articles, each from the article's own side; without evidence a link is not shown.
_LINKS_OF = """
    with near as (
        select a as article, b as other, * from link where a in (select value from json_each(:articles))
        union all
        select b, a, * from link where b in (select value from json_each(:articles))
    ), judged as (
        select near.*, case
            when overlap > 0 and here.story = there.story then 'copy'
            when here.story = there.story and (likelihood >= :same_story or exists (
                select 1 from story_constraint
                where story_constraint.a = near.a and story_constraint.b = near.b and together
            )) then 'same story'
            else 'related'
        end as kind
        from near join article here on here.id = near.article join article there on there.id = near.other
        where there.hidden_until is null
    )
    select article, other, kind, evidence, case
        when kind = 'related' then relatedness / 2
        when kind = 'same story' and likelihood < :same_story then 1.0
        else likelihood
    end as score
    from judged where evidence <> ''
    order by article, kind = 'related', kind = 'copy', score desc, other desc
"""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """What is stored of a pair of articles; `evidence` is None if none was gathered.

    Copies with `same_text` can be shown in place of each other; this is not stored.
    """

    likelihood: float
    relatedness: float
    overlap: float
    evidence: Evidence | None
    same_text: bool = False


def record(connection: sqlite3.Connection, article: int, found: Mapping[int, LinkRecord]) -> None:
    """Store the links of an article to others, by their numbers, in place of its earlier ones.

    Earlier links to articles that are not indexed stay until these are linked again.
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
                round(one.likelihood, 4),
                round(one.relatedness, 4),
                round(one.overlap, 3),
                dump(one.evidence) if one.evidence else "",
            )
            for other, one in found.items()
        ],
    )


def links_of(connection: sqlite3.Connection, article: int) -> list[Link]:
    """Return the links of an article: same story, copies, related; the best of each first.

    At most five related articles are returned.
    """
    return _with_headlines(connection, _rows(connection, [article]))


def related_to(connection: sqlite3.Connection, articles: Sequence[int]) -> list[Link]:
    """Return the related articles of some articles, the best five of each, each with its best link."""
    best: dict[int, sqlite3.Row] = {}
    for row in _rows(connection, articles):
        known = best.get(row["other"])
        if row["kind"] == LinkKind.RELATED and (known is None or known["score"] < row["score"]):
            best[row["other"]] = row
    return _with_headlines(connection, best.values())


def _rows(connection: sqlite3.Connection, articles: Iterable[int]) -> list[sqlite3.Row]:
    """Return the rows of `_LINKS_OF`, with at most five related articles for each article."""
    parameters = {"articles": json.dumps(list(articles)), "same_story": SAME_STORY_LIKELIHOOD}
    found: list[sqlite3.Row] = []
    related: dict[int, int] = {}
    for row in connection.execute(_LINKS_OF, parameters):
        if row["kind"] == LinkKind.RELATED:
            related[row["article"]] = related.get(row["article"], 0) + 1
        if related.get(row["article"], 0) <= _MOST_RELATED:
            found.append(row)
    return found


def _with_headlines(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[Link]:
    found = list(rows)
    others = {one.id: one for one in headlines(connection, [row["other"] for row in found])}
    return [
        Link(
            other=others[row["other"]],
            kind=LinkKind(row["kind"]),
            score=row["score"],
            evidence=load(row["evidence"]),
        )
        for row in found
    ]


def likelihoods_among(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[Pair, float]:
    """Return the likelihoods of the stored pairs of these articles."""
    rows = connection.execute(
        "select a, b, likelihood from link where a in (select value from json_each(:articles)) "
        "and b in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


class SharedName(NamedTuple):
    """A name of an entity that two articles share.

    `articles` of the desk have it. `prominence` is how much the article is about it that is less so.
    """

    name: str
    kind: Kind
    articles: int
    prominence: float


def shared_names(
    connection: sqlite3.Connection, article: int, others: Iterable[int]
) -> dict[int, list[SharedName]]:
    """Return the names of the entities that an article shares with each of the others, rarest first.

    Names that are boilerplate are left out.
    """
    rows = connection.execute(
        "select theirs.article, entity.name, entity.kind, entity.articles, min(mine.weight, theirs.weight) "
        "from appearance mine join appearance theirs on theirs.entity = mine.entity "
        "and theirs.article in (select value from json_each(:others)) "
        "join entity on entity.id = mine.entity "
        "where mine.article = :article and mine.weight > 0 and theirs.weight > 0 "
        "order by theirs.article, entity.articles, entity.id",
        {"article": article, "others": json.dumps(list(others))},
    )
    found: dict[int, list[SharedName]] = {}
    for other, name, kind, articles, prominence in rows:
        found.setdefault(other, []).append(SharedName(name, Kind(kind), articles, prominence))
    return found


def dump(evidence: Evidence) -> str:
    """Return evidence as JSON, without the fields that have their defaults."""
    found = {name: value for name, value in asdict(evidence).items() if value != _DEFAULTS[name]}
    if evidence.days is not None:
        found["days"] = round(evidence.days, 2)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def load(stored: str) -> Evidence:
    """Return evidence from its JSON; fields from another version are ignored."""
    found: dict[str, Any] = json.loads(stored) if stored else {}
    known: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in found.items() if k in _FIELDS
    }
    return Evidence(**known)
