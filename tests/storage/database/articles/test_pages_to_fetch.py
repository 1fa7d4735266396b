"""Pages to fetch, storing them, and the text that is shown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from deliveries import NOW, arrival, deliver, page, subscribe

from storage.database.articles import articles, pages_to_fetch
from storage.database.articles.pages_to_fetch import PageWanted
from storage.database.connection import DeskFile
from storage.database.feeds import subscriptions
from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Draft, Extent, Pages, Provenance, Role, Span, View

EXCERPT, WHOLE = "The excerpt of it.", "The whole text, which is on the page, and longer."


@pytest.fixture
def feed(desk_file: DeskFile) -> int:
    """A feed with one entry whose page is wanted."""
    (number,) = subscribe(desk_file, "first")
    deliver(desk_file, number, [arrival("a", EXCERPT, wants_page=True, byline="B", extent=Extent.TEASER)])
    return number


def waiting(desk_file: DeskFile, later: float = 0, feeds: list[int] | None = None) -> list[int]:
    with desk_file.reading() as connection:
        return [one.article for one in pages_to_fetch.waiting(connection, NOW + later, 10, feeds)]


def store_page(desk_file: DeskFile, one: Draft, later: float = 1) -> None:
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, one, NOW + later)


def test_a_page_waits_until_it_is_stored(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    with desk_file.reading() as connection:
        assert pages_to_fetch.waiting(connection, NOW, 10) == [
            PageWanted(1, "https://news.example/a", "https://first.example/feed", 0)
        ]
        assert pages_to_fetch.wanted(connection, 1) == pages_to_fetch.waiting(connection, NOW, 10)[0]
        assert (
            pages_to_fetch.draft_of(connection, 1)
            == arrival("a", EXCERPT, byline="B", extent=Extent.TEASER).draft
        )
    store_page(
        desk_file,
        page("Title of a", WHOLE, byline="B", language="en", image="i", spans=(Span(0, 3, Role.HEADING),)),
    )
    article = desk.articles.get(1)
    assert (article.text, article.provenance, article.other) == (WHOLE, Provenance.PAGE, Provenance.FEED)
    assert (article.image, article.language, article.spans) == ("i", "en", (Span(0, 3, Role.HEADING),))
    assert article.url == "https://news.example/a"
    assert desk.articles.revisions(1) == []
    assert waiting(desk_file) == []
    assert desk.lists.count(View(query="longer ")) == 1
    with desk_file.reading() as connection:
        assert pages_to_fetch.draft_of(connection, 1).text == EXCERPT


def test_only_of_some_feeds_and_only_what_is_due(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    (second,) = subscribe(desk_file, "second")
    deliver(desk_file, second, [arrival("b", wants_page=True), arrival("c")], later=50)
    assert waiting(desk_file, later=60) == [2, 1], "the newest first"
    assert waiting(desk_file, later=60, feeds=[second]) == [2]
    assert waiting(desk_file, later=60, feeds=[]) == []
    assert waiting(desk_file, later=10) == [1]


def test_pages_of_a_feed_without_pages_are_left_out(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    desk.feeds.unsubscribe(feed)
    assert waiting(desk_file) == []
    desk.undo()
    assert waiting(desk_file) == [1]
    desk.feeds.edit(feed, pages=Pages.NEVER)
    assert waiting(desk_file) == []
    desk.undo()
    assert waiting(desk_file) == [1]


def test_a_page_that_fails_is_tried_later_or_not_at_all(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    with desk_file.writing() as connection:
        assert articles.count_settled(connection) == 0
        assert articles.pending(connection, 0, 10, settled=True) == []
        pages_to_fetch.page_failed(connection, 1, "It timed out.", NOW + 600, NOW)
    assert waiting(desk_file) == []
    with desk_file.reading() as connection:
        assert pages_to_fetch.waiting(connection, NOW + 600, 10)[0].tries == 1
        # Its text may change, but by then it has waited long enough.
        assert articles.count_settled(connection) == 1
        assert [one.id for one in articles.pending(connection, 0, 10, settled=True)] == [1]
    with desk_file.writing() as connection:
        pages_to_fetch.page_failed(connection, 1, "There is no such page.", None, NOW)
    assert waiting(desk_file, later=10**9) == []
    deliver(desk_file, feed, [arrival("a", "Changed.", wants_page=True)])
    with desk_file.reading() as connection:
        assert pages_to_fetch.waiting(connection, NOW, 10)[0].tries == 0


def test_a_page_that_is_no_better_is_kept_beside(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    with desk_file.writing() as connection:
        pages_to_fetch.keep_as_alternative(connection, 1, page("Title of a", "Less."), NOW)
    article = desk.articles.get(1)
    assert (article.text, article.other) == (EXCERPT, Provenance.PAGE)
    assert waiting(desk_file, later=10**9) == []
    desk.articles.show_text(1, Provenance.PAGE)
    assert desk.articles.get(1).text == "Less."


def test_a_page_that_has_become_worse_gives_way_to_the_feed(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    with desk_file.writing() as connection:
        pages_to_fetch.keep_as_alternative(connection, 1, page("Title of a", "Please subscribe."), NOW + 5)
    assert (desk.articles.get(1).text, desk.articles.get(1).other) == (EXCERPT, Provenance.PAGE)
    assert [one.text for one in desk.articles.revisions(1)] == [WHOLE]


def test_a_page_fetched_again_keeps_its_earlier_text(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    store_page(desk_file, page("Title of a", WHOLE))
    assert desk.articles.revisions(1) == []
    store_page(desk_file, page("Title of a", "Corrected."), later=2)
    assert [(one.text, one.provenance, one.replaced) for one in desk.articles.revisions(1)] == [
        (WHOLE, Provenance.PAGE, NOW + 2)
    ]
    with desk_file.reading() as connection:
        assert pages_to_fetch.draft_of(connection, 1).text == EXCERPT


def test_a_page_gives_a_date_and_takes_none_away(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    before = desk.articles.get(1).published
    store_page(desk_file, page("Title of a", WHOLE))
    assert desk.articles.get(1).published == before
    day = datetime(2026, 9, 1, tzinfo=UTC)
    store_page(desk_file, page("Title of a", WHOLE, published=day))
    assert desk.articles.get(1).published == day
    assert [row.id for row in desk.lists.headlines(View(feed=feed), 0, 5)] == [1]


def test_switching_the_text_back_and_forth_loses_nothing(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    store_page(desk_file, page("Their title", WHOLE, extent=Extent.PAYWALLED, language="en"))
    with desk_file.writing() as connection:
        articles.set_analysed(connection, 1)
    desk.articles.save_position(1, len(WHOLE) // 2)
    of_page = desk.articles.get(1)
    desk.articles.show_text(1, Provenance.FEED)
    of_feed = desk.articles.get(1)
    assert (of_feed.text, of_feed.title, of_feed.byline) == (EXCERPT, "Title of a", "B")
    assert (of_feed.extent, of_feed.other, of_feed.analysed) == (Extent.TEASER, Provenance.PAGE, False)
    assert abs(of_feed.position - len(EXCERPT) / 2) <= 1
    desk.articles.show_text(1, Provenance.PAGE)
    back = desk.articles.get(1)
    assert (back.text, back.title, back.extent, back.language) == (
        WHOLE,
        of_page.title,
        of_page.extent,
        "en",
    )
    assert desk.articles.revisions(1) == []
    assert desk.lists.count(View(query="excerpt ")) == 0
    with desk_file.writing() as connection:
        connection.execute("insert into article_fts (article_fts, rank) values ('integrity-check', 1)")


def test_a_wanted_text_is_shown_however_often_it_is_asked_for(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    desk.articles.show_text(1, Provenance.FEED)  # nothing else is there yet
    store_page(desk_file, page("Title of a", WHOLE))
    for _ in range(2):
        desk.articles.show_text(1, Provenance.FEED)
        assert (desk.articles.get(1).text, desk.articles.get(1).other) == (EXCERPT, Provenance.PAGE)
    store_page(desk_file, page("Title of a", WHOLE))
    assert desk.articles.get(1).text == EXCERPT, "a refresh does not override the reader's choice"
    desk.articles.show_text(1, Provenance.PAGE)
    assert desk.articles.get(1).text == WHOLE
    assert desk.undo() == "Undone: text from the page shown"
    assert desk.articles.get(1).text == EXCERPT


def test_a_chosen_text_can_be_undone_and_redone(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    desk.articles.save_position(1, len(WHOLE) // 2)
    desk.articles.show_text(1, Provenance.FEED)
    assert desk.undo() == "Undone: text from the feed shown"
    assert desk.articles.get(1).text == WHOLE
    assert not desk.articles.get(1).analysed
    assert desk.redo() == "Redone: text from the feed shown"
    assert desk.articles.get(1).text == EXCERPT
    assert desk.undo() is not None
    assert desk.articles.revisions(1) == []


def test_where_there_is_no_other_text(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    with pytest.raises(NotFoundError, match="no text from the page, only from the feed"):
        desk.articles.show_text(1, Provenance.PAGE)
    with pytest.raises(NotFoundError, match="no article 9"):
        desk.articles.show_text(9, Provenance.PAGE)
    assert desk.undo() == "Undone: subscribed to https://first.example/feed"
    with pytest.raises(NotFoundError, match="no article 9"):
        desk.articles.revisions(9)


def test_an_article_without_an_address_has_no_page(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("b", url="")])
    with desk_file.reading() as connection:
        with pytest.raises(NotFoundError, match="no address"):
            pages_to_fetch.wanted(connection, 2)
        with pytest.raises(NotFoundError, match="no article 9"):
            pages_to_fetch.wanted(connection, 9)
        with pytest.raises(NotFoundError, match="no article 9"):
            pages_to_fetch.draft_of(connection, 9)


def test_a_page_of_an_article_deleted_meanwhile(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    desk.articles.delete([1])
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, page("T", WHOLE), NOW)
        pages_to_fetch.keep_as_alternative(connection, 1, page("T", WHOLE), NOW)
        pages_to_fetch.page_failed(connection, 1, "x", None, NOW)
        for table in ("article", "alternative", "revision", "feed_list_entry"):
            assert connection.execute(f"select count(*) from {table}").fetchone()[0] == 0, table


def test_deleting_leaves_no_text_behind(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    store_page(desk_file, page("Title of a", "Corrected."))
    desk.articles.delete([1])
    with desk_file.reading() as connection:
        for table in ("alternative", "revision", "feed_list_entry"):
            assert connection.execute(f"select count(*) from {table}").fetchone()[0] == 0, table
    assert (desk.feeds.get(feed).articles, desk.feeds.get(feed).unread) == (0, 0)


def test_a_page_for_an_article_of_a_file(desk: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        articles.store(connection, Draft("k", "T", "Of a file.", "f.txt", url="https://news.example/k"))
        assert pages_to_fetch.wanted(connection, 1) == PageWanted(1, "https://news.example/k", "", 0)
        assert pages_to_fetch.draft_of(connection, 1).provenance is Provenance.FILE
    store_page(desk_file, page("T", WHOLE))
    assert desk.articles.get(1).other is Provenance.FILE
    desk.articles.show_text(1, Provenance.FILE)


def test_a_file_imported_again_behind_its_page(desk: Desk, desk_file: DeskFile) -> None:
    of_file = Draft("k", "T", "Of a file.", "f.txt", url="https://news.example/k")
    with desk_file.writing() as connection:
        articles.store(connection, of_file)
        pages_to_fetch.store_page(connection, 1, page("T", WHOLE), NOW)
        articles.store(connection, replace(of_file, text="Of the file, corrected."))
    article = desk.articles.get(1)
    assert (article.text, article.provenance, article.other) == (WHOLE, Provenance.PAGE, Provenance.FILE)
    assert [one.text for one in desk.articles.revisions(1)] == ["Of a file."]
    desk.articles.show_text(1, Provenance.FILE)
    assert desk.articles.get(1).text == "Of the file, corrected."


def test_a_page_that_was_imported_and_is_worse_now(desk: Desk, desk_file: DeskFile) -> None:
    imported = replace(page("T", WHOLE), url="https://news.example/k")
    with desk_file.writing() as connection:
        articles.store(connection, imported)
        for worse in ("Please subscribe.", "Please subscribe now."):
            pages_to_fetch.keep_as_alternative(connection, 1, page("T", worse), NOW)
        assert pages_to_fetch.draft_of(connection, 1).text == WHOLE
    assert (desk.articles.get(1).text, desk.articles.get(1).other) == (WHOLE, Provenance.PAGE)
    assert [one.text for one in desk.articles.revisions(1)] == ["Please subscribe."]


def test_a_text_that_is_not_shown_is_not_lost_either(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    desk.articles.show_text(1, Provenance.FEED)
    store_page(desk_file, page("Title of a", "Corrected."))
    assert [one.text for one in desk.articles.revisions(1)] == [WHOLE]
    assert (desk.articles.get(1).text, desk.articles.get(1).other) == (EXCERPT, Provenance.PAGE)
    desk.articles.show_text(1, Provenance.PAGE)
    assert desk.articles.get(1).text == "Corrected."
    desk.articles.show_text(1, Provenance.FEED)
    with desk_file.writing() as connection:
        pages_to_fetch.keep_as_alternative(connection, 1, page("Title of a", "Less."), NOW)
    assert [one.text for one in desk.articles.revisions(1)] == ["Corrected.", WHOLE]
    assert desk.articles.get(1).text == EXCERPT


def test_a_subscription_moved_meanwhile_is_still_the_home_of_its_pages(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    with desk_file.writing() as connection:
        subscriptions.edit(connection, feed, NOW, url="https://moved.example/feed")
        assert pages_to_fetch.waiting(connection, NOW, 5)[0].feed == "https://moved.example/feed"


def test_the_chosen_text_of_the_page_stays_though_it_says_less(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    store_page(desk_file, page("Title of a", WHOLE))
    desk.articles.show_text(1, Provenance.FEED)
    desk.articles.show_text(1, Provenance.PAGE)
    with desk_file.writing() as connection:
        pages_to_fetch.keep_as_alternative(connection, 1, page("Title of a", "Less."), NOW)
    assert (desk.articles.get(1).text, desk.articles.get(1).other) == ("Less.", Provenance.FEED)


def test_pages_are_wanted_of_articles_that_have_none(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("b"), arrival("c", url="")], later=1)
    store_page(desk_file, page("Title of a", WHOLE))
    with desk_file.reading() as connection:
        assert [one.article for one in pages_to_fetch.without_page(connection, [3, 2, 1, 9])] == [2]
