"""The facets that queries ask stay what the articles say, whatever happens to these."""

import random

from newsroom import draft
from slow_queries import random_desk

from storage.database.articles import article_texts, articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import links, stories
from storage.desk import Desk
from storage.model import Evidence, Provenance

_FACETS = "article, sort_at, read_at, starred, hidden, copy, story, story_at, source, language, cut, page"


def assert_facets(connection: Connection) -> None:
    stored = connection.execute(f"select {_FACETS}, enclosure from facet order by article").fetchall()
    said = connection.execute(f"select {_FACETS}, enclosure from article_facet order by article").fetchall()
    assert [tuple(row) for row in stored] == [tuple(row) for row in said]
    for article, number in connection.execute("select article, links from facet"):
        found = connection.execute(
            "select count(*) from link where evidence <> '' and ? in (a, b)", (article,)
        ).fetchone()
        assert found[0] == number
    for index in ("article_fts", "credit_fts", "bigram_fts", "entity_text_fts"):
        connection.execute(f"insert into {index} ({index}) values ('integrity-check')")
    texts = "select id from entity union select entity from spelling"
    assert connection.execute(f"{texts} except select entity from entity_text").fetchall() == []


def test_facets_follow_their_articles(desk: Desk, desk_file: DeskFile) -> None:
    rng = random.Random(4)
    random_desk(desk, desk_file, rng)
    with desk_file.writing() as connection:
        assert_facets(connection)
    desk.articles.delete([1, 2, 3])
    desk.undo()
    desk.articles.delete([4])
    desk.mark_read(range(1, 20), False)
    desk.articles.unhide(range(1, 40))
    with desk_file.writing() as connection:
        assert_facets(connection)
        evidence = Evidence(names=("x",))
        links.record(connection, 9, {8: links.LinkRecord(0.5, 0.5, 0.0, evidence)})
        links.record(connection, 9, {7: links.LinkRecord(0.5, 0.5, 0.0, None)})
        story = stories.create(connection)
        connection.execute("update article set story = ? where id in (9, 10)", (story,))
        stories.update_summary(connection, story, 9)
        assert_facets(connection)
        connection.execute("update article set story = null, copy_of = null where id = 9")
        stories.update_summary(connection, story, None)
        page = {"title": "新闻", "byline": "B", "text": "Text.", "spans": "[]", "extent": "whole"}
        page |= {"language": "de_AT", "provenance": Provenance.PAGE, "pictures": "[]"}
        article_texts.set_alternative(connection, 11, page, 1.0)
        article_texts.show(connection, 11, Provenance.PAGE, 2.0)
        articles.set_language(connection, 12, "fr")
        articles.store(connection, draft("New words", "今天的新闻", None, source="Elsewhere"))
        assert_facets(connection)
        articles.store(connection, draft("New words", "Nothing Chinese any more", None, source="Elsewhere"))
        connection.execute("update article set source = 'Renamed', byline = '新人' where id = 13")
        assert_facets(connection)
    name = desk.names.search()[0]
    desk.names.rename(name.id, "Somebody else")
    with desk_file.writing() as connection:
        assert_facets(connection)
    desk.undo()
    for one in desk.names.search()[:2]:
        desk.names.forget(one.id)
    with desk_file.writing() as connection:
        assert_facets(connection)
        connection.execute("delete from article")
        assert_facets(connection)
        left = "select entity from entity_text except select id from entity"  # kept for undo
        assert connection.execute(left).fetchall() == []
