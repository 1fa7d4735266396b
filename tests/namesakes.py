"""A desk whose articles have the names that a test gives them."""

from newsroom import draft

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Entity, Field, Kind, Mention
from storage.names.recording import record_names
from storage.stories import deletion


class Newsroom:
    """A desk to which a test adds articles with their names."""

    def __init__(self, desk: Desk, desk_file: DeskFile) -> None:
        self.desk = desk
        self.desk_file = desk_file
        self.count = 0

    def report(self, text: str, *names: tuple[str, Kind]) -> int:
        """Store an article with these names, given in reading order, and return its number."""
        self.count += 1
        mentions, position = [], 0
        for name, kind in names:
            start = text.index(name, position)
            position = start + len(name)
            mentions.append(Mention(Field.TEXT, start, position, kind))
        with self.desk_file.writing() as connection:
            articles.store(connection, draft(f"Report {self.count}", text))
            article = articles.fetch(connection, self.count)
            record_names(connection, article, ArticleAnalysis("en", tuple(mentions)))
            articles.set_analysed(connection, article.id)
        return self.count

    def drop(self, article: int) -> None:
        """Delete an article without undo."""
        with self.desk_file.writing() as connection:
            deletion.delete_articles(connection, [article], 0.0)

    def entity_names(self, article: int) -> dict[str, str]:
        """Return the display name of the entity of each spelling in an article."""
        text = self.desk.articles.get(article).text
        return {
            text[mention.start : mention.end]: name.entity.name
            for name in self.desk.articles.names(article)
            for mention in name.mentions
        }

    def entity(self, name: str, kind: Kind | None = None) -> Entity:
        """Return the only entity with this display name."""
        (found,) = [one for one in self.desk.names.search(name, kind) if one.name == name]
        return found

    def everything(self) -> list[tuple[object, ...]]:
        """Return all mentions and spellings of the desk, without the numbers of entities."""
        with self.desk_file.reading() as connection:
            mentions = connection.execute(
                'select article, field, start, "end", mention.kind, confidence, spelling, key, entity.name, '
                "entity.kind, entity.articles, entity.mentions from mention "
                "left join entity on entity.id = mention.entity order by 1, 2, 3, 4"
            ).fetchall()
            spellings = connection.execute(
                "select entity.name, text, spelling.kind, spelling.mentions from spelling "
                "join entity on entity.id = entity order by 1, 2, 3"
            ).fetchall()
            return [tuple(row) for row in (*mentions, *spellings)]

    def consistent(self) -> bool:
        """Tell whether all stored counts are right."""
        counted = """
            select (select count(*) from appearance where mentions <> (select count(*) from mention
                    where mention.article = appearance.article and mention.entity = appearance.entity)),
                   (select count(*) from entity where articles <> (select count(*) from appearance
                    where appearance.entity = entity.id)),
                   (select count(*) from entity where mentions <> (select count(*) from mention
                    where mention.entity = entity.id)),
                   (select count(*) from spelling where mentions <> (select count(*) from mention
                    where mention.entity = spelling.entity and mention.spelling = spelling.text
                    and mention.kind = spelling.kind and mention.key = spelling.key)),
                   (select count(*) from mention where entity is not null and not exists (select 1
                    from appearance where appearance.article = mention.article
                    and appearance.entity = mention.entity))
        """
        with self.desk_file.reading() as connection:
            return tuple(connection.execute(counted).fetchone()) == (0, 0, 0, 0, 0)
