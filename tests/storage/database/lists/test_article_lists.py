"""Lists in windows: order, filters, counts, rows, and searches."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import draft
from statements import traced

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.desk.lists import Lists
from storage.errors import NotFoundError, QueryError
from storage.model import Counts, Filter, View

ALL, UNREAD, STARRED = View(), View(Filter.UNREAD), View(Filter.STARRED)


@pytest.fixture
def fifty(desk: Desk, desk_file: DeskFile) -> Desk:
    """Fifty dated articles, number 1 the oldest."""
    start = datetime(2021, 1, 1, tzinfo=UTC)
    with desk_file.writing() as connection:
        for number in range(50):
            articles.store(connection, draft(f"Article {number}", "Text.", start + timedelta(hours=number)))
    return desk


def ids(desk: Desk, view: View, offset: int = 0, limit: int = 100) -> list[int]:
    return [row.id for row in desk.lists.headlines(view, offset, limit)]


def test_newest_first_in_windows(fifty: Desk) -> None:
    assert ids(fifty, ALL, 0, 3) == [50, 49, 48]
    assert ids(fifty, ALL, 48, 10) == [2, 1]
    assert ids(fifty, ALL, 50, 10) == []
    assert fifty.lists.count(ALL) == 50


def test_an_undated_article_stands_where_it_arrived(sample_desk: Desk) -> None:
    first = sample_desk.lists.headlines(ALL, 0, 1)[0]
    assert (first.title, first.published) == ("A short note without a date", None)


def test_read_and_starred_articles_move_between_lists_and_counts(fifty: Desk) -> None:
    fifty.mark_read([50, 48])
    fifty.articles.star(7)
    assert ids(fifty, UNREAD, 0, 2) == [49, 47]
    assert ids(fifty, STARRED) == [7]
    assert fifty.lists.counts() == Counts(articles=50, unread=48, starred=1, pending=50)
    assert (fifty.lists.count(UNREAD), fifty.lists.count(STARRED)) == (48, 1)


def test_what_is_read_since_the_list_was_opened_stays_in_it(fifty: Desk) -> None:
    fifty.mark_read([49])
    view = View(Filter.UNREAD, since=time.time())
    fifty.mark_read([50])
    assert ids(fifty, view, 0, 2) == [50, 48]
    assert fifty.lists.count(view) == 49 - 1 + 1 - 0
    assert fifty.lists.row_of(view, 48) == 1


def test_what_is_read_stays_in_a_query_for_unread_articles_too(fifty: Desk) -> None:
    view = View(query="is:unread text sort:date", since=time.time())
    fifty.mark_read([50])
    assert ids(fifty, view, 0, 2) == [50, 49]
    assert ids(fifty, View(query="is:unread text sort:date"), 0, 2) == [49, 48]
    assert fifty.lists.count(view) == 50
    assert fifty.lists.count_unread(view) == 49


def test_row_of_is_the_place_in_the_window(fifty: Desk) -> None:
    fifty.mark_read([50, 30])
    for view in (ALL, UNREAD):
        for row, article in enumerate(ids(fifty, view)):
            assert fifty.lists.row_of(view, article) == row
    assert fifty.lists.row_of(UNREAD, 30) is None


@pytest.mark.parametrize("view", [ALL, View(query="text")], ids=["list", "search"])
def test_next_unread_goes_both_ways(fifty: Desk, view: View) -> None:
    rows = fifty.lists.headlines(view, 0, 100)
    fifty.mark_read([row.id for place, row in enumerate(rows) if place not in (5, 20)])
    assert fifty.lists.next_unread(view, -1) == 5
    assert fifty.lists.next_unread(view, 5) == 20
    assert fifty.lists.next_unread(view, 20) is None
    assert fifty.lists.next_unread(view, 20, -1) == 5
    assert fifty.lists.next_unread(view, 5, -1) is None


def test_articles_of_one_entity(sample_desk: Desk) -> None:
    mosul = sample_desk.names.search("Mosul")[0]
    view = View(entity=mosul.id)
    assert ids(sample_desk, view) == [1, 3]
    assert sample_desk.lists.count(view) == 2
    assert sample_desk.lists.row_of(view, 3) == 1
    assert ids(sample_desk, View(entity=mosul.id, query="victory")) == [1]


def test_a_row_knows_how_many_articles_report_the_same(sample_desk: Desk) -> None:
    sizes = {row.id: row.story_size for row in sample_desk.lists.headlines(ALL, 0, 10)}
    assert (sizes[1], sizes[2], sizes[3]) == (2, 2, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("victory", [1]),
        ("VICTÓRY ", [1]),
        ("vict*", [1]),
        ("vict", []),
        ('"prime minister"', [1]),
        ('"minister prime"', []),
        ("islamic carlsen", []),
        ('"war agai"*', [1, 2]),
        ("-iraq", [4, 5, 6, 7]),
        ("伊拉克", [6]),
        ("拉克", [6]),
        ("克", [6]),
        ("理说战争", [6]),
        ("title:拉克宣", [6]),
        ("title:总理", []),
        ("source:闻 -iraq", [6]),
        ("vict\u006f\u0301ry ", [1]),
        ("victory _ iraq ", [1]),
        ("war -baghdad", [1]),
        ('islamic -"prime minister" ', [2, 3]),
        ("carlsen or telescope ", [4, 5]),
        ("iraq carlsen or saturday ", [1]),
    ],
)
def test_search(sample_desk: Desk, query: str, found: list[int]) -> None:
    view = View(query=query)
    assert sorted(ids(sample_desk, view)) == found
    assert sample_desk.lists.count(view) == len(found)
    for row, article in enumerate(ids(sample_desk, view)):
        assert sample_desk.lists.row_of(view, article) == row


def test_a_match_in_the_title_comes_first(sample_desk: Desk) -> None:
    assert ids(sample_desk, View(query="mosul"))[0] == 3


@pytest.mark.parametrize("query", ["!!!", '" "', "-", "*"])
def test_a_search_for_nothing_says_so(sample_desk: Desk, query: str) -> None:
    with pytest.raises(QueryError, match="type a word or a phrase"):
        sample_desk.lists.count(View(query=query))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_whatever_is_typed_never_breaks_the_search(sample_desk: Desk, query: str) -> None:
    with suppress(QueryError):
        assert sample_desk.lists.count(View(query=query)) >= len(
            sample_desk.lists.headlines(View(query=query), 0, 3)
        )


def test_unread_rows_are_counted_in_every_view(sample_desk: Desk) -> None:
    for number in (1, 3, 4):
        sample_desk.articles.star(number)
    sample_desk.mark_read([1, 6])
    mosul = sample_desk.names.search("Mosul")[0].id
    since = View(Filter.UNREAD, since=time.time() - 60)
    views = [
        ALL,
        UNREAD,
        STARRED,
        since,
        View(stories=True),
        View(Filter.STARRED, stories=True),
        View(entity=mosul),
        View(Filter.STARRED, entity=mosul),
        View(story=1),
        View(copies=1),
        View(query="war"),
        View(Filter.STARRED, query="war"),
    ]
    for view in views:
        unread = sum(not row.read for row in sample_desk.lists.headlines(view, 0, 99))
        assert sample_desk.lists.count_unread(view) == unread, view
    assert sample_desk.lists.count_unread(STARRED) == 2
    assert sample_desk.lists.count_unread(since) == 5
    with pytest.raises(QueryError):
        sample_desk.lists.count_unread(View(query="-"))


def test_unread_rows_are_counted_in_one_statement(fifty: Desk, desk_file: DeskFile) -> None:
    lists = Lists(desk_file)
    for view in (ALL, STARRED, View(query="text"), View(stories=True)):
        with traced(desk_file) as statements:
            lists.count_unread(view)
        assert len(statements) == 1, view


@pytest.fixture
def large(desk: Desk, desk_file: DeskFile) -> Desk:
    """A desk of 50,000 articles of a few words each."""
    with desk_file.writing() as connection:
        connection.execute(
            "insert into article (scope, key, digest, title, source, sort_at, added, url, byline, language, "
            "provenance, origin, spans, text) with recursive n (i) as "
            "(select 1 union all select i + 1 from n where i < 50000) "
            "select 's', i, '', iif(i % 5, 'Note ' || i, 'Report ' || i), 's', i, i, '', '', '', 'file', '', "
            "'[]', iif(i % 9, 'all', 'all all') from n"
        )
    return desk


def test_a_window_may_be_as_large_as_the_desk(large: Desk) -> None:
    rows = large.lists.headlines(ALL, 0, 50_000)
    assert [row.id for row in rows] == list(range(50_000, 0, -1))
    found = large.lists.headlines(View(query="all"), 0, 50_000)
    assert sorted(row.id for row in found) == list(range(1, 50_001))
    assert large.mark_read([row.id for row in rows]) == 50_000
    assert large.lists.counts().unread == 0
    assert large.undo() == "Undone: 50000 articles marked read"


def test_a_window_may_be_larger_than_any_number_of_rows(sample_desk: Desk) -> None:
    for view in (ALL, View(query="war")):
        assert len(ids(sample_desk, view, 0, 2**70)) == sample_desk.lists.count(view)
        assert ids(sample_desk, view, 2**70, 2**70) == []
        assert ids(sample_desk, view, -5, 1) == ids(sample_desk, view, 0, 1)


def test_a_search_is_ranked_once_for_many_windows(large: Desk, desk_file: DeskFile) -> None:
    view, lists = View(query="report"), Lists(desk_file)
    whole = ids(large, view, 0, 20_000)
    assert len(whole) == 10_000
    large.mark_read(whole[:4_000] + whole[4_100:])
    with traced(desk_file) as statements:
        windows = [lists.headlines(view, offset, 500) for offset in range(0, 5_000, 500)]
        assert [row.id for window in windows for row in window] == whole[:5_000]
        assert lists.next_unread(view, -1) == 4_000
        assert lists.next_unread(view, 4_999, -1) == 4_099
        assert len([one for one in statements if "article_fts match" in one]) == 1
        assert [row.id for row in lists.headlines(view, 4_990, 20)] == whole[4_990:5_010]  # two blocks
        assert [row.id for row in lists.headlines(view, 9_990, 20)] == whole[9_990:]
        assert lists.headlines(view, 10_000, 20) == []
        lists.headlines(view, 5_100, 10)
        assert len([one for one in statements if "article_fts match" in one]) == 3


def test_a_search_is_ranked_again_after_a_write(sample_desk: Desk, desk_file: DeskFile) -> None:
    view = View(query="war")
    assert sorted(ids(sample_desk, view)) == [1, 2]
    with desk_file.writing() as connection:
        articles.store(connection, draft("War and peace", "By Tolstoy."))
    assert sorted(ids(sample_desk, view)) == [1, 2, 8]
    own = Lists(desk_file)
    with desk_file.writing() as connection:
        assert len(own.headlines(view, 0, 9)) == 3
        articles.store(connection, draft("The art of war", "By Sun Tzu."))
        assert len(own.headlines(view, 0, 9)) == 4
    unread = View(Filter.UNREAD, query="war")
    assert len(own.headlines(unread, 0, 9)) == 4
    sample_desk.mark_read([1])
    assert len(own.headlines(unread, 0, 9)) == 3


def test_a_view_with_a_number_beyond_64_bits_is_not_found(sample_desk: Desk) -> None:
    for view in (View(feed=2**63), View(entity=2**64), View(story=-(2**64)), View(copies=2**63)):
        for ask in (sample_desk.lists.count, sample_desk.lists.count_unread):
            with pytest.raises(NotFoundError, match="has the number"):
                ask(view)
    assert sample_desk.lists.next_unread(View(), 2**70) is None
    assert sample_desk.lists.next_unread(View(query="war"), 2**70) is None
