from hypothesis import given
from hypothesis import strategies as st

from tui.navigation.history import History


def test_back_and_forward() -> None:
    history = History("list")
    history.visit("article")
    history.visit("name")
    assert history.back() == "article"
    assert history.back() == "list"
    assert history.back() is None
    assert history.forward() == "article"
    assert history.forward() == "name"
    assert history.forward() is None


def test_a_place_is_left_as_it_has_become() -> None:
    history = History("list, row 1")
    history.replace("list, row 7")
    history.visit("article")
    assert history.previous == "list, row 7"
    assert history.back() == "list, row 7"


def test_a_new_place_forgets_what_lay_ahead() -> None:
    history = History("a")
    history.visit("b")
    history.back()
    history.visit("c")
    assert history.forward() is None
    assert history.back() == "a"


@given(st.lists(st.integers(), min_size=1, max_size=40), st.integers(2, 10))
def test_the_latest_places_are_kept(places: list[int], limit: int) -> None:
    history = History(places[0], limit)
    for place in places[1:]:
        history.visit(place)
    found = [history.current]
    while (place := history.back()) is not None:
        found.append(place)
    assert found == places[::-1][:limit]
