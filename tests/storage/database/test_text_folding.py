"""Comparison of text without case and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database.text_folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("MUNCHEN", "munchen"),
        ("München", "munchen"),
        ("Mu\u0308nchen", "munchen"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ΜΆΙΟΣ", "μαιοσ"),
        ("ﬁnance", "finance"),
        ("Łódź", "łodz"),
        ("伊拉克", "伊拉克"),
        ("№ 5", "no 5"),
    ],
)
def test_case_and_accents_are_ignored(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(text=st.text(max_size=20))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
