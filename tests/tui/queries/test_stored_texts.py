"""Lists of texts among the values of the desk."""

import pytest

from storage.desk import Desk
from tui.queries import feed_queries, search_queries, stored_texts


def test_texts_are_kept_in_order(desk: Desk) -> None:
    stored_texts.save(desk, "key", ["b", "é", ""])
    assert stored_texts.load(desk, "key") == ["b", "é", ""]


@pytest.mark.parametrize("stored", ["", "{", "7", '{"a": 1}', "[7, [], null]", "[" * 100_000])
def test_what_is_damaged_is_none(desk: Desk, stored: str) -> None:
    for key in ("past searches", "folded"):
        desk.values.set(key, stored)
    assert search_queries.load_past(desk).queries == []
    assert feed_queries.load_feeds(desk).folded == frozenset()
    search_queries.remember(desk, "iraq")
    assert search_queries.load_past(desk).queries == ["iraq"]
