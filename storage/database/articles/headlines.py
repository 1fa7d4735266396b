"""The rows of articles in lists."""

import json
import sqlite3
from collections.abc import Sequence

from storage.database import labels
from storage.database.articles import article_columns
from storage.model import SAME_STORY_LIKELIHOOD, Headline

# The name that the reader gave a feed, where the article has the feed's own title as its source.
_SHOWN_SOURCE = """coalesce((select feed.name from feed where feed.id = article.feed and feed.name <> ''
    and article.source in (feed.title, '')), article.source)"""

# Whether teasers alone tie an article to its story, and not the reader; links are read only within a story.
_IS_LIKELY = """
    case when article.story is not null then (select min(instr(link.evidence, '"teaser":true')) > 0 from link
    join article other on other.id = link.a + link.b - article.id
    where (link.a = article.id or link.b = article.id) and other.story = article.story
    and link.likelihood >= :same_story and link.evidence <> '')
    and not exists (select 1 from story_constraint where together and (a = article.id or b = article.id)) end
"""

# A story of one article is not shown as a story.
_HEADLINE_COLUMNS = f"""
    article.id, article.title, {_SHOWN_SOURCE} as source, article.published, article.read_at, article.starred,
    article.approximate_date,
    article.copy_of, (select count(*) from article copy
        where copy.copy_of = article.id and copy.hidden_until is null) as copies,
    {labels.NAMES_OF_ARTICLE} as labels,
    (select story.id from story where story.id = article.story and story.articles > 1) as story,
    (select story.articles from story where story.id = article.story) as size,
    (select story.sources from story where story.id = article.story) as sources,
    (select count(*) from article one join judged_article on judged_article.article = one.id
    where one.story = article.story and one.read_at is null and one.copy_of is null
    and one.hidden_until is null and verdict = 'new') as story_new,
    {_IS_LIKELY} as likely,
    article.story in (with recursive present (id) as (select story from story_state where starred
    union select merged_into from story join present on story.id = present.id where merged_into is not null)
    select id from present where id is not null) as story_starred
"""


def headlines(connection: sqlite3.Connection, articles: Sequence[int]) -> list[Headline]:
    """Return the list rows of these articles in the same order, without those that do not exist."""
    rows = connection.execute(
        f"select {_HEADLINE_COLUMNS} from article where id in (select value from json_each(:articles))",
        {"articles": json.dumps(list(articles)), "same_story": SAME_STORY_LIKELIHOOD},
    )
    found = {row["id"]: _headline(row) for row in rows}
    return [found[article] for article in articles if article in found]


def _headline(row: sqlite3.Row) -> Headline:
    """Return the list row of a row with the `_HEADLINE_COLUMNS`."""
    return Headline(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        published=article_columns.date(row["published"]),
        read=row["read_at"] is not None,
        starred=bool(row["starred"]),
        story=row["story"],
        story_size=row["size"] if row["story"] else 0,
        story_sources=row["sources"] if row["story"] else 0,
        story_new=row["story_new"] if row["story"] else 0,
        story_likely=bool(row["story"] and row["likely"]),
        story_starred=bool(row["story"] and row["story_starred"]),
        copies=row["copies"],
        copy_of=row["copy_of"],
        labels=labels.split(row["labels"]),
        approximate_date=bool(row["approximate_date"]),
    )
