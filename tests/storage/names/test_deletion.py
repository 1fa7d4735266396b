"""Deletion and undo of articles whose names were corrected."""

import pytest
from namesakes import Newsroom

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import mentions
from storage.desk import Desk
from storage.model import Field, Kind, Mention
from storage.names.recording import record_names

PERSON = Kind.PERSON
Row = tuple[object, ...]


@pytest.fixture
def newsroom(desk: Desk, desk_file: DeskFile) -> Newsroom:
    return Newsroom(desk, desk_file)


def analyse(newsroom: Newsroom, number: int, *names: str) -> None:
    """Give a restored article its names again, as the analysis does."""
    with newsroom.desk_file.writing() as connection:
        article = articles.fetch(connection, number)
        found = tuple(
            Mention(Field.TEXT, article.text.index(name), article.text.index(name) + len(name), PERSON)
            for name in names
        )
        mentions.delete_names(connection, number)
        record_names(connection, article, ArticleAnalysis("en", found))
        articles.set_analysed(connection, number)


def merge_names_of_two_articles(newsroom: Newsroom) -> tuple[int, int, list[Row], list[Row]]:
    """Return the numbers of the articles, and all that the desk has of names before and after the merger."""
    lilo = newsroom.report("LiLo sang.", ("LiLo", PERSON))
    lindsay = newsroom.report("Lindsay Lohan sang.", ("Lindsay Lohan", PERSON))
    before = newsroom.everything()
    newsroom.desk.names.same(newsroom.entity("LiLo").id, newsroom.entity("Lindsay Lohan").id)
    merged = newsroom.everything()
    return lilo, lindsay, before, merged


def test_a_correction_holds_for_a_restored_article(newsroom: Newsroom) -> None:
    lilo, lindsay, before, merged = merge_names_of_two_articles(newsroom)
    for number, name in ((lilo, "LiLo"), (lindsay, "Lindsay Lohan")):
        assert newsroom.desk.articles.delete([number]) == 1
        assert newsroom.consistent()
        assert (
            newsroom.desk.undo()
            == "Undone: 1 article deleted; names and links come back with the next analysis"
        )
        assert newsroom.desk.articles.names(number) == []
        assert newsroom.consistent()
        analyse(newsroom, number, name)
        assert newsroom.everything() == merged
    assert newsroom.consistent()
    newsroom.desk.undo()
    assert newsroom.consistent()
    assert newsroom.everything() == before


def test_a_correction_is_undone_while_a_restored_article_waits(newsroom: Newsroom) -> None:
    lilo = newsroom.report("LiLo sang.", ("LiLo", PERSON))
    newsroom.report("Lindsay Lohan sang.", ("Lindsay Lohan", PERSON))
    before = newsroom.everything()
    newsroom.desk.names.same(newsroom.entity("LiLo").id, newsroom.entity("Lindsay Lohan").id)
    newsroom.desk.articles.delete([lilo])
    newsroom.desk.undo()
    newsroom.desk.undo()
    assert newsroom.consistent()
    analyse(newsroom, lilo, "LiLo")
    assert newsroom.everything() == before
    assert newsroom.desk.redo() == "Redone: “LiLo” and “Lindsay Lohan” are the same"
    assert newsroom.consistent()
    assert newsroom.desk.redo() == "Redone: 1 article deleted"
    assert newsroom.consistent()


def test_a_followed_name_is_followed_again(newsroom: Newsroom) -> None:
    number = newsroom.report("LiLo sang.", ("LiLo", PERSON))
    newsroom.desk.names.follow(newsroom.entity("LiLo").id)
    newsroom.desk.articles.delete([number])
    assert newsroom.desk.names.search() == []
    newsroom.desk.undo()
    analyse(newsroom, number, "LiLo")
    assert newsroom.entity("LiLo").followed


def test_undo_of_a_correction_whose_articles_were_all_deleted_and_restored(newsroom: Newsroom) -> None:
    lilo, lindsay, before, merged = merge_names_of_two_articles(newsroom)
    newsroom.desk.articles.delete([lilo, lindsay])
    assert newsroom.desk.names.search() == []
    newsroom.desk.undo()
    analyse(newsroom, lilo, "LiLo")
    analyse(newsroom, lindsay, "Lindsay Lohan")
    assert newsroom.everything() == merged
    newsroom.desk.undo()
    assert newsroom.consistent()
    assert newsroom.everything() == before
    newsroom.desk.redo()
    assert newsroom.consistent()
    assert newsroom.everything() == merged


def test_a_corrected_name_without_articles_goes_once_nothing_can_bring_it_back(newsroom: Newsroom) -> None:
    lilo = newsroom.report("LiLo sang.", ("LiLo", PERSON))
    newsroom.report("Lindsay Lohan sang.", ("Lindsay Lohan", PERSON))
    newsroom.desk.names.forget(newsroom.entity("LiLo").id)
    newsroom.desk.articles.delete([lilo])
    newsroom.desk.work.reanalyse(everything=False)
    assert "LiLo" in kept_names(newsroom)
    with newsroom.desk_file.writing() as connection:
        connection.execute("delete from undo_entry")
    newsroom.desk.work.reanalyse(everything=False)
    assert kept_names(newsroom) == ["Lindsay Lohan"]


def kept_names(newsroom: Newsroom) -> list[str]:
    with newsroom.desk_file.reading() as connection:
        return [row["name"] for row in connection.execute("select name from entity order by name")]
