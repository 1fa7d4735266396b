"""The counts of saved searches are right after every write, whatever it changes."""

import json
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from deliveries import arrival, deliver, subscribe
from empty_desks import empty_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import DRAFTS, draft, fill

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.searches import changed_articles, search_entries
from storage.database.stories import stories
from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Kind, View

QUERIES = [
    "war",
    "“islamic state” -title:mosul",
    "is:unread war or chess",
    "-is:unread",
    "is:starred or is:hidden",
    "is:hidden",
    'person:"Haidar al-Abadi" is:unread',
    "place:mosul",
    "-name:Iraq",
    "story:*",
    "story:victory",
    "label:later or label:soon*",
    "by:reporter or source:daily",
    "has:links -has:page",
    "lang:en",
    "after:2021",
    "newer:3d",
    "feed:numbers",
    "folder:World -war",
    "is:copy or is:cut",
    "is:unsubscribed",
]


def check(desk: Desk) -> None:
    """Compare what is kept with what the queries find."""
    for one in desk.searches.all():
        view = View(query=one.query)
        found = (desk.lists.count(view), desk.lists.count_unread(view))
        assert (one.articles, one.unread, one.problem) == (*found, ""), one.query


@pytest.fixture
def kept_file(desk: Desk) -> Iterator[DeskFile]:
    """The file of `desk`, opened as newsdesk opens it: for what no method of the desk does."""
    desk_file = DeskFile(desk.path, before_commit=changed_articles.settle)
    yield desk_file
    desk_file.close()


@pytest.fixture
def searched(desk: Desk, kept_file: DeskFile) -> Desk:
    """A desk with all these searches; its articles came afterwards."""
    for query in QUERIES:
        desk.searches.save(query, query)
    fill(kept_file, DRAFTS)
    return desk


def test_what_arrives_is_counted_at_once(searched: Desk) -> None:
    counts = {one.query: (one.articles, one.unread) for one in searched.searches.all()}
    assert counts["war"] == (2, 2)
    assert counts["by:reporter or source:daily"] == (2, 2)
    assert counts["has:links -has:page"] == (3, 3)
    searched.searches.refresh()
    check(searched)


def test_a_search_that_is_saved_later_counts_the_same(searched: Desk) -> None:
    before = [(one.articles, one.unread) for one in searched.searches.all()]
    for query in QUERIES:
        searched.searches.save(query, query)
    after = [(one.articles, one.unread) for one in searched.searches.all()]
    assert after == before * 2


def test_reading_changes_the_counts_and_undo_too(searched: Desk) -> None:
    searched.mark_read([1, 2, 4])
    check(searched)
    searched.articles.mark_all_read(View(query="is:unread"))
    check(searched)
    searched.undo()
    check(searched)


def test_stars_labels_hidden_and_deleted_articles(searched: Desk) -> None:
    for change in (
        lambda: searched.articles.star(4),
        lambda: searched.labels.change([1, 4], ["Later"]),
        lambda: searched.labels.change([3], ["Soonish"]),
        lambda: searched.labels.rename("Later", "Never"),
        searched.undo,
        lambda: searched.labels.change([1], [], ["later"]),
        lambda: searched.labels.delete("Soonish"),
        lambda: searched.articles.hide([1, 5]),
        lambda: searched.articles.unhide([5]),
        lambda: searched.articles.delete([1, 2]),
        searched.undo,
        searched.undo,
        searched.redo,
    ):
        change()
        check(searched)


def test_feeds_their_names_folders_and_labels(searched: Desk, kept_file: DeskFile) -> None:
    feed, other = subscribe(kept_file, "one", "two", folder="World")
    deliver(kept_file, feed, [arrival("a", "war and peace"), arrival("b", "chess")])
    deliver(kept_file, other, [arrival("a", "war and peace"), arrival("c", "islamic state")])
    check(searched)
    for change in (
        lambda: searched.feeds.edit(feed, title="By the numbers"),
        lambda: searched.feeds.edit(feed, folder="Elsewhere"),
        lambda: searched.feeds.edit(feed, labels=["later"]),
        searched.undo,
        lambda: searched.feeds.unsubscribe(other),
        searched.undo,
        lambda: deliver(kept_file, feed, [arrival("a", "chess now")], later=60),
    ):
        change()
        check(searched)


def test_corrections_of_names_are_caught_up_by_a_refresh(searched: Desk) -> None:
    abadi = searched.names.search("Haidar")[0].id
    iraq = searched.names.search("Iraq")[0].id
    for change in (
        lambda: searched.names.set_kind(abadi, Kind.OTHER),
        lambda: searched.names.rename(abadi, "Someone else"),
        lambda: searched.names.forget(iraq),
        searched.undo,
        searched.undo,
        searched.undo,
    ):
        change()
        searched.searches.refresh()
        check(searched)
    assert not searched.searches.refresh()


def test_searches_by_time_are_run_again_after_five_minutes(desk: Desk, kept_file: DeskFile) -> None:
    desk.searches.save("new", "newer:1h")
    now = time.time()
    with kept_file.writing() as connection:
        articles.store(connection, draft("Just now", "x", datetime.fromtimestamp(now - 60, UTC)))
        articles.store(connection, draft("Before", "x", datetime.fromtimestamp(now - 7200, UTC)))
    assert desk.searches.all()[0].articles == 1
    with kept_file.writing() as connection:
        assert not search_entries.is_refresh_due(connection, now + 200)
        assert search_entries.is_refresh_due(connection, now + 400)
        assert search_entries.is_refresh_due(connection, now - 400)  # the clock was put back


def test_a_write_that_changes_no_article_asks_nothing(searched: Desk, kept_file: DeskFile) -> None:
    found: list[str] = []
    with kept_file.writing() as connection:
        connection.set_trace_callback(found.append)
        connection.execute("update article set position = 5 where id = 1")
        changed_articles.settle(connection)
        connection.set_trace_callback(None)
    assert len(found) == 2


def test_a_search_that_was_wrong_is_run_once_it_is_right(desk: Desk) -> None:
    outlines = [{"text": "a", "query": "nofield:x"}]
    document = {"format": "newsdesk saved searches", "version": 1, "outlines": outlines}
    desk.searches.import_document(json.dumps(document), "file")
    (wrong,) = desk.searches.all()
    assert "nofield" in wrong.problem
    assert desk.searches.edit(wrong.id, query="is:read").problem == ""


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_any_series_of_changes(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    with Desk.open(empty_desk(tmp_path_factory.mktemp("desk") / "desk.db")) as desk:
        for query in rng.sample(QUERIES, 8):
            desk.searches.save(query, query)
        desk_file = DeskFile(desk.path, before_commit=changed_articles.settle)
        fill(desk_file, DRAFTS)
        (feed,) = subscribe(desk_file, "numbers", folder="World")
        for _ in range(12):
            with suppress(NotFoundError):  # undo may have unsubscribed from the feed
                _change_something(desk, desk_file, feed, rng)
            check(desk)
        desk_file.close()


def _change_something(desk: Desk, desk_file: DeskFile, feed: int, rng: random.Random) -> None:
    some = rng.sample(range(1, 9), 3)
    entry = arrival(f"k{rng.randrange(3)}", rng.choice(["war", "chess", "islamic state", "soon", "nothing"]))
    changes = (
        lambda: desk.mark_read(some, rng.random() < 0.6),
        lambda: desk.articles.star(some[0], rng.random() < 0.6),
        lambda: desk.labels.change(some, [rng.choice(["later", "soon"])]),
        lambda: desk.articles.hide(some[:1]),
        lambda: desk.articles.unhide(some),
        lambda: desk.articles.delete(some[:1]),
        lambda: deliver(desk_file, feed, [entry], later=rng.random()),
        lambda: desk.feeds.edit(feed, title=rng.choice(["The numbers", "Letters"])),
        desk.undo,
        desk.redo,
    )
    rng.choice(changes)()


def test_the_number_of_a_story_finds_what_it_was_merged_into(searched: Desk, kept_file: DeskFile) -> None:
    with kept_file.writing() as connection:
        other = stories.create(connection)
        stories.assign(connection, [3, 4], other)
        stories.update_summary(connection, other, 3)
    searched.searches.save("first", "story:1")
    searched.searches.save("second", f"story:{other}")
    for change in (lambda: searched.stories.same(1, 3), searched.undo, searched.redo):
        change()
        check(searched)
