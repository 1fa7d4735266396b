"""Entries of feeds become articles: each once, whatever guids and addresses do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from deliveries import NOW, arrival, deliver, page, subscribe

from storage.database.articles import article_texts, articles, pages_to_fetch
from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import EntryCounts
from storage.desk import Desk
from storage.model import Arrival, Enclosure, Extent, Filter, Provenance, Revision, Role, Span, View

NEW, CHANGED, SAME = EntryCounts(new=1), EntryCounts(changed=1), EntryCounts(unchanged=1)


@pytest.fixture
def feed(desk_file: DeskFile) -> int:
    return subscribe(desk_file, "first")[0]


@pytest.fixture
def second(desk_file: DeskFile, feed: int) -> int:
    return subscribe(desk_file, "second")[0]


def listed(desk: Desk, feed: int | None = None) -> list[int]:
    return [row.id for row in desk.lists.headlines(View(feed=feed), 0, 100)]


def test_an_entry_comes_back_as_it_went_in(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    one = arrival(
        "a",
        "Some text.",
        byline="B",
        source="S",
        language="en",
        spans=(Span(0, 4, Role.LINK, "https://example.org/x"),),
        extent=Extent.TRUNCATED,
        original_url="https://news.example/a?utm_source=x",
        image="https://news.example/a.png",
        approximate_date=True,
        categories=("World", "Ökologie"),
        enclosures=(Enclosure("https://news.example/a.mp3", "audio/mpeg", 12),),
    )
    assert deliver(desk_file, feed, [one]) == NEW
    back = desk.articles.get(1)
    for field in one.draft.__dataclass_fields__.keys() - {"marks"}:  # which only an export has
        assert getattr(back, field) == getattr(one.draft, field), field
    assert (back.read, back.analysed, back.other, back.feeds) == (
        False,
        False,
        None,
        ("https://first.example/feed",),
    )


def test_the_same_again_changes_nothing(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    held = [arrival(key, day=day) for day, key in enumerate("abc", start=1)]
    assert deliver(desk_file, feed, held) == EntryCounts(new=3)
    assert deliver(desk_file, feed, held, later=60) == EntryCounts(unchanged=3)
    assert deliver(desk_file, feed, held[1:], later=120) == EntryCounts(unchanged=2)
    assert listed(desk, feed) == [3, 2, 1]


def test_a_changed_entry_keeps_its_earlier_text(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a", "Three are dead.")])
    desk.articles.mark_read([1])
    assert deliver(desk_file, feed, [arrival("a", "Four are dead.")], later=60) == CHANGED
    assert (desk.articles.get(1).text, desk.articles.get(1).read) == ("Four are dead.", True)
    assert desk.articles.revisions(1) == [
        Revision(NOW + 60, "Title of a", "Three are dead.", Provenance.FEED)
    ]
    assert deliver(desk_file, feed, [arrival("a", "Four are dead.", title="New")], later=90) == CHANGED
    assert [one.title for one in desk.articles.revisions(1)] == ["Title of a", "Title of a"]
    assert desk.lists.count(View(query="three ")) == 0
    assert desk.lists.count(View(query="four ")) == 1


def test_a_changed_entry_is_unread_again_only_if_that_is_wanted(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    desk.articles.mark_read([1, 2])
    deliver(desk_file, feed, [arrival("a", "New text."), arrival("b")], mark_changed_unread=True)
    assert [desk.articles.get(number).read for number in (1, 2)] == [False, True]
    assert desk.feeds.get(feed).unread == 1


def test_other_white_space_is_no_revision(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a", "One two three.", spans=(Span(4, 7, Role.LINK, "https://x"),))])
    again = arrival("a", "One\n\ntwo three.", spans=(Span(5, 8, Role.LINK, "https://x"),))
    assert deliver(desk_file, feed, [again], later=1, mark_changed_unread=True) == SAME
    assert desk.articles.get(1).text == "One\n\ntwo three."
    assert desk.articles.get(1).spans == again.draft.spans
    assert desk.articles.revisions(1) == []


def test_what_is_not_its_words_changes_without_a_revision(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a")])
    with desk_file.writing() as connection:
        articles.set_analysed(connection, 1)
    again = arrival("a", enclosures=(Enclosure("https://news.example/new.mp3"),), categories=("x",))
    assert deliver(desk_file, feed, [again], later=1) == SAME
    assert desk.articles.get(1).enclosures == again.draft.enclosures
    assert desk.articles.get(1).analysed
    assert deliver(desk_file, feed, [arrival("a", day=9)], later=2) == SAME
    assert desk.articles.get(1).published == arrival("a", day=9).draft.published
    assert not desk.articles.get(1).analysed


def test_an_entry_that_loses_its_date_stays_where_it_is(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a", day=1), arrival("b", day=2)])
    deliver(desk_file, feed, [arrival("a", "Other.", day=None), arrival("b", day=2)], later=1)
    assert listed(desk, feed) == [2, 1]
    assert desk.articles.get(1).published == arrival("a", day=1).draft.published


def test_an_entry_that_is_dated_anew_each_time_stays_where_it_is(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    def dated(later: float) -> Arrival:
        one = arrival("a")
        moment = datetime.fromtimestamp(NOW + later, UTC)
        return Arrival(replace(one.draft, published=moment), one.canonical, wants_page=False)

    deliver(desk_file, feed, [dated(-5)])
    with desk_file.writing() as connection:
        articles.set_analysed(connection, 1)
    for later in (60, 120):
        assert deliver(desk_file, feed, [dated(later)], later=later) == SAME
    assert desk.articles.get(1).published == dated(-5).draft.published
    assert desk.articles.get(1).analysed
    deliver(desk_file, feed, [dated(-3600)], later=180)
    assert desk.articles.get(1).published == dated(-3600).draft.published


def test_the_first_text_and_the_latest_ones_are_kept(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    for number in range(60):
        deliver(desk_file, feed, [arrival("a", f"Text {number}.")], later=number)
    texts_kept = [one.text for one in desk.articles.revisions(1)]
    assert texts_kept == [*(f"Text {number}." for number in range(58, 9, -1)), "Text 0."]


def test_a_text_that_goes_and_comes_back_is_kept_once(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    for number in range(100):
        deliver(desk_file, feed, [arrival("a", f"Text {number % 2}.")], later=number)
    assert [(one.text, one.replaced) for one in desk.articles.revisions(1)] == [
        ("Text 0.", NOW + 99),
        ("Text 1.", NOW + 98),
    ]


def test_an_entry_that_vanished_stays(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a")])
    assert deliver(desk_file, feed, []) == EntryCounts()
    assert listed(desk, feed) == [1]


def test_a_deleted_article_does_not_come_back(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    desk.articles.delete([1])
    deliver(desk_file, feed, [arrival("a"), arrival("b")], later=1)
    deliver(desk_file, feed, [arrival("a", "Another text."), arrival("b")], later=2)
    deliver(desk_file, feed, [replace_key(arrival("a"), "new guid"), arrival("b")], later=3)
    assert listed(desk) == listed(desk, feed) == [2]


def test_a_deleted_article_does_not_come_back_by_another_feed(
    desk: Desk, desk_file: DeskFile, feed: int, second: int
) -> None:
    deliver(desk_file, feed, [arrival("a")])
    desk.articles.delete([1])
    assert deliver(desk_file, second, [arrival("a")]) == SAME
    assert deliver(desk_file, second, [arrival("a", "Changed.")]) == SAME
    assert listed(desk) == []


def replace_key(one, key: str):  # type: ignore[no-untyped-def]
    return replace(one, draft=replace(one.draft, key=key))


@pytest.mark.parametrize(
    "held",
    [[arrival(key) for key in "abc"], [arrival(key, f"Text {key}", url="") for key in "abc"]],
    ids=["with addresses", "without addresses"],
)
def test_feeds_that_change_all_guids_bring_no_flood(
    desk: Desk, desk_file: DeskFile, feed: int, held: list[Arrival]
) -> None:
    deliver(desk_file, feed, held)
    for turn in range(3):
        again = [replace_key(one, f"{turn} {one.draft.key}") for one in held]
        assert deliver(desk_file, feed, again, later=turn) == EntryCounts(unchanged=3)
    assert len(listed(desk)) == 3


def test_guids_that_number_the_places_follow_the_articles(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    letters = "abcdefgh"
    for turn in range(5):
        newest_first = letters[turn : turn + 3][::-1]
        held = [replace_key(arrival(letter), str(place)) for place, letter in enumerate(newest_first)]
        counts = deliver(desk_file, feed, held, later=turn)
        assert counts.changed == 0
    assert sorted(row.title for row in desk.lists.headlines(View(feed=feed), 0, 99)) == [
        f"Title of {letter}" for letter in letters[:7]
    ]
    with desk_file.reading() as connection:
        odd = connection.execute(
            "select count(*) from entry join article on article.id = entry.article "
            "where entry.url <> article.canonical or entry.key <> article.key"
        ).fetchone()
    assert odd[0] == 0


def test_a_guid_that_swaps_its_place_with_another(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    swapped = [replace_key(arrival("a"), "b"), replace_key(arrival("b"), "a")]
    assert deliver(desk_file, feed, swapped) == EntryCounts(unchanged=2)
    assert deliver(desk_file, feed, [arrival("a"), arrival("b")]) == EntryCounts(unchanged=2)
    assert [desk.articles.get(number).title for number in (1, 2)] == ["Title of a", "Title of b"]


def test_a_guid_of_an_entry_that_has_left_is_given_to_another(
    desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    deliver(desk_file, feed, [arrival("a"), arrival("b")])
    assert deliver(desk_file, feed, [replace_key(arrival("b"), "a")]) == SAME
    assert [desk.articles.get(number).title for number in (1, 2)] == ["Title of a", "Title of b"]
    assert [desk.articles.get(number).key == "a" for number in (1, 2)] == [False, True]
    assert deliver(desk_file, feed, [arrival("a"), arrival("b")]) == EntryCounts(unchanged=2)


def test_guids_that_are_all_the_same(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    held = [replace_key(arrival(key), "guid") for key in "abc"]
    assert deliver(desk_file, feed, held) == EntryCounts(new=3)
    assert deliver(desk_file, feed, held) == EntryCounts(unchanged=3)
    held = [replace_key(arrival(key), "guid") for key in "bcd"]
    assert deliver(desk_file, feed, held) == EntryCounts(new=1, unchanged=2)
    held = [replace_key(arrival("c"), "guid")]
    assert deliver(desk_file, feed, held) == SAME
    assert len(listed(desk)) == 4


def test_guids_and_addresses_that_are_all_the_same(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    held = [replace_key(arrival(key, f"Text {key}", url="https://news.example/"), "guid") for key in "abca"]
    assert deliver(desk_file, feed, held) == EntryCounts(new=3)
    assert deliver(desk_file, feed, held) == EntryCounts(unchanged=3)
    assert len(listed(desk)) == 3


def test_a_new_address_under_the_same_guid(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a")])
    moved = arrival("a", url="https://news.example/moved")
    assert deliver(desk_file, feed, [moved]) == SAME
    assert desk.articles.get(1).url == "https://news.example/moved"
    assert deliver(desk_file, feed, [replace_key(moved, "b")]) == SAME


def test_a_guid_that_is_always_the_same_hides_no_article(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    for day, key in enumerate("abcab", start=1):
        newest = replace_key(arrival(key, f"Text of {key}.", day="abc".index(key) + 1), "today")
        assert deliver(desk_file, feed, [newest], later=day) == (NEW if day < 4 else SAME)
    assert sorted(desk.articles.get(number).title for number in listed(desk)) == [
        "Title of a",
        "Title of b",
        "Title of c",
    ]


@pytest.mark.parametrize("same", ["title", "date", "no date"])
def test_a_guid_with_a_new_address_and_the_same_title_or_date_is_the_same_article(
    desk_file: DeskFile, feed: int, same: str
) -> None:
    deliver(desk_file, feed, [arrival("a", title="One", day=1)])
    title, day = ("One" if same == "title" else "Two"), {"date": 1, "no date": None}.get(same, 2)
    moved = arrival("a", title=title, day=day, url="https://news.example/moved")
    assert deliver(desk_file, feed, [moved]).new == 0


def test_one_article_in_two_feeds(desk: Desk, desk_file: DeskFile, feed: int, second: int) -> None:
    deliver(desk_file, feed, [arrival("a", "The text.")])
    assert deliver(desk_file, second, [arrival("a", "Another."), arrival("b")]) == EntryCounts(
        new=1, unchanged=1
    )
    assert desk.articles.get(1).text == "The text."
    assert desk.articles.get(1).feeds == ("https://first.example/feed", "https://second.example/feed")
    assert (listed(desk, feed), listed(desk, second)) == ([1], [2, 1])
    desk.articles.mark_read([1])
    assert [(one.articles, one.unread) for one in desk.feeds.all()] == [(1, 0), (2, 1)]


def test_two_feeds_with_different_texts_never_flip_back_and_forth(
    desk: Desk, desk_file: DeskFile, feed: int, second: int
) -> None:
    for turn in range(3):
        deliver(desk_file, feed, [arrival("a", f"From the first {turn}.")], later=turn)
        deliver(desk_file, second, [arrival("a", f"From the second {turn}.")], later=turn)
        assert desk.articles.get(1).text == f"From the first {turn}."
    assert len(desk.articles.revisions(1)) == 2


def test_a_much_longer_text_of_a_second_feed_is_taken(
    desk: Desk, desk_file: DeskFile, feed: int, second: int
) -> None:
    deliver(desk_file, feed, [arrival("a", "Short. " * 10), arrival("b", "Long. " * 1000)])
    longer = [arrival("a", "Longer. " * 100), arrival("b", "Longer. " * 800)]
    assert deliver(desk_file, second, longer, later=1) == EntryCounts(unchanged=2)
    assert desk.articles.get(1).text == "Longer. " * 100
    assert desk.articles.get(2).text == "Long. " * 1000
    # From now on it is the second feed's.
    assert deliver(desk_file, feed, [arrival("a", "Short again. ")], later=2) == SAME
    assert deliver(desk_file, second, [arrival("a", "Now so.")], later=3) == CHANGED
    assert desk.articles.get(1).text == "Now so."


def test_an_article_from_a_file_appears_in_a_feed(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    of_file = replace(arrival("a", "From the file.").draft, provenance=Provenance.FILE, source="S")
    with desk_file.writing() as connection:
        articles.store(connection, of_file)
    assert deliver(desk_file, feed, [arrival("a", "Much longer. " * 100)]) == SAME
    assert deliver(desk_file, feed, [arrival("a", "Another.")]) == SAME
    assert desk.articles.get(1).text == "From the file."
    assert listed(desk, feed) == [1]


def test_addresses_that_several_entries_share_identify_nothing(
    desk: Desk, desk_file: DeskFile, feed: int, second: int
) -> None:
    home = "https://news.example/"
    deliver(desk_file, feed, [arrival("a", url=home), arrival("b", url=home)])
    deliver(desk_file, second, [arrival("c", url=home)])
    deliver(desk_file, feed, [arrival("d", url=home), arrival("e", url=home)])
    assert len(listed(desk)) == 5


def test_a_killed_write_leaves_no_entry(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    def fail() -> None:
        with desk_file.writing() as connection:
            from storage.database.feeds.feed_entries import store_entries

            store_entries(connection, feed, [arrival("a")], NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert listed(desk) == []
    assert deliver(desk_file, feed, [arrival("a")]) == NEW


def test_more_entries_than_one_statement_stores(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    held = [arrival(str(number), f"word{number}") for number in range(1234)]
    assert deliver(desk_file, feed, held) == EntryCounts(new=1234)
    assert desk.lists.count(View(feed=feed)) == 1234
    assert desk.articles.get(1200).text == "word1199"
    assert desk.lists.count(View(query="word777 ")) == 1


def test_a_changed_entry_behind_a_page_waits_for_the_page(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a", "Excerpt.", wants_page=True)])
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, page("Title of a", "The whole page."), NOW)
        assert pages_to_fetch.waiting(connection, NOW + 99, 10) == []
    assert deliver(desk_file, feed, [arrival("a", "Excerpt, changed.")], later=5) == CHANGED
    article = desk.articles.get(1)
    assert (article.text, article.provenance, article.other) == (
        "The whole page.",
        Provenance.PAGE,
        Provenance.FEED,
    )
    assert desk.articles.revisions(1) == [Revision(NOW + 5, "Title of a", "Excerpt.", Provenance.FEED)]
    with desk_file.reading() as connection:
        assert [one.article for one in pages_to_fetch.waiting(connection, NOW + 99, 10)] == [1]
        assert pages_to_fetch.draft_of(connection, 1).text == "Excerpt, changed."
    # Nothing but white space or an enclosure is worth no visit.
    with desk_file.writing() as connection:
        pages_to_fetch.store_page(connection, 1, page("Title of a", "The whole page."), NOW)
    assert deliver(desk_file, feed, [arrival("a", "Excerpt,  changed.")], later=6) == SAME
    with desk_file.reading() as connection:
        assert pages_to_fetch.waiting(connection, NOW + 99, 10) == []
    assert len(desk.articles.revisions(1)) == 1


def test_an_article_passes_to_the_feed_that_is_left(
    desk: Desk, desk_file: DeskFile, feed: int, second: int
) -> None:
    deliver(desk_file, feed, [arrival("a", wants_page=True)])
    deliver(desk_file, second, [arrival("a")])
    assert deliver(desk_file, second, [arrival("a", "Of the second.")], later=1) == SAME
    desk.feeds.unsubscribe(feed)
    again = arrival("a", "Of the second, corrected.", wants_page=True)
    assert deliver(desk_file, second, [again], later=2) == CHANGED
    assert desk.articles.get(1).text == "Of the second, corrected."
    with desk_file.reading() as connection:
        assert [one.feed for one in pages_to_fetch.waiting(connection, NOW + 9, 9)] == [
            "https://second.example/feed"
        ]
    desk.undo()
    assert deliver(desk_file, feed, [arrival("a", "Of the first.")], later=3) == SAME


def test_names_and_links_go_with_the_words_they_are_of(
    sample_desk: Desk, desk_file: DeskFile, feed: int
) -> None:
    of_sample = sample_desk.articles.get(1)
    deliver(desk_file, feed, [arrival("x", "Long. " * 100, url=of_sample.url)])
    assert sample_desk.articles.names(1) != []
    with desk_file.writing() as connection:
        article_texts.change(connection, 1, {"text": "Nothing more."}, NOW)
    assert sample_desk.articles.names(1) == []
    assert sample_desk.articles.links(1) == []
    assert not sample_desk.articles.get(1).analysed
    assert sample_desk.lists.headlines(View(Filter.UNREAD, feed=feed), 0, 9)[0].id == 1


def test_an_approximate_date_gives_way_to_a_certain_one(desk: Desk, desk_file: DeskFile, feed: int) -> None:
    deliver(desk_file, feed, [arrival("a", approximate_date=True)])
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert row.approximate_date
    deliver(desk_file, feed, [arrival("a")])
    assert not desk.articles.get(1).approximate_date
