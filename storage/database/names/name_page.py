"""The page of a name: its articles with a sentence of each, a timeline, co-occurring names, a description."""

import sqlite3
from datetime import date

from storage.database.articles.article_columns import LOCAL_DAY
from storage.database.articles.headlines import headlines
from storage.database.names.entities import COLUMNS, entity_of
from storage.model import Entity, Occurrence
from storage.text.sentences import SENTENCE_END

REACH = 300
"""Code points on each side of a mention in which the limits of its sentence are looked for."""
_CO_OCCURRING_WINDOW = 500  # newest articles of an entity in which co-occurring names are counted
_DESCRIPTION_WINDOW = 100  # newest articles of an entity from which its description is taken

# One code point more than `sentence_around` reads, for it to see whether the text goes on.
_EXCERPTS = f"""
    with newest as (
        select article, sort_at from appearance where entity = :entity and not hidden
        order by sort_at desc, article desc limit :limit offset :offset
    ), numbered as (
        select article, sort_at as listed_at, field, start, "end", max(0, start - {REACH + 1}) as "left",
               row_number() over (partition by article order by field = 'title', start) as number
        from newest join mention using (article) where mention.entity = :entity
    )
    select article, start - "left" as start, "end" - "left" as "end",
           substr(iif(field = 'title', title, text), "left" + 1, "end" - "left" + {REACH + 1}) as excerpt
    from numbered join article on article.id = numbered.article where number = 1
    order by listed_at desc, article desc
"""


def occurrences(connection: sqlite3.Connection, entity: int, offset: int, limit: int) -> list[Occurrence]:
    """Return the articles that have an entity, newest first, each with the sentence of a mention.

    It is the first mention in the text, or in the title if there is no other.
    """
    rows = connection.execute(_EXCERPTS, {"entity": entity, "limit": limit, "offset": offset})
    sentences = {row["article"]: sentence_around(row["excerpt"], row["start"], row["end"]) for row in rows}
    found = headlines(connection, [*sentences])
    return [Occurrence(headline, *sentences[headline.id]) for headline in found]


def timeline(connection: sqlite3.Connection, entity: int) -> list[tuple[date, int]]:
    """Return the number of mentions per local day in dated articles, oldest first, without empty days."""
    rows = connection.execute(
        f"select {LOCAL_DAY} as local_day, sum(appearance.mentions) as mentions "
        "from appearance join article on article.id = appearance.article "
        "where entity = ? and day is not null and not hidden group by local_day order by local_day",
        (entity,),
    )
    return [(date.fromisoformat(row["local_day"]), row["mentions"]) for row in rows]


def co_occurring(connection: sqlite3.Connection, entity: int, limit: int) -> list[tuple[Entity, int]]:
    """Return the names in the newest articles of an entity, with the number of these articles.

    Where a name is nothing but boilerplate, the article does not count.
    """
    rows = connection.execute(
        f"select {COLUMNS}, count(*) as together from "
        "(select article from appearance where entity = :entity and not hidden "
        " order by sort_at desc, article desc limit :window) as newest "
        "join appearance on appearance.article = newest.article and appearance.entity <> :entity "
        "and appearance.weight > 0 join entity on entity.id = appearance.entity "
        "group by entity.id order by together desc, entity.articles, entity.id limit :limit",
        {"entity": entity, "window": _CO_OCCURRING_WINDOW, "limit": limit},
    )
    return [(entity_of(row), row["together"]) for row in rows]


def description(connection: sqlite3.Connection, entity: int) -> str:
    """Return the most frequent description of an entity in its newest articles, "" if there is none."""
    row = connection.execute(
        "select description from (select article, description, sort_at from appearance "
        " where entity = ? order by sort_at desc, article desc limit ?) where description <> '' "
        "group by description order by count(*) desc, max(sort_at) desc, description limit 1",
        (entity, _DESCRIPTION_WINDOW),
    ).fetchone()
    return row[0] if row else ""


def sentence_around(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence that contains `text[start:end]`, and the start and end of that part within it.

    A sentence that the text cuts off, or that goes on for more than `REACH` code points on a side, is cut
    between two words and gets an ellipsis.
    """
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    first, last = left, right
    for match in SENTENCE_END.finditer(text, left, right):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    before = "…" if first == left > 0 else ""
    after = "…" if last == right < len(text) else ""
    head = text[first:start].lstrip() if not before else text[first:start].partition(" ")[2]
    tail = text[end:last].rstrip() if not after else text[end:last].rpartition(" ")[0]
    sentence = f"{before}{head}{text[start:end]}{tail}{after}".replace("\n", " ")
    begin = len(before) + len(head)
    return sentence, begin, begin + end - start
