"""A sentence of the status line keeps the key that undoes the action, however long it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout.notices import fitted, with_undo

LONG = "Unsubscribed from The Extraordinarily Long Daily Gazette of the Northern Provinces"


@pytest.mark.parametrize(
    ("sentence", "width", "expected"),
    [
        (f"{LONG}; u takes it back.", 200, f"{LONG}; u takes it back."),
        (
            f"{LONG}; u takes it back.",
            60,
            "Unsubscribed from The Extraordinarily…; u takes it back.",
        ),
        (f"{LONG}. Ctrl+Z takes it back.", 50, "Unsubscribed from The…; Ctrl+Z takes it back."),
        (f"{LONG}; u takes it back.", 16, "u takes it back."),
        (f"{LONG}; u takes it back.", 9, "u takes…"),
        (LONG, 24, "Unsubscribed from The…"),
        ("", 5, ""),
    ],
)
def test_the_end_stays(sentence: str, width: int, expected: str) -> None:
    assert fitted(sentence, width) == expected


@given(st.text(), st.integers(17, 80))
def test_it_fits_and_says_how_to_undo(done: str, width: int) -> None:
    found = fitted(f"x{done}x; u takes it back.", width)
    assert cell_len(found) <= width
    assert found.endswith("u takes it back.")


@pytest.mark.parametrize(
    ("done", "keys", "said"),
    [
        ("The article is deleted", "u", "The article is deleted; u takes it back."),
        ("Iraq is a place now.", "Ctrl+Z", "Iraq is a place now. Ctrl+Z takes it back."),
        ("Unsubscribed, 4 articles deleted", "u u", "Unsubscribed, 4 articles deleted; u u takes both back."),
        ("Nothing to undo.", "", "Nothing to undo."),
    ],
)
def test_what_was_done_says_how_to_take_it_back(done: str, keys: str, said: str) -> None:
    assert with_undo(done, keys) == said
