"""The SQL of a query finds what looking at every article in Python finds, in every order."""

import random
from collections.abc import Iterator
from datetime import datetime

import pytest
from empty_desks import empty_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_queries import (
    BYLINES,
    FEEDS,
    FOLDERS,
    LABELS,
    NAMES,
    SOURCES,
    WORDS,
    Known,
    listed,
    random_desk,
)

from storage.database.connection import DeskFile
from storage.database.lists.list_query import this_minute
from storage.desk import Desk
from storage.model import Filter, Sort, View
from storage.query.nodes import And, FieldName, Node, Not, Or, Query, Term, Words
from storage.query.parser import parse
from storage.query.printer import printed
from storage.query.tokens import words_of


class Newsstand:
    """A desk of random articles, and what is known of them."""

    def __init__(self, desk: Desk, known: list[Known]) -> None:
        self.desk = desk
        self.known = known


@pytest.fixture(scope="module")
def newsstands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Newsstand]]:
    made = []
    for seed in range(3):
        path = empty_desk(tmp_path_factory.mktemp("random") / "desk.db")
        desk, desk_file = Desk(path), DeskFile(path)
        made.append(Newsstand(desk, random_desk(desk, desk_file, random.Random(seed))))
        desk_file.close()
    yield made
    for one in made:
        one.desk.close()


_TEXTS: dict[FieldName, tuple[str, ...]] = {
    FieldName.TITLE: WORDS,
    FieldName.SOURCE: SOURCES,
    FieldName.BY: BYLINES,
    FieldName.FEED: FEEDS,
    FieldName.FOLDER: FOLDERS,
    FieldName.LABEL: LABELS,
    FieldName.PERSON: NAMES,
    FieldName.ORG: NAMES,
    FieldName.PLACE: NAMES,
    FieldName.NAME: (*NAMES, "Old"),
    FieldName.STORY: (*WORDS, "2", "9"),
}
_OTHERS: dict[FieldName, tuple[str, ...]] = {
    FieldName.LANG: ("en", "de", "no", "fr"),
    FieldName.IS: ("unread", "read", "starred", "copy", "cut", "hidden"),
    FieldName.HAS: ("page", "enclosure", "links"),
    FieldName.AFTER: ("today", "yesterday", "2020"),
    FieldName.BEFORE: ("today", "yesterday", "2020-02-03"),
    FieldName.NEWER: ("3d", "2w"),
    FieldName.OLDER: ("2d", "30d"),
}


@st.composite
def _texts(draw: st.DrawFn, field: FieldName) -> Node:
    whole = words_of(draw(st.sampled_from([one for one in _TEXTS[field] if one])))
    value = draw(st.sampled_from([whole, whole.split()[0], whole.upper(), whole[:2], whole[1:]]))
    value = words_of(value) or whole
    return Term(field, value, draw(st.booleans()) and not value.isdecimal())


@st.composite
def _words(draw: st.DrawFn) -> Node:
    text = draw(st.sampled_from(WORDS))
    text = draw(st.sampled_from([text, text[:2], text[1:], text.lower()]))
    if text.isascii() and draw(st.booleans()):
        text = f"{text} {draw(st.sampled_from(['war', 'iraq', 'mosul']))}"
    return Words(text, draw(st.booleans()))


_LEAVES = st.one_of(
    _words(),
    st.sampled_from(list(_TEXTS)).flatmap(_texts),
    st.sampled_from(list(_OTHERS)).flatmap(
        lambda field: st.sampled_from(_OTHERS[field]).map(lambda value: Term(field, value))
    ),
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: Or(tuple(some))),
    ),
    max_leaves=6,
)
QUERIES = st.builds(
    lambda root, sort: parse(printed(Query(root, sort))), _TREES, st.sampled_from([None, *Sort])
)


@settings(max_examples=200, deadline=None)
@given(query=QUERIES, seed=st.integers(0, 2))
def test_sql_finds_what_a_look_at_every_article_finds(
    newsstands: list[Newsstand], query: Query, seed: int
) -> None:
    stand, view = newsstands[seed], View(query=printed(query))
    expected = listed(stand.known, query, datetime.fromtimestamp(this_minute()).astimezone())
    found = stand.desk.lists.ids(view)
    if query.order is Sort.RELEVANCE:
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected
    _check_positions(stand, view, found)


@settings(max_examples=25, deadline=None)
@given(query=QUERIES, seed=st.integers(0, 2), filter_=st.sampled_from(Filter), sort=st.sampled_from(Sort))
def test_queries_within_other_lists(
    newsstands: list[Newsstand], query: Query, seed: int, filter_: Filter, sort: Sort
) -> None:
    stand = newsstands[seed]
    everything = set(stand.desk.lists.ids(View(query=printed(query))))
    hidden = "is:hidden" in printed(query)
    for place in (View(), View(feed=1), View(folder="News"), View(entity=2), View(story=2), View(copies=1)):
        view = View(
            filter_,
            printed(query),
            place.entity,
            None,
            place.feed,
            place.folder,
            place.story,
            place.copies,
            sort=sort,
        )
        inside = set(stand.desk.lists.ids(View(Filter.ALL, *_of(place))))
        shown = {one.number for one in stand.known if hidden or not one.hidden}
        marks = {
            Filter.ALL: shown,
            Filter.UNREAD: {one.number for one in stand.known if not one.read},
            Filter.STARRED: {one.number for one in stand.known if one.starred},
        }
        found = stand.desk.lists.ids(view)
        if place != View() and not hidden:
            assert set(found) == everything & inside & marks[filter_]
        elif place == View():
            assert set(found) == everything & marks[filter_]
        _check_positions(stand, view, found)


@pytest.mark.parametrize("inner", ["a", "is:new", "story:12", "title:伊", 'feed:"a.b"', "is:unsubscribed"])
@pytest.mark.parametrize(
    "outer",
    [
        "-({} is:read)",
        "label:x or -({} or by:a)",
        "a b or -({} c)",
        "(a or {}) is:cut",
        "a is:read or ({} or b c)",
    ],
)
def test_a_query_may_be_as_deep_as_the_parser_takes(
    newsstands: list[Newsstand], inner: str, outer: str
) -> None:
    query = inner
    for _ in range(8):
        query = outer.format(query)
    view = View(Filter.UNREAD, f"{query} sort:relevance", folder="News", since=1.0)
    assert len(newsstands[0].desk.lists.headlines(view, 0, 99)) == newsstands[0].desk.lists.count(view)


def test_a_query_may_be_as_long_as_the_parser_takes(newsstands: list[Newsstand]) -> None:
    lists = newsstands[0].desk.lists
    for leaf in ("-w{}", "w{} or", "-label:w{}", "story:w{}* or", "person:w{} or", "-after:{}"):
        view = View(query=" ".join(leaf.format(1000 + number) for number in range(199)) + " war")
        assert len(lists.headlines(view, 0, 99)) == lists.count(view)
    for query in ('"' + "a " * 1_900 + '"', "a" * 3_999, "伊" * 3_999, "a* " * 199, "伊 a " * 99):
        assert lists.headlines(View(query=query), 0, 99) == []


def _of(place: View) -> tuple[object, ...]:
    return ("", place.entity, None, place.feed, place.folder, place.story, place.copies)


@pytest.mark.parametrize("sort", [*Sort, None])
def test_every_list_has_every_order(newsstands: list[Newsstand], sort: Sort | None) -> None:
    for stand in newsstands:
        for place in (
            View(),
            View(feed=1),
            View(folder="News"),
            View(entity=2),
            View(story=2),
            View(copies=1),
            View(stories=True),
        ):
            for filter_ in Filter:
                view = View(filter_, *_of(place), stories=place.stories, sort=sort)
                usual = View(filter_, *_of(place), stories=place.stories)
                found = stand.desk.lists.ids(view)
                assert sorted(found) == sorted(stand.desk.lists.ids(usual))
                whole = Query(None, sort or Sort.DATE)
                order = listed(stand.known, whole, datetime.now().astimezone())
                if not place.stories:
                    assert found == [one for one in order if one in found]
                _check_positions(stand, view, found)


def _check_positions(stand: Newsstand, view: View, found: list[int]) -> None:
    """Windows, counts, rows and the next unread article agree with the whole list."""
    lists = stand.desk.lists
    unread = [at for at, one in enumerate(found) if not stand.known[one - 1].read]
    assert lists.count(view) == len(found)
    assert lists.count_unread(view) == len(unread)
    rows = [row.id for offset in range(0, len(found) + 5, 7) for row in lists.headlines(view, offset, 7)]
    assert rows == found
    for row, article in enumerate(found[:3] + found[-2:]):
        assert found[lists.row_of(view, article)] == article, row
    for row in (-1, 0, len(found) // 2):
        assert lists.next_unread(view, row) == next((at for at in unread if at > row), None)
    for row in (0, len(found) // 2, len(found), 10_000):
        assert lists.next_unread(view, row, -1) == next((at for at in reversed(unread) if at < row), None)
