"""The lists of feeds and folders, and their counts, whatever happens to articles and feeds."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from deliveries import NOW, arrival, deliver, subscribe
from empty_desks import empty_desk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from storage.database import deleted_articles, hidden_articles
from storage.database.articles import pages_to_fetch, read_state
from storage.database.connection import DeskFile
from storage.database.feeds import feed_entries, subscriptions
from storage.database.stories import copies, stories
from storage.desk import Desk
from storage.model import Counts, Draft, Filter, Provenance, Subscription, View
from storage.stories import deletion

FOLDERS = ("", "A", "A/B", "A/B/C", "D")
EXPECTED_ENTRIES = """
    select feed_list_feed.list, article.sort_at, article.id, article.read_at, article.starred,
    count(*) as feeds, article.hidden_until is not null as hidden
    from feed_list_feed join entry on entry.feed = feed_list_feed.feed
    join article on article.id = entry.article
    group by feed_list_feed.list, article.id
"""


def assert_exact(connection: sqlite3.Connection) -> None:
    """Compare the rows and counts that triggers keep with the articles and entries."""
    should_be = {tuple(row) for row in connection.execute(EXPECTED_ENTRIES)}
    assert {tuple(row) for row in connection.execute("select * from feed_list_entry")} == should_be
    for feed_list in connection.execute("select * from feed_list").fetchall():
        rows = [row for row in should_be if row[0] == feed_list["id"] and not row[-1]]
        assert feed_list["articles"] == len(rows)
        assert feed_list["unread"] == sum(row[3] is None for row in rows)
    counters = dict(connection.execute("select name, n from counter").fetchall())
    assert counters == dict(
        zip(
            (
                "articles",
                "pending",
                "hidden",
                "unread",
                "starred",
                "copies",
                "unread copies",
                "indexed",
            ),
            connection.execute(
                "with shown as (select * from article where hidden_until is null) "
                "select (select count(*) from article), (select count(*) - count(analysed) from article), "
                "(select count(hidden_until) from article), count(*) - count(read_at), "
                "coalesce(sum(starred), 0), count(copy_of), "
                "coalesce(sum(copy_of is not null and read_at is null), 0), 0 from shown"
            ).fetchone(),
            strict=True,
        )
    )


def assert_listed_by_folder(connection: sqlite3.Connection) -> None:
    """Compare the lists of feeds and folders with the folders of the feeds."""
    for feed in connection.execute("select id, folder, removed from feed").fetchall():
        on = {
            row[0]
            for row in connection.execute(
                "select coalesce(feed_list.folder, feed_list.feed) "
                "from feed_list_feed join feed_list on feed_list.id = list "
                "where feed_list_feed.feed = ?",
                (feed["id"],),
            )
        }
        parts = feed["folder"].split("/") if feed["folder"] and feed["removed"] is None else []
        assert on == {feed["id"], *("/".join(parts[: n + 1]) for n in range(len(parts)))}
    empty = connection.execute(
        "select folder from feed_list where folder is not null "
        "and id not in (select list from feed_list_feed)"
    )
    assert empty.fetchall() == []


def assert_articles_have_the_keys_of_their_entries(connection: sqlite3.Connection) -> None:
    """An article has the key of its entry, or the next entry with that key could not be stored."""
    strays = connection.execute(
        "select * from article where scope like 'feed:%' and not exists (select 1 from entry "
        "where entry.article = article.id and entry.key = article.key "
        "and 'feed:' || entry.feed = article.scope)"
    )
    assert strays.fetchall() == []


def assert_no_shared_address_is_used(connection: sqlite3.Connection) -> None:
    """No entry is found by an address that several entries of its feed have had."""
    used = connection.execute("select * from entry natural join shared_address")
    assert used.fetchall() == []


def assert_no_deleted_article_is_back(connection: sqlite3.Connection) -> None:
    """A deleted article has no row, and no other article has its identity."""
    back = connection.execute(
        "select * from deleted_article join article on article.id = deleted_article.id "
        "or (article.scope = deleted_article.scope and article.key = deleted_article.key "
        "and deleted_article.scope not like 'feed:%')"
    )
    assert back.fetchall() == []
    entries = connection.execute(
        "select * from entry where article is not null and deleted_article is not null"
    )
    assert entries.fetchall() == []


def assert_copies_are_not_transitive(connection: sqlite3.Connection) -> None:
    """An article that is shown for its copies is not a copy itself."""
    chains = connection.execute(
        "select * from article copy join article shown on shown.id = copy.copy_of "
        "where shown.copy_of is not null"
    )
    assert chains.fetchall() == []


class Newsroom(RuleBasedStateMachine):
    """Anything that can happen to feeds and articles, in any order."""

    feeds = st.integers(1, 4)
    articles = st.integers(1, 12)

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.desk_file = DeskFile(empty_desk(Path(self.folder.name) / "desk.db"))
        self.now = NOW

    def teardown(self) -> None:
        self.desk_file.close()
        self.folder.cleanup()

    def is_subscribed(self, connection: sqlite3.Connection, feed: int) -> bool:
        row = connection.execute("select removed from feed where id = ?", (feed,)).fetchone()
        return row is not None and row["removed"] is None

    @rule(feed=feeds, folder=st.sampled_from(FOLDERS))
    def subscribe(self, feed: int, folder: str) -> None:
        with self.desk_file.writing() as connection:
            subscriptions.subscribe(
                connection, Subscription(f"https://{feed}.example/", folder=folder), self.now
            )

    @rule(feed=feeds)
    def unsubscribe(self, feed: int) -> None:
        with self.desk_file.writing() as connection:
            if self.is_subscribed(connection, feed):
                subscriptions.unsubscribe(connection, feed, self.now)

    @rule(feed=feeds, folder=st.sampled_from(FOLDERS))
    def move(self, feed: int, folder: str) -> None:
        with self.desk_file.writing() as connection:
            if self.is_subscribed(connection, feed):
                subscriptions.edit(connection, feed, self.now, folder=folder)

    @rule(
        feed=feeds,
        held=st.lists(
            st.tuples(
                st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), st.integers(1, 3), st.integers(1, 28)
            ),
            max_size=5,
        ),
        unread=st.booleans(),
    )
    def deliver(self, feed: int, held: list[tuple[str, str, int, int]], unread: bool) -> None:
        self.now += 60
        with self.desk_file.writing() as connection:
            if not connection.execute("select 1 from feed where id = ?", (feed,)).fetchone():
                return
            arrivals = [
                arrival(key, "long " * 100 * size, url=f"https://{address}.example/", day=day)
                for key, address, size, day in held
            ]
            feed_entries.store_entries(connection, feed, arrivals, self.now, unread)

    @rule(article=articles, value=st.booleans(), column=st.sampled_from(("read", "starred")))
    def mark(self, article: int, value: bool, column: str) -> None:
        with self.desk_file.writing() as connection:
            read_state.mark(connection, column, [article], value)

    @rule(chosen=st.lists(articles, max_size=3), until=st.sampled_from((None, NOW, NOW + 600)))
    def hide(self, chosen: list[int], until: float | None) -> None:
        with self.desk_file.writing() as connection:
            hidden_articles.hide(connection, chosen, until, undoable=True)

    @rule(chosen=st.lists(articles, max_size=3))
    def unhide(self, chosen: list[int]) -> None:
        with self.desk_file.writing() as connection:
            hidden_articles.unhide(connection, chosen)

    @rule()
    def unhide_due(self) -> None:
        with self.desk_file.writing() as connection:
            hidden_articles.unhide_due(connection, self.now)

    @rule(article=articles, others=st.sets(articles, max_size=3))
    def copy(self, article: int, others: set[int]) -> None:
        with self.desk_file.writing() as connection:
            known = stories.members_of(connection, [article])
            group = {one.id for one in copies.copies_of(connection, others)} | others
            if known:
                copies.set_representative(
                    connection, known[0].representative, group - {known[0].representative}
                )

    @rule(article=articles)
    def detach(self, article: int) -> None:
        with self.desk_file.writing() as connection:
            copies.detach(connection, article)

    @rule(chosen=st.lists(articles, max_size=3))
    def delete(self, chosen: list[int]) -> None:
        deletion.delete(self.desk_file, chosen)

    @rule(days=st.sampled_from((1, 31)))
    def purge(self, days: int) -> None:
        with self.desk_file.writing() as connection:
            deleted_articles.purge(connection, self.now + days * 86_400)

    @rule(article=articles, day=st.integers(1, 28))
    def store_page(self, article: int, day: int) -> None:
        one = arrival("page", "Of the page.", day=day).draft
        with self.desk_file.writing() as connection:
            pages_to_fetch.store_page(
                connection,
                article,
                Draft("p", "T", "Of the page.", "", published=one.published, provenance=Provenance.PAGE),
                self.now,
            )

    @rule(back=st.booleans())
    def undo_or_redo(self, back: bool) -> None:
        (deletion.undo if back else deletion.redo)(self.desk_file)

    @invariant()
    def all_is_exact(self) -> None:
        with self.desk_file.reading() as connection:
            assert_exact(connection)
            assert_listed_by_folder(connection)
            assert_articles_have_the_keys_of_their_entries(connection)
            assert_no_deleted_article_is_back(connection)
            assert_no_shared_address_is_used(connection)
            assert_copies_are_not_transitive(connection)
            assert connection.execute("pragma foreign_key_check").fetchall() == []


class TestNewsroom(Newsroom.TestCase):  # type: ignore[misc]
    settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


def ids(desk: Desk, view: View) -> list[int]:
    return [row.id for row in desk.lists.headlines(view, 0, 100)]


def furnish(desk_file: DeskFile) -> list[int]:
    """Two feeds below A, one of them in A/B, and one without a folder; article 2 is in the first two."""
    first = subscribe(desk_file, "first", folder="A")
    second = subscribe(desk_file, "second", folder="A/B")
    third = subscribe(desk_file, "third")
    deliver(desk_file, first[0], [arrival("a", "apple", day=1), arrival("b", "both pears", day=2)])
    deliver(desk_file, second[0], [arrival("b", "both pears", day=2), arrival("c", "apple", day=3)])
    deliver(desk_file, third[0], [arrival("d", "apple pears", day=4)])
    return first + second + third


def test_views_of_feeds_and_folders(desk: Desk, desk_file: DeskFile) -> None:
    first, second, third = furnish(desk_file)
    views = {
        View(feed=first): [2, 1],
        View(feed=second): [3, 2],
        View(feed=third): [4],
        View(folder="A"): [3, 2, 1],
        View(folder="A/B"): [3, 2],
        View(folder="B"): [],
        View(feed=99): [],
        View(feed=first, folder="A/B"): [2, 1],
        View(): [4, 3, 2, 1],
    }
    for view, rows in views.items():
        assert ids(desk, view) == rows, view
        assert desk.lists.count(view) == len(rows), view
        assert [desk.lists.row_of(view, article) for article in rows] == list(range(len(rows)))
    assert desk.lists.row_of(View(feed=first), 4) is None
    assert [one.articles for one in desk.feeds.all()] == [1, 2, 2]


def test_filters_and_read_state_in_a_folder(desk: Desk, desk_file: DeskFile) -> None:
    first, second, _ = furnish(desk_file)
    desk.articles.mark_read([2])
    desk.articles.star(1)
    unread, starred = View(Filter.UNREAD, folder="A"), View(Filter.STARRED, folder="A")
    assert (ids(desk, unread), desk.lists.count(unread)) == ([3, 1], 2)
    assert (ids(desk, starred), desk.lists.count(starred)) == ([1], 1)
    since = View(Filter.UNREAD, folder="A", since=1.0)
    assert (ids(desk, since), desk.lists.count(since)) == ([3, 2, 1], 3)
    assert desk.lists.count(View(Filter.UNREAD, folder="A", since=9e9)) == 2
    of_feed = View(Filter.UNREAD, feed=first, since=1.0)
    assert (ids(desk, of_feed), desk.lists.count(of_feed)) == ([2, 1], 2)
    assert {feed.id: feed.unread for feed in desk.feeds.all()}[second] == 1
    assert desk.articles.mark_all_read(View(feed=second)) == 1
    assert desk.lists.counts() == Counts(articles=4, unread=2, starred=1, pending=4)
    desk.undo()
    assert desk.lists.count(unread) == 2


def test_next_unread_in_a_folder(desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)
    desk.articles.mark_read([2])
    view = View(folder="A")
    assert [desk.lists.next_unread(view, row) for row in (-1, 0, 1, 2)] == [0, 2, 2, None]
    assert [desk.lists.next_unread(view, row, -1) for row in (2, 1, 0)] == [0, 0, None]


def test_a_search_in_a_feed_or_folder(desk: Desk, desk_file: DeskFile) -> None:
    first, second, _ = furnish(desk_file)
    for view, rows in {
        View(query="apple "): [1, 3, 4],
        View(query="apple ", feed=first): [1],
        View(query="apple ", folder="A"): [1, 3],
        View(query="pears ", folder="A/B"): [2],
        View(query="app*", feed=second): [3],
        View(Filter.UNREAD, query="apple or pears ", folder="A"): [1, 2, 3],
        View(query="apple ", folder="nowhere"): [],
    }.items():
        assert sorted(ids(desk, view)) == rows, view
        assert desk.lists.count(view) == len(rows), view
    desk.articles.mark_read([3])
    assert sorted(ids(desk, View(Filter.UNREAD, query="apple ", folder="A"))) == [1]


def test_a_name_in_a_feed_or_folder(sample_desk: Desk, desk_file: DeskFile) -> None:
    (feed,) = subscribe(desk_file, "first", folder="A")
    of_sample = sample_desk.articles.get(1)
    deliver(desk_file, feed, [arrival("x", url=of_sample.url)])
    mosul = sample_desk.names.search("Mosul")[0].id
    assert ids(sample_desk, View(entity=mosul)) == [1, 3]
    for view in (View(entity=mosul, feed=feed), View(entity=mosul, folder="A")):
        assert ids(sample_desk, view) == [1]
        assert sample_desk.lists.count(view) == 1
        assert sample_desk.lists.row_of(view, 1) == 0
        assert sample_desk.lists.next_unread(view, -1) == 0
    assert ids(sample_desk, View(entity=mosul, feed=feed, query="victory")) == [1]
    assert ids(sample_desk, View(entity=mosul, query="free")) == [3]


def test_a_page_of_a_list_reads_no_more_than_it_shows(desk: Desk, desk_file: DeskFile) -> None:
    """The plan is the proof: the rows come in order from one index, and nothing is sorted."""
    from storage.database.lists.list_query import list_query

    with desk_file.reading() as connection:
        for view in (View(feed=1), View(folder="A"), View(Filter.UNREAD, folder="A", since=1.0)):
            rows = list_query(view)
            plan = connection.execute(
                f"explain query plan {rows.select(rows.id)} order by {rows.order.sql()} limit 50",
                rows.parameters,
            ).fetchall()
            said = [row["detail"] for row in plan]
            assert any("SEARCH feed_list_entry USING PRIMARY KEY (list=?)" in line for line in said), said
            assert not any("TEMP B-TREE" in line or "article" in line for line in said), said
