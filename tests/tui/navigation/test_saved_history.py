"""The history as text: what is written is read again, and damage costs only the damaged places."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Filter, View
from tui.navigation.places import (
    ComparePlace,
    FeedsPlace,
    NamePlace,
    NamesPlace,
    Pane,
    Place,
    ReadingPlace,
    StoriesPlace,
    StoryPlace,
)
from tui.navigation.saved_history import SavedHistory, read, written

numbers = st.integers(0, 2**40)
perhaps = st.none() | numbers
views = st.builds(
    View,
    filter=st.sampled_from(Filter),
    query=st.text(max_size=20),
    since=st.none() | st.floats(0, 2**40),
    feed=perhaps,
    folder=st.text(max_size=20),
    stories=st.booleans(),
)
places: st.SearchStrategy[Place] = st.one_of(
    st.builds(
        ReadingPlace,
        view=views,
        row=numbers,
        article=perhaps,
        position=perhaps,
        mark=perhaps,
        pane=st.sampled_from(Pane),
        followed=st.booleans(),
        under=perhaps,
        line=st.none() | st.integers(-90, 90),
    ),
    st.builds(NamePlace, numbers, numbers, perhaps),
    st.builds(NamesPlace, st.text(max_size=20), numbers, perhaps),
    st.builds(StoryPlace, numbers, perhaps),
    st.builds(StoriesPlace, numbers, perhaps),
    st.builds(ComparePlace, numbers, numbers),
    st.builds(FeedsPlace, st.text(max_size=20), perhaps),
)


@given(st.lists(places, min_size=1, max_size=20), st.data())
def test_what_is_written_is_read_again(visited: list[Place], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(visited) - 1))
    assert read(written(visited, at)) == SavedHistory(visited, at)


def test_a_long_history_is_written_around_the_current_place() -> None:
    visited = [StoryPlace(number) for number in range(500)]
    saved = read(written(visited, 300))
    assert saved is not None
    assert saved.current == StoryPlace(300)
    assert saved.places[0] == StoryPlace(220)
    assert saved.places[-1] == StoryPlace(320)


def test_enormous_searches_leave_the_current_place() -> None:
    visited: list[Place] = [ReadingPlace(View(query="x" * 40_000)) for _ in range(9)]
    saved = read(written(visited, 4))
    assert saved is not None
    assert (saved.current, len(saved.places)) == (visited[4], 1)
    assert written([ReadingPlace(View(query="x" * 200_000))], 0) == ""


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_survived(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "damaged",
    [
        7,
        None,
        {},
        {"kind": "cellar"},
        {"kind": "name"},
        {"kind": "name", "entity": "seven"},
        {"kind": "name", "entity": 2**70},
        {"kind": "name", "entity": True},
        {"kind": "reading", "view": {"filter": "purple"}},
        {"kind": "reading", "view": {"since": "yesterday"}},
        {"kind": "reading", "view": []},
        {"kind": "reading", "pane": "cellar"},
        {"kind": "reading", "row": 1.5},
        {"kind": ["reading"]},
    ],
)
def test_a_damaged_place_is_left_out(damaged: object) -> None:
    documents = [{"kind": "name", "entity": 1}, damaged, {"kind": "story", "story": 2}]
    for at, expected in ((0, 0), (1, 0), (2, 1)):
        saved = read(json.dumps({"version": 1, "at": at, "places": documents}))
        assert saved == SavedHistory([NamePlace(1), StoryPlace(2)], expected)
    assert read(json.dumps({"version": 1, "at": 0, "places": [damaged]})) is None


def test_a_later_version_is_left_alone_and_unknown_fields_are_ignored() -> None:
    documents = [{"kind": "name", "entity": 1, "colour": "red"}]
    assert read(json.dumps({"version": 1, "at": 0, "places": documents})) == SavedHistory([NamePlace(1)], 0)
    assert read(json.dumps({"version": 2, "at": 0, "places": documents})) is None


@pytest.mark.parametrize("at", [-3, 0, 1, 99])
def test_a_number_past_the_places_is_the_nearest(at: int) -> None:
    documents = [{"kind": "name", "entity": 1}, {"kind": "story", "story": 2}]
    saved = read(json.dumps({"version": 1, "at": at, "places": documents}))
    assert saved is not None
    assert saved.at == (1 if at >= 1 else 0)


def test_the_reading_screen_has_the_last_list_before_a_page() -> None:
    inbox = ReadingPlace(View(feed=3), article=4)
    saved = SavedHistory([ReadingPlace(), inbox, NamePlace(1), ReadingPlace(View(feed=9))], 2)
    assert saved.reading == inbox
    assert saved.with_reading(ReadingPlace(row=5)).places[1] == ReadingPlace(row=5)
    assert SavedHistory([NamePlace(1)], 0).reading == ReadingPlace()
