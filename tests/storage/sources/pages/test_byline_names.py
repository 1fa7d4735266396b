import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.pages.byline_names import is_full, seen, stated
from storage.text.plain_text import clean_line


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("By Mara Lind", ["Mara Lind"]),
        ("Written by Mara Lind", ["Mara Lind"]),
        ("Von Mara Lind und Jo Ek", ["Mara Lind", "Jo Ek"]),
        ("Mara Lind, Jo Ek & Ana de la Torre", ["Mara Lind", "Jo Ek", "Ana de la Torre"]),
        ("Lind, Mara", ["Lind, Mara"]),
        ("Contributors to the Project", ["Contributors to the Project"]),
        ("Mara Lind (https://mara.example)", ["Mara Lind"]),
        ("Mara Lind (with Jo Ek and others)", ["Mara Lind (with Jo Ek and others)"]),
        ("作者：肖春芳", ["肖春芳"]),
        ("Nelson D. Schwartz", ["Nelson D. Schwartz"]),
        ("https://social.example/mara", []),
        ("@mara", []),
        ("undefined", []),
        ("12345", []),
        ("", []),
    ],
)
def test_values_that_name_authors_are_taken_apart(value, expected):
    assert list(stated([value])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Mara Lind, Senior Staff Writer, Aldenham Post", ["Mara Lind"]),
        ("By Mara Lind and Jo Ek", ["Mara Lind", "Jo Ek"]),
        ("Mara Lind • 8h", ["Mara Lind"]),
        ("by Mara Lind 22 Dec 2016", ["Mara Lind"]),
        ("By Mara Lind July 10, 2015", ["Mara Lind"]),
        ("Last updated: January 7, 2025", []),
        ("Written by Mara Lind Edited by Jo Ek", ["Mara Lind"]),
        ("A long sentence about a writer who likes rivers", []),
    ],
)
def test_bylines_as_readers_see_them_lose_roles_and_dates(text, expected):
    assert list(seen(text)) == expected


def test_full_names_have_two_words_or_need_none():
    assert is_full("Mara Lind")
    assert is_full("肖春芳")
    assert not is_full("AFP")


@given(st.text())
def test_any_text_gives_clean_distinct_names(text):
    for names in (stated([text]), seen(text)):
        assert len(set(names)) == len(names)
        assert all(name and name == clean_line(name) for name in names)
