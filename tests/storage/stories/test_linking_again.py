"""All articles of a desk linked again: the same links, stories and copies come out as the first time."""

import sqlite3
from collections.abc import Callable

import pytest
from invented_news import ARTICLES, PEOPLE, news

from storage.analysis.article_analysis import ArticleAnalysis
from storage.analysis.lexicon.name_finder import NameFinder
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import stories
from storage.desk import Desk
from storage.model import Article, Field, Kind, Mention, View
from storage.names import resolving_again
from storage.names.recording import record_names
from storage.pipeline.analyse import mark_for_reanalysis
from storage.stories.linking import Linker


def analyse(connection: Connection, linker: Linker, article: Article) -> None:
    """Do what the analysis does with an article, with the names that are in a list."""
    found = NameFinder(PEOPLE).find(article.text)
    names = tuple(Mention(Field.TEXT, start, end, Kind.PERSON) for start, end in found)
    record_names(connection, article, ArticleAnalysis("en", names))
    linker.link(connection, article)
    articles.set_analysed(connection, article.id)


def analyse_waiting(desk_file: DeskFile, look: Callable[[Connection], None] = lambda _: None) -> None:
    linker = Linker()
    with desk_file.reading() as connection:
        waiting = articles.pending(connection, 0, ARTICLES)
    for article in waiting:
        with desk_file.writing() as connection:
            analyse(connection, linker, article)
            look(connection)


def analyse_again(desk_file: DeskFile, look: Callable[[Connection], None] = lambda _: None) -> None:
    with desk_file.writing() as connection:
        mark_for_reanalysis(connection)
    analyse_waiting(desk_file, look)
    with desk_file.writing() as connection:
        stories.clear_previous_stories(connection)
    resolving_again.drop_previous_entities(desk_file, lambda: False)


def everything(desk_file: DeskFile) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the analysis has found, without the numbers of stories and entities."""
    questions = {
        "links": "select * from link order by a, b",
        "copies": "select id, copy_of from article order by id",
        "stories": "select article.id, (select min(id) from article one where one.story = story.id), "
        "articles, distinct_texts, sources, headline from article left join story on story.id = story "
        "order by 1",
        "names": "select article, name, kind, ambiguous, entity.articles, appearance.mentions, weight, "
        "description from appearance join entity on entity.id = entity order by article, name",
        "terms": "select text, articles from term order by text",
    }
    with desk_file.reading() as connection:
        return {of: [tuple(row) for row in connection.execute(sql)] for of, sql in questions.items()}


def assert_in_order(connection: sqlite3.Connection) -> None:
    """Every story has the articles that it counts, and a headline among them; copies are not transitive."""
    for sql in (
        "select id from story where articles <> (select count(*) from article where story = story.id)",
        "select id from story where distinct_texts <> "
        "(select count(*) from article where story = story.id and copy_of is null)",
        "select id from story where articles > 0 "
        "and not exists (select 1 from article where id = headline and story = story.id)",
        "select one.id from article one join article other on other.id = one.copy_of "
        "where other.copy_of is not null",
    ):
        assert connection.execute(sql).fetchall() == [], sql


@pytest.fixture
def filled(desk: Desk, desk_file: DeskFile) -> Desk:
    with desk_file.writing() as connection:
        for one in news():
            articles.store(connection, one)
    analyse_waiting(desk_file)
    return desk


def test_linking_again_gives_the_same(filled: Desk, desk_file: DeskFile) -> None:
    before, numbers = everything(desk_file), [one.id for one in filled.stories.newest()]
    assert len(numbers) > 10
    assert sum(row.copies for row in filled.lists.headlines(View(), 0, ARTICLES)) > 10
    assert len(before["links"]) > 200
    for _ in range(2):
        analyse_again(desk_file, assert_in_order)
        after = everything(desk_file)
        for of in before:
            assert after[of] == before[of], of
        assert [one.id for one in filled.stories.newest()] == numbers
