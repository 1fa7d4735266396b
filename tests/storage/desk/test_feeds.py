"""Subscriptions: made, edited and removed, with undo."""

import pytest
from deliveries import arrival, deliver, subscribe
from statements import traced
from subscriptions import furnish_many

from storage.database.connection import DeskFile
from storage.database.feeds import feeds
from storage.database.feeds.feeds import Fetched
from storage.desk import Desk
from storage.desk.feeds import Feeds
from storage.errors import DeskError, NotFoundError, SourceError
from storage.model import WITHOUT_FEED, Filter, Pages, Subscription, View

URL = "https://first.example/feed"
FULL = Subscription(
    URL, "My first", "https://first.example/", "World/Europe", Pages.ALWAYS, (("xmlns:x", "1"), ("y", "2"))
)


def titles(desk: Desk) -> list[str]:
    return [feed.title for feed in desk.feeds.all()]


def test_a_subscription_comes_back_as_it_was_made(desk: Desk) -> None:
    feed = desk.feeds.subscribe(FULL)
    assert (feed.url, feed.title, feed.site, feed.folder, feed.pages, feed.attributes) == (
        FULL.url,
        FULL.title,
        FULL.site,
        FULL.folder,
        FULL.pages,
        FULL.attributes,
    )
    assert (feed.articles, feed.unread, feed.checked, feed.gone) == (0, 0, None, False)
    assert desk.feeds.get(feed.id) == feed
    assert desk.feeds.all() == [feed]


def test_a_feed_without_a_title_goes_by_its_address(desk: Desk) -> None:
    assert desk.feeds.subscribe(Subscription(URL)).title == URL


def test_subscribing_twice_is_subscribing_once(desk: Desk) -> None:
    first = desk.feeds.subscribe(Subscription(URL))
    assert desk.feeds.subscribe(FULL) == first
    assert len(desk.feeds.all()) == 1
    desk.undo()
    assert desk.undo() is None


def test_in_order_of_folder_and_title(desk: Desk) -> None:
    for number, (folder, title) in enumerate(
        [("b", "z"), ("", "Ö"), ("b", "A"), ("A", "x"), ("", "a"), ("b/c", "a")]
    ):
        desk.feeds.subscribe(Subscription(f"https://{number}.example/", title, folder=folder))
    assert [(feed.folder, feed.title) for feed in desk.feeds.all()] == [
        ("", "a"),
        ("", "Ö"),
        ("A", "x"),
        ("b", "A"),
        ("b", "z"),
        ("b/c", "a"),
    ]


def test_unsubscribing_keeps_the_articles(desk: Desk, desk_file: DeskFile) -> None:
    feed = desk.feeds.subscribe(FULL).id
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    desk.feeds.unsubscribe(feed)
    assert desk.feeds.all() == []
    assert desk.lists.count(View()) == 2
    assert desk.lists.count(View(folder="World")) == 0
    for ask in (desk.feeds.get, desk.feeds.unsubscribe, desk.feeds.edit):
        with pytest.raises(NotFoundError, match=f"no feed {feed}"):
            ask(feed)


def test_coming_back_brings_nothing_twice(desk: Desk, desk_file: DeskFile) -> None:
    feed = desk.feeds.subscribe(FULL).id
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    desk.articles.mark_read([1])
    desk.feeds.unsubscribe(feed)
    back = desk.feeds.subscribe(Subscription(URL, folder="Elsewhere"))
    assert (back.id, back.title, back.folder, back.pages) == (feed, "My first", "Elsewhere", Pages.ALWAYS)
    assert (back.articles, back.unread, back.due) == (2, 1, 0)
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    assert desk.lists.count(View()) == desk.lists.count(View(folder="Elsewhere")) == 2
    assert desk.undo() == "Undone: subscribed to My first"
    assert desk.feeds.all() == []
    assert desk.undo() == "Undone: unsubscribed from My first"
    assert desk.feeds.get(feed).folder == "World/Europe"


def test_undoing_an_unsubscribe_keeps_the_state_of_the_feed(desk: Desk, desk_file: DeskFile) -> None:
    feed = desk.feeds.subscribe(FULL).id
    with desk_file.writing() as connection:
        feeds.record_failure(connection, feed, now=5.0, trouble="It is gone.", due=9e9, gone=True)
        connection.execute("update feed set etag = 'e', digest = 'd', every = 60 where id = ?", (feed,))
    with desk_file.reading() as connection:
        before = dict(connection.execute("select * from feed").fetchone())
    desk.feeds.unsubscribe(feed)
    desk.undo()
    with desk_file.reading() as connection:
        assert dict(connection.execute("select * from feed").fetchone()) == before
    assert desk.feeds.get(feed).gone


def test_undo_and_redo_of_feeds_and_read_state_in_one_sequence(desk: Desk, desk_file: DeskFile) -> None:
    feed = desk.feeds.subscribe(Subscription(URL, "First")).id
    deliver(desk_file, feed, [arrival("a")])
    desk.articles.star(1)
    desk.feeds.edit(feed, title="Renamed", folder="F")
    desk.feeds.unsubscribe(feed)
    assert [desk.undo() for _ in range(5)] == [
        "Undone: unsubscribed from Renamed",
        "Undone: edited First",
        "Undone: 1 article starred",
        "Undone: subscribed to First",
        None,
    ]
    assert desk.feeds.all() == []
    assert [desk.redo() for _ in range(5)] == [
        "Redone: subscribed to First",
        "Redone: 1 article starred",
        "Redone: edited Renamed",
        "Redone: unsubscribed from Renamed",
        None,
    ]
    assert desk.feeds.all() == []
    desk.undo()
    assert (desk.feeds.get(feed).title, desk.feeds.get(feed).folder) == ("Renamed", "F")
    assert desk.lists.count(View(Filter.STARRED, folder="F")) == 1


def test_editing(desk: Desk, desk_file: DeskFile) -> None:
    feed = desk.feeds.subscribe(Subscription(URL)).id
    edited = desk.feeds.edit(feed, title=" Mine ", folder="/ A / B //", pages=Pages.NEVER)
    assert (edited.title, edited.folder, edited.pages, edited.url) == ("Mine", "A/B", Pages.NEVER, URL)
    assert desk.feeds.edit(feed, title="").title == URL
    desk.undo()
    assert desk.feeds.get(feed).title == "Mine"
    assert desk.feeds.edit(feed, folder="").folder == ""
    desk.undo()
    assert desk.feeds.get(feed).folder == "A/B"


def test_an_edit_that_changes_nothing_is_not_in_the_undo_log(desk: Desk) -> None:
    feed = desk.feeds.subscribe(FULL)
    assert desk.feeds.edit(feed.id, url=URL, folder="World/Europe", title="My first") == feed
    assert desk.undo() == "Undone: subscribed to My first"


def test_a_new_address_is_fetched_as_a_new_feed(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.feeds import feeds

    feed = desk.feeds.subscribe(Subscription(URL)).id
    with desk_file.writing() as connection:
        feeds.record_success(connection, feed, Fetched(1, 9e9, 5, etag="e", modified="m"), digest="d")
        feeds.record_failure(connection, feed, now=2, trouble="Gone.", due=9e9, gone=True)
    moved = desk.feeds.edit(feed, url="https://new.example/feed")
    assert (moved.due, moved.failures, moved.trouble, moved.failing_since, moved.gone) == (
        0,
        0,
        "",
        None,
        False,
    )
    with desk_file.reading() as connection:
        (due,) = feeds.due(connection, 9)
    assert (due.etag, due.modified, due.digest) == ("", "", "")
    desk.undo()
    assert desk.feeds.get(feed).url == URL


def test_addresses_that_are_taken(desk: Desk, desk_file: DeskFile) -> None:
    first, second = subscribe(desk_file, "first", "second")
    with pytest.raises(DeskError, match=r"“https://first.example/feed” already has this address"):
        desk.feeds.edit(second, url=URL)
    for nothing in ("", "  "):
        with pytest.raises(DeskError, match="needs an address"):
            desk.feeds.edit(second, url=nothing)
    with pytest.raises(SourceError, match="not a web address"):
        desk.feeds.edit(second, url="nothing of the kind")
    assert desk.feeds.edit(second, url=" https://second.example/feed\n").url == "https://second.example/feed"
    desk.feeds.unsubscribe(first)
    with pytest.raises(DeskError, match="subscribe to that feed again"):
        desk.feeds.edit(second, url=URL)
    assert desk.feeds.get(second).url == "https://second.example/feed"


def test_undo_of_an_address_that_another_feed_has_moved_to(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.feeds import feeds

    first, second = subscribe(desk_file, "first", "second")
    desk.feeds.edit(first, url="https://new.example/feed", folder="F")
    with desk_file.writing() as connection:
        feeds.record_success(connection, second, Fetched(1, 1, 0, URL), digest="")
    assert desk.feeds.get(second).url == URL
    assert desk.undo() == "Undone: edited https://new.example/feed"
    assert (desk.feeds.get(first).url, desk.feeds.get(first).folder) == ("https://new.example/feed", "")


def test_an_imported_list_is_undone_as_one(desk: Desk, desk_file: DeskFile) -> None:
    from storage.database.feeds import subscriptions

    known = desk.feeds.subscribe(Subscription("https://3.example/"))
    with desk_file.writing() as connection:
        added = [
            subscriptions.subscribe_from_list(connection, Subscription(f"https://{n}.example/"), 100.0 + n)
            for n in range(5)
        ]
    assert added == [True, True, True, False, True]
    with desk_file.writing() as connection:
        subscriptions.subscribe_from_list(connection, Subscription("https://later.example/"), 1000.0)
    assert desk.undo() == "Undone: subscribed to https://later.example/"
    assert desk.undo() == "Undone: subscribed to 4 feeds"
    assert desk.feeds.all() == [known]
    assert desk.redo() == "Redone: subscribed to 4 feeds"
    assert len(desk.feeds.all()) == 5


def test_feeds_are_kept_across_restarts_with_what_can_be_undone(desk: Desk) -> None:
    feed = desk.feeds.subscribe(FULL)
    with Desk.open(desk.path) as again:
        assert again.feeds.all() == [feed]
        assert again.undo() == "Undone: subscribed to My first"
        assert again.feeds.all() == []


def test_numbers_and_texts_that_no_desk_can_hold(desk: Desk) -> None:
    for ask in (
        desk.articles.get,
        desk.articles.names,
        desk.articles.revisions,
        desk.articles.star,
        desk.feeds.get,
        desk.feeds.unsubscribe,
        desk.feeds.edit,
        desk.names.get,
        desk.names.follow,
        desk.work.fetch_page,
        desk.stories.get,
        desk.stories.not_this_story,
    ):
        with pytest.raises(NotFoundError, match="has the number"):
            ask(2**63)
    broken = "caf\udce9"  # as it comes from a command line that is no UTF-8
    for ask_in_words in (
        desk.names.search,
        desk.values.get,
        lambda url: desk.feeds.subscribe(Subscription(url)),
    ):
        with pytest.raises(DeskError, match="valid Unicode"):
            ask_in_words(broken)
    assert desk.feeds.all() == []
    desk.feeds.subscribe(FULL)  # nothing is left begun


def test_next_due(desk: Desk, desk_file: DeskFile) -> None:
    assert desk.feeds.next_due() is None
    desk.feeds.subscribe(FULL)
    assert desk.feeds.next_due() == 0


def test_opml_names_every_feed(desk: Desk) -> None:
    desk.feeds.subscribe(FULL)
    desk.feeds.subscribe(Subscription("https://second.example/feed?a=1&b=2", "Zweiter & letzter"))
    document = desk.feeds.opml()
    assert 'xmlUrl="https://first.example/feed"' in document
    assert "https://second.example/feed?a=1&amp;b=2" in document
    assert "Zweiter &amp; letzter" in document
    assert "Europe" in document


def test_what_two_newsdesks_see(desk: Desk) -> None:
    with Desk.open(desk.path) as other:
        feed = other.feeds.subscribe(FULL).id
        before = desk.version()
        other.feeds.edit(feed, title="Renamed")
        assert desk.version() != before
        assert titles(desk) == ["Renamed"]


@pytest.fixture
def many(desk: Desk, desk_file: DeskFile) -> Desk:
    """A desk of 60 feeds in 20 folders, some of them below others."""
    furnish_many(desk_file, 60, 20)
    return desk


def test_feeds_and_folders_are_loaded_with_a_fixed_number_of_statements(
    many: Desk, desk_file: DeskFile
) -> None:
    feeds_of = Feeds(desk_file)
    with traced(desk_file) as statements:
        assert len(feeds_of.all()) == 60
        assert len(feeds_of.unread_by_folder()) >= 20
    assert len(statements) == 2


def test_unread_by_folder_is_what_the_lists_of_folders_count(many: Desk) -> None:
    many.mark_read([1, 2, 3])
    unread = many.feeds.unread_by_folder()
    assert sum(unread.values()) > 0
    for folder, number in unread.items():
        assert many.lists.count(View(Filter.UNREAD, folder=folder)) == number
    assert set(unread) >= {feed.folder for feed in many.feeds.all()}


def test_an_article_in_two_feeds_of_a_folder_counts_once(desk: Desk, desk_file: DeskFile) -> None:
    for feed in subscribe(desk_file, "first", "second", folder="A/B"):
        deliver(desk_file, feed, [arrival("a")])
    assert desk.feeds.unread_by_folder() == {"A": 1, "A/B": 1}
    desk.mark_read([1])
    assert desk.feeds.unread_by_folder() == {"A": 0, "A/B": 0}


def test_articles_without_a_feed_are_those_that_no_subscription_has(desk: Desk, desk_file: DeskFile) -> None:
    first, second = subscribe(desk_file, "a", "b")
    shared = arrival("shared", url="https://a.example/shared")
    deliver(desk_file, first, [arrival("own"), arrival("starred"), shared])
    deliver(desk_file, second, [shared])
    titles = {row.title: row.id for row in desk.lists.headlines(View(), 0, 9)}
    desk.articles.star(titles["Title of starred"])
    assert desk.lists.count(WITHOUT_FEED) == 0
    desk.feeds.unsubscribe(first)
    assert {row.title for row in desk.lists.headlines(WITHOUT_FEED, 0, 9)} == {
        "Title of own",
        "Title of starred",
    }
    desk.undo()
    assert desk.feeds.unsubscribe(first, delete_articles=True) == 1
    assert {row.title for row in desk.lists.headlines(View(), 0, 9)} == {
        "Title of starred",
        "Title of shared",
    }
    assert desk.undo() == "Undone: 1 article deleted; names and links come back with the next analysis"
    assert desk.undo() == "Undone: unsubscribed from https://a.example/feed"
    assert desk.lists.count(View(feed=first)) == 3


def test_a_renamed_feed_has_its_new_name_in_every_row(desk: Desk, desk_file: DeskFile) -> None:
    feed = subscribe(desk_file, "a")[0]
    with desk_file.writing() as connection:
        connection.execute("update feed set title = 'The Wire'")
    deliver(desk_file, feed, [arrival("own", source="The Wire"), arrival("other", source="Reuters")])
    desk.feeds.edit(feed, title="Mine")
    assert {row.title: row.source for row in desk.lists.headlines(View(), 0, 9)} == {
        "Title of own": "Mine",
        "Title of other": "Reuters",
    }
