import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.matches import matches


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("mosul ", "Mosul is free", ["Mosul"]),
        ("mos", "Mosul is free", ["Mosul"]),
        ("mos ", "Mosul is free", []),
        ('"is free"', "Mosul is free", ["is free"]),
        ('"is   fr', "Mosul is free", ["is free"]),
        ("kasimi ", "Al-Kāsimi speaks", ["Kāsimi"]),
        ("strasse ", "Die Straße", ["Straße"]),
        ("free mosul ", "Mosul is free", ["Mosul", "free"]),
        ("", "Mosul", []),
        ('"', "Mosul", []),
        ("伊拉克宣布", "伊拉克宣布战胜", ["伊拉克宣布战胜"]),
    ],
)
def test_what_is_highlighted(query: str, title: str, found: list[str]) -> None:
    assert [title[start:end] for start, end in matches(query, title)] == found


@given(st.text(max_size=40), st.text(max_size=80))
def test_stretches_lie_within_the_title(query: str, title: str) -> None:
    for start, end in matches(query, title):
        assert 0 <= start < end <= len(title)
