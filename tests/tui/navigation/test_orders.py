"""The order of each list."""

import pytest

from storage.model import Filter, Sort, View
from tui.navigation.orders import Orders

LISTS = [
    View(),
    View(Filter.UNREAD),
    View(feed=1),
    View(folder="News"),
    View(entity=1),
    View(story=1),
    View(copies=1),
    View(stories=True),
    View(query="war"),
]


@pytest.mark.parametrize("view", LISTS)
def test_a_list_has_an_order_of_its_own(view: View) -> None:
    orders = Orders()
    orders.choose(view, Sort.OLDEST)
    kept = Orders(orders.text)
    assert [one for one in LISTS if kept.applied(one).sort] == [view]
    kept.choose(view, None)
    assert not any(kept.applied(one).sort for one in LISTS)


@pytest.mark.parametrize("stored", ["", "{", "[]", "7", '{"all": ["date"]}', '{"all": {}}', '{"all": "x"}'])
def test_damaged_orders_are_none(stored: str) -> None:
    assert Orders(stored).applied(View()) == View()
