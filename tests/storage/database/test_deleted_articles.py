"""Deleted articles are gone everywhere, come back with undo only, and are purged after 30 days."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from deliveries import arrival, deliver, subscribe
from newsroom import ABADI, DRAFTS, draft, fill
from paths import ROOT

from storage.database import deleted_articles
from storage.database.articles import articles
from storage.database.articles.articles import Outcome
from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import EntryCounts
from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Counts, Filter, Provenance, View

ALL = View()
DAY = 86_400.0


def listed(desk: Desk, view: View = ALL) -> list[int]:
    return [row.id for row in desk.lists.headlines(view, 0, 99)]


def store(desk_file: DeskFile, *drafts) -> list[Outcome]:  # type: ignore[no-untyped-def]
    with desk_file.writing() as connection:
        return [articles.store(connection, one) for one in drafts]


def purge(desk_file: DeskFile, later: float) -> None:
    with desk_file.writing() as connection:
        deleted_articles.purge(connection, time.time() + later)


def state(desk_file: DeskFile) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows that deletion and undo must leave as they were, names and links left out."""
    queries = {
        "article": "select * from article order by id",
        "alternative": "select * from alternative order by article",
        "revision": "select article, replaced, title, text, spans, provenance from revision order by id",
        "entry": "select * from entry order by feed, key",
        "feed_list": "select * from feed_list order by id",
        "feed_list_entry": "select * from feed_list_entry order by list, article",
        "counter": "select * from counter where name <> 'indexed' order by name",
        "story": "select * from story order by id",
        "story_constraint": "select * from story_constraint order by a, b",
    }
    with desk_file.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(sql)] for name, sql in queries.items()}


def test_a_deleted_article_is_gone_from_everything(sample_desk: Desk) -> None:
    sample_desk.articles.star(1)
    abadi = sample_desk.names.search(ABADI)[0]
    assert sample_desk.articles.delete([1, 99, 1, 2**70]) == 1
    assert 1 not in listed(sample_desk)
    assert sample_desk.lists.counts() == Counts(articles=6, unread=6, starred=0)
    assert listed(sample_desk, View(query="saturday ")) == listed(sample_desk, View(Filter.STARRED)) == []
    assert sample_desk.names.get(abadi.id).articles == abadi.articles - 1
    assert listed(sample_desk, View(entity=abadi.id)) == [2]
    assert sample_desk.articles.links(2) == sample_desk.articles.links(3) == []
    assert sample_desk.stories.newest() == []
    assert sample_desk.stories.of(2) is None
    assert [one["id"] for one in sample_desk.articles.documents()] == [2, 3, 4, 5, 6, 7]
    for ask in (sample_desk.articles.get, sample_desk.articles.revisions, sample_desk.articles.document):
        with pytest.raises(NotFoundError, match="no article 1"):
            ask(1)
    assert sample_desk.mark_read([1]) == 0


def test_undo_brings_articles_back_as_they_were(sample_desk: Desk, desk_file: DeskFile) -> None:
    store(desk_file, replace(DRAFTS[1], text="Another text."))
    sample_desk.articles.star(1)
    sample_desk.mark_read([1])
    sample_desk.articles.save_position(1, 42)
    with desk_file.writing() as connection:  # as undo leaves them: they wait for analysis
        for number in (1, 2, 4):
            connection.execute("update article set analysed = null where id = ?", (number,))
    before = state(desk_file)
    assert sample_desk.articles.delete([4, 1, 2]) == 3
    assert (
        sample_desk.undo() == "Undone: 3 articles deleted; names and links come back with the next analysis"
    )
    assert state(desk_file) == before
    article = sample_desk.articles.get(1)
    assert (article.read, article.starred, article.position, article.analysed) == (True, True, 42, False)
    story = sample_desk.stories.of(2)
    assert story is not None
    assert (story.headline, story.articles) == (1, 2)
    assert listed(sample_desk, View(query="saturday ")) == [1]
    with desk_file.writing() as connection:
        connection.execute("insert into article_fts (article_fts, rank) values ('integrity-check', 1)")
        assert connection.execute("pragma foreign_key_check").fetchall() == []


def test_redo_deletes_again(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.delete([1])
    after = state(desk_file)
    assert sample_desk.undo() == "Undone: 1 article deleted; names and links come back with the next analysis"
    assert sample_desk.redo() == "Redone: 1 article deleted"
    assert state(desk_file) == after
    assert sample_desk.undo() == "Undone: 1 article deleted; names and links come back with the next analysis"
    assert 1 in listed(sample_desk)


def test_earlier_actions_can_still_be_undone(sample_desk: Desk) -> None:
    sample_desk.mark_read([1, 2])
    sample_desk.articles.delete([1])
    sample_desk.articles.star(2)
    for sentence in ("1 article starred", "1 article deleted", "2 articles marked read"):
        assert (sample_desk.undo() or "").startswith(f"Undone: {sentence}")
    assert not sample_desk.articles.get(1).read
    for _ in range(3):
        assert sample_desk.redo() is not None
    assert 1 not in listed(sample_desk)


def test_a_deleted_article_does_not_come_back_with_an_import(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.delete([1])
    again = [DRAFTS[0], replace(DRAFTS[0], text="Another text."), replace(DRAFTS[0], key="other", origin="x")]
    assert store(desk_file, *again) == [Outcome.UNCHANGED] * 3
    assert len(listed(sample_desk)) == 6
    assert store(desk_file, draft("New", "Text.", url="https://example.org/new")) == [Outcome.NEW]


def test_undo_after_an_import_of_the_same_article(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.delete([1])
    store(desk_file, DRAFTS[0])
    sample_desk.undo()
    assert store(desk_file, DRAFTS[0]) == [Outcome.UNCHANGED]
    assert len(listed(sample_desk)) == 7


@pytest.fixture
def feeds(desk_file: DeskFile) -> list[int]:
    """Two feeds in a folder."""
    return subscribe(desk_file, "first", "second", folder="A")


def test_feeds_get_their_article_back(desk: Desk, desk_file: DeskFile, feeds: list[int]) -> None:
    first, second = feeds
    deliver(desk_file, first, [arrival("a"), arrival("b")])
    deliver(desk_file, second, [arrival("a")])
    before = state(desk_file)
    desk.articles.delete([1])
    assert listed(desk, View(folder="A")) == listed(desk, View(feed=first)) == [2]
    assert listed(desk, View(feed=second)) == []
    assert desk.feeds.unread_by_folder() == {"A": 1}
    desk.undo()
    assert state(desk_file) == before
    assert desk.articles.get(1).feeds == ("https://first.example/feed", "https://second.example/feed")


def test_what_feeds_brought_while_an_article_was_deleted(
    desk: Desk, desk_file: DeskFile, feeds: list[int]
) -> None:
    first, second = feeds
    deliver(desk_file, first, [arrival("a")])
    desk.articles.delete([1])
    changed = arrival("a", "Corrected text.")
    assert deliver(desk_file, first, [changed], later=1) == EntryCounts(unchanged=1)
    assert deliver(desk_file, second, [arrival("a")], later=1) == EntryCounts(unchanged=1)
    assert listed(desk) == []
    desk.undo()
    assert listed(desk, View(feed=first)) == listed(desk, View(feed=second)) == [1]
    assert desk.articles.get(1).text == "Text."
    assert deliver(desk_file, first, [changed], later=2) == EntryCounts(changed=1)
    assert desk.articles.get(1).text == "Corrected text."


def test_a_feed_that_changes_its_guids_meanwhile(desk: Desk, desk_file: DeskFile, feeds: list[int]) -> None:
    deliver(desk_file, feeds[0], [arrival("a"), arrival("b")])
    desk.articles.delete([1])
    # The guid of the deleted entry goes to another one.
    swapped = [
        replace(one, draft=replace(one.draft, key=key))
        for one, key in ((arrival("a"), "x"), (arrival("b"), "a"))
    ]
    deliver(desk_file, feeds[0], swapped, later=1)
    desk.undo()
    assert {key: desk.articles.get(number).key for number, key in ((1, "x"), (2, "a"))} == {
        "x": "x",
        "a": "a",
    }
    assert deliver(desk_file, feeds[0], swapped, later=2) == EntryCounts(unchanged=2)


def test_an_article_from_a_file_does_not_come_back_with_a_feed(
    desk: Desk, desk_file: DeskFile, feeds: list[int]
) -> None:
    store(desk_file, draft("From a file", "Text.", url="https://news.example/a"))
    desk.articles.delete([1])
    assert deliver(desk_file, feeds[0], [arrival("a")]).new == 0
    assert listed(desk) == []
    desk.undo()
    assert listed(desk, View(feed=feeds[0])) == [1]


def test_an_address_that_the_feed_shared_meanwhile_identifies_no_restored_article(
    desk: Desk, desk_file: DeskFile, feeds: list[int]
) -> None:
    first, second = feeds
    one, other, elsewhere = (
        replace(arrival(key), canonical="https://news.example/all") for key in ("a", "b", "c")
    )
    deliver(desk_file, first, [one])
    desk.articles.delete([1])
    deliver(desk_file, first, [one, other], later=1)
    desk.undo()
    assert deliver(desk_file, second, [elsewhere], later=2) == EntryCounts(new=1)


def test_purging_keeps_only_the_identity(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.mark_read([2])
    sample_desk.articles.delete([1])
    purge(desk_file, 29 * DAY)
    assert sample_desk.undo() == "Undone: 1 article deleted; names and links come back with the next analysis"
    assert sample_desk.redo() is not None
    purge(desk_file, 31 * DAY)
    with desk_file.reading() as connection:
        assert [tuple(row) for row in connection.execute("select id, content from deleted_article")] == [
            (1, None)
        ]
    assert sample_desk.undo() == "Undone: 1 article marked read"
    assert store(desk_file, DRAFTS[0]) == [Outcome.UNCHANGED]
    assert 1 not in listed(sample_desk)


def test_the_analysis_of_a_refresh_purges(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.delete([1, 2])
    with desk_file.writing() as connection:
        connection.execute("update deleted_article set deleted = deleted - ? where id = 1", (31 * DAY,))
    sample_desk.work.refresh()
    with desk_file.reading() as connection:
        kept = connection.execute("select id from deleted_article where content is not null").fetchall()
    assert [row["id"] for row in kept] == [2]
    assert sample_desk.undo() == "Undone: 1 article deleted; names and links come back with the next analysis"
    assert [number for number in (1, 2) if number in listed(sample_desk)] == [2]


def test_an_undone_deletion_is_not_purged(sample_desk: Desk, desk_file: DeskFile) -> None:
    sample_desk.articles.delete([1])
    sample_desk.undo()
    purge(desk_file, 99 * DAY)
    assert 1 in listed(sample_desk)
    assert sample_desk.redo() == "Redone: 1 article deleted"


def test_page_and_earlier_texts_come_back(desk: Desk, desk_file: DeskFile, feeds: list[int]) -> None:
    deliver(desk_file, feeds[0], [arrival("a")])
    deliver(desk_file, feeds[0], [arrival("a", "Second text.")], later=1)
    with desk_file.writing() as connection:
        connection.execute(
            "insert into alternative select 1, 'page', title, byline, 'Page text.', '[]', extent, language, "
            "5.0, '[]' from article where id = 1"
        )
    before = state(desk_file)
    desk.articles.delete([1])
    desk.undo()
    assert state(desk_file) == before
    assert [one.text for one in desk.articles.revisions(1)] == ["Text."]
    assert desk.articles.get(1).other is Provenance.PAGE


def test_another_process_deletes(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk.open(path) as desk:
        fill(DeskFile(path), DRAFTS)
        before = desk.version()
        program = (
            "import pathlib; from storage.desk import Desk; "
            f"desk = Desk.open(pathlib.Path({str(path)!r})); "
            "print(desk.articles.delete([1, 4])); desk.close()"
        )
        answer = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
        )
        assert answer.stdout == "2\n"
        assert desk.version() != before
        assert listed(desk) == [7, 5, 2, 6, 3]
        assert desk.undo() == "Undone: 2 articles deleted; names and links come back with the next analysis"
        assert len(listed(desk)) == 7


def test_a_failed_deletion_changes_nothing(
    sample_desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(desk_file)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(deleted_articles, "delete", fail)
    with pytest.raises(RuntimeError):
        sample_desk.articles.delete([1])
    assert state(desk_file) == before
    assert sample_desk.undo() is None
