"""Storing, changing and deleting articles."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from newsroom import DRAFTS, draft

from storage.database.articles import articles
from storage.database.articles.articles import Outcome
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Role, Span, View

# Every table that an article leaves rows in.
TABLES = ("article", "appearance", "mention", "entity", "alias", "spelling", "link")


def rows(desk_file: DeskFile) -> dict[str, int]:
    with desk_file.reading() as connection:
        return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}


def store(desk_file: DeskFile, one: object) -> Outcome:
    with desk_file.writing() as connection:
        return articles.store(connection, one)  # type: ignore[arg-type]


def test_an_article_comes_back_as_it_went_in(desk: Desk, desk_file: DeskFile) -> None:
    there = timezone(timedelta(hours=-5))
    one = draft(
        "Title – „so“",
        "Text\n\nHeading\n\n𝔗ext",
        datetime(2021, 12, 9, 23, 30, tzinfo=there),
        source="S",
        byline="B",
        url="https://example.org/",
        language="en",
        spans=(Span(6, 13, Role.HEADING), Span(0, 4, Role.LINK, "https://example.org/x")),
    )
    assert store(desk_file, one) is Outcome.NEW
    back = desk.articles.get(1)
    for field in (
        "key",
        "title",
        "text",
        "source",
        "byline",
        "url",
        "language",
        "spans",
        "provenance",
        "origin",
    ):
        assert getattr(back, field) == getattr(one, field)
    assert back.published is not None
    assert back.published.isoformat() == "2021-12-09T23:30:00-05:00"
    assert (back.read, back.starred, back.position) == (False, False, 0)


def test_the_same_again_changes_nothing(desk_file: DeskFile) -> None:
    assert store(desk_file, DRAFTS[0]) is Outcome.NEW
    assert store(desk_file, DRAFTS[0]) is Outcome.UNCHANGED
    assert store(desk_file, replace(DRAFTS[0], origin="elsewhere/file.txt")) is Outcome.UNCHANGED
    assert rows(desk_file)["article"] == 1


def test_one_key_in_two_sources_is_two_articles(desk_file: DeskFile) -> None:
    store(desk_file, replace(DRAFTS[0], key="1", source="one"))
    assert store(desk_file, replace(DRAFTS[0], key="1", source="two")) is Outcome.NEW
    store(desk_file, replace(DRAFTS[0], key="1", source="", origin="a.jsonl"))
    assert store(desk_file, replace(DRAFTS[0], key="1", source="", origin="b.jsonl")) is Outcome.NEW


def test_a_changed_article_keeps_its_read_state_and_loses_its_analysis(
    sample_desk: Desk, desk_file: DeskFile
) -> None:
    sample_desk.articles.mark_read([1])
    sample_desk.articles.star(1)
    assert store(desk_file, replace(DRAFTS[0], text="Quite another text.")) is Outcome.CHANGED
    article = sample_desk.articles.get(1)
    assert (article.text, article.read, article.starred) == ("Quite another text.", True, True)
    assert sample_desk.articles.names(1) == []
    assert sample_desk.articles.links(1) == []
    assert sample_desk.lists.count(View(query="saturday ")) == 0
    assert sample_desk.lists.count(View(query="quite another ")) == 1
    with desk_file.reading() as connection:
        assert [one.id for one in articles.pending(connection, after=0, limit=10)] == [1]


def test_deleting_every_article_leaves_no_row_at_all(sample_desk: Desk, desk_file: DeskFile) -> None:
    assert min(rows(desk_file)[table] for table in TABLES if table != "alias") > 0
    for article in range(1, len(DRAFTS) + 1):
        sample_desk.articles.delete([article])
    # The fixture's entities without a mention never had an article to go with.
    with desk_file.reading() as connection:
        assert connection.execute("select count(*) from entity where articles <> 0").fetchone()[0] == 0
    left = rows(desk_file)
    assert {table: left[table] for table in TABLES if table != "entity"} == {
        table: 0 for table in TABLES if table != "entity"
    }
    assert sample_desk.lists.count(View(query="iraq")) == 0
    assert sample_desk.lists.counts().articles == sample_desk.lists.counts().unread == 0


def test_an_entity_goes_with_its_last_article(sample_desk: Desk) -> None:
    (carlsen,) = sample_desk.names.search("Carlsen")
    sample_desk.articles.delete([4])
    assert sample_desk.names.search("Carlsen") == []
    with pytest.raises(NotFoundError, match=f"no name {carlsen.id}"):
        sample_desk.names.get(carlsen.id)


def test_counts_of_an_entity_follow_its_articles(sample_desk: Desk) -> None:
    before = sample_desk.names.search("Iraq")[0]
    sample_desk.articles.delete([2])
    after = sample_desk.names.search("Iraq")[0]
    assert (before.articles - after.articles, before.mentions - after.mentions) == (1, 1)
    assert sum(one.mentions for one in sample_desk.names.spellings(after.id)) == after.mentions


def test_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no article 99"):
        desk.articles.get(99)
    assert desk.articles.delete([99]) == 0
    assert desk.undo() is None


def test_the_index_agrees_with_the_table(sample_desk: Desk, desk_file: DeskFile) -> None:
    store(desk_file, replace(DRAFTS[0], text="Changed."))
    sample_desk.articles.delete([3])
    with desk_file.writing() as connection:
        connection.execute("insert into article_fts (article_fts, rank) values ('integrity-check', 1)")


def test_dates_keep_their_order_across_zones(desk: Desk, desk_file: DeskFile) -> None:
    early = draft("Early", "x", datetime(2021, 1, 1, 12, tzinfo=timezone(timedelta(hours=9))))
    late = draft("Late", "x", datetime(2021, 1, 1, 4, tzinfo=UTC))
    store(desk_file, late)
    store(desk_file, early)
    assert [row.title for row in desk.lists.headlines(View(), 0, 5)] == ["Late", "Early"]


def test_a_file_imported_again_keeps_the_earlier_text(sample_desk: Desk, desk_file: DeskFile) -> None:
    before = sample_desk.articles.get(1)
    assert store(desk_file, replace(DRAFTS[0], text="Quite another text.")) is Outcome.CHANGED
    (earlier,) = sample_desk.articles.revisions(1)
    assert (earlier.title, earlier.text, earlier.provenance) == (
        before.title,
        before.text,
        before.provenance,
    )
    store(desk_file, replace(DRAFTS[0], text="Quite  another text."))
    assert len(sample_desk.articles.revisions(1)) == 1


def test_another_address_leaves_the_analysis_as_it_is(sample_desk: Desk, desk_file: DeskFile) -> None:
    moved = replace(DRAFTS[0], url="https://example.org/moved")
    assert store(desk_file, moved) is Outcome.CHANGED
    assert sample_desk.articles.get(1).url == "https://example.org/moved"
    assert sample_desk.articles.get(1).analysed
    assert sample_desk.articles.names(1) != []
    assert sample_desk.articles.revisions(1) == []


def test_a_new_date_moves_an_article_and_has_it_analysed_again(
    sample_desk: Desk, desk_file: DeskFile
) -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    store(desk_file, replace(DRAFTS[0], published=later))
    assert sample_desk.lists.headlines(View(), 0, 1)[0].id == 1
    assert not sample_desk.articles.get(1).analysed
    assert sample_desk.articles.revisions(1) == []
