"""A sentence of the status line keeps the key that undoes the action, however long it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout.notices import fitted

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
