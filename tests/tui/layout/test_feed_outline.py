"""Feeds as an outline of folders."""

from hypothesis import given
from hypothesis import strategies as st
from subscriptions import feed

from storage.model import Feed, View
from tui.layout.feed_outline import around, folders_of, outline, place_in_sight, tidy

FEEDS = [
    feed(1, "beta", "Tech/AI", unread=2),
    feed(2, "Alpha", "Tech", unread=3, failing_since=1.0),
    feed(3, "Zulu", unread=1),
    feed(4, "gamma", "Tech"),
    feed(5, "delta", "Art"),
]


def drawn(feeds: list[Feed], folded: frozenset[str] = frozenset()) -> list[str]:
    marks = {None: " ", True: "+", False: "-"}
    unread = {"Tech": 5, "Tech/AI": 2}
    return [
        f"{' ' * one.depth}{marks[one.folded]}{one.label} {one.unread}{'!' if one.failing else ''}"
        for one in outline(feeds, folded, unread)
    ]


def test_feeds_stand_in_their_folders_by_title() -> None:
    assert drawn(FEEDS) == [
        " Zulu 1",
        "-Art 0",
        "  delta 0",
        "-Tech 5!",
        "  Alpha 3!",
        "  gamma 0",
        " -AI 2",
        "   beta 2",
    ]


def test_a_folded_folder_hides_all_in_it_and_tells_of_it() -> None:
    assert drawn(FEEDS, frozenset({"Tech"})) == [" Zulu 1", "-Art 0", "  delta 0", "+Tech 5!"]
    assert drawn(FEEDS, frozenset({"Tech/AI"}))[-1] == " +AI 2"


def test_folders_that_hold_nothing_but_folders_have_a_row() -> None:
    assert drawn([feed(1, "x", "A/B/C")]) == ["-A 0", " -B 0", "  -C 0", "    x 0"]


def test_names_that_differ_in_case_or_begin_alike_stay_apart() -> None:
    feeds = [feed(1, "x", "tech"), feed(2, "y", "Tech"), feed(3, "z", "Tech"), feed(4, "w", "Technology")]
    assert drawn(feeds) == ["-Tech 5", "  y 0", "  z 0", "-tech 0", "  x 0", "-Technology 0", "  w 0"]


def test_which_row_stands_for_a_list() -> None:
    assert place_in_sight(View(feed=1, since=5.0), FEEDS, ()) == View(feed=1)
    assert place_in_sight(View(feed=1), FEEDS, {"Tech/AI"}) == View(folder="Tech/AI")
    assert place_in_sight(View(feed=1), FEEDS, {"Tech", "Tech/AI"}) == View(folder="Tech")
    assert place_in_sight(View(folder="Tech/AI"), FEEDS, {"Tech/AI"}) == View(folder="Tech/AI")
    assert place_in_sight(View(folder="Tech/AI"), FEEDS, {"Tech"}) == View(folder="Tech")
    assert place_in_sight(View(feed=99), FEEDS, {"Tech"}) == View(feed=99)


def test_all_folders_are_known() -> None:
    assert folders_of(FEEDS) == ["Art", "Tech", "Tech/AI"]
    assert folders_of([feed(1, "x", "a/b")]) == ["a", "a/b"]


def test_what_is_typed_as_a_folder() -> None:
    assert tidy(" Tech / AI /") == "Tech/AI"
    assert tidy(" / ") == ""
    assert around("") == []


FOLDERS = st.lists(st.sampled_from(["a", "A", "b", "a b"]), max_size=3).map("/".join)


@given(
    st.lists(st.tuples(FOLDERS, st.integers(0, 9)), max_size=30),
    st.frozensets(FOLDERS.filter(bool), max_size=3),
)
def test_every_feed_has_its_row_once_unless_it_is_folded_up(
    made: list[tuple[str, int]], folded: frozenset[str]
) -> None:
    feeds = [feed(n, str(n), folder, unread=unread) for n, (folder, unread) in enumerate(made)]
    entries = outline(feeds, folded, {})
    views = [entry.view for entry in entries]
    assert len(set(views)) == len(views)
    shown = {view.feed for view in views if view.feed is not None}
    assert shown == {one.id for one in feeds if not folded & set(around(one.folder))}
    for one in feeds:
        assert place_in_sight(View(feed=one.id), feeds, folded) in views
