"""The boundaries of names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.recognition.name_boundaries import (
    follows_title,
    without_affixes,
    without_article,
    without_title,
)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the White House", "White House"),
        ("The  White House", "White House"),
        ("Iraq's", "Iraq"),
        ("Iraq ’s", "Iraq"),
        ("the Philippines’", "Philippines"),
        ("U.S.", "U.S."),
        ("theatre", "theatre"),
    ],
)
def test_the_article_and_the_possessive_are_outside_the_name(marked: str, name: str) -> None:
    text = f"xx {marked} yy"
    start, end = without_article(text, 3, 3 + len(marked))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("anti-IS", "IS"),
        ("Anti–Kremlin", "Kremlin"),
        ("pro-Iranian", "Iranian"),
        ("US-led", "US"),
        ("Iran-backed", "Iran"),
        ("Kim Jong-un", "Kim Jong-un"),
        ("Prof-Ed", "Prof-Ed"),
        ("anti-", "anti-"),
        ("-led", "-led"),
    ],
)
def test_affixes_are_outside_the_name(marked: str, name: str) -> None:
    start, end = without_affixes(marked, 0, len(marked))
    assert marked[start:end] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Prime Minister Mustafa al-Kasimi", "Mustafa al-Kasimi"),
        ("Gen. Qassem Soleimani", "Qassem Soleimani"),
        ("Mr Kato", "Kato"),
        ("Deputy Foreign Minister Wang Yi", "Wang Yi"),
        ("President", "President"),
        ("Majorca", "Majorca"),
    ],
)
def test_titles_are_outside_the_name(marked: str, name: str) -> None:
    start, end = without_title(marked, 0, len(marked))
    assert marked[start:end] == name


def test_a_title_before_a_name() -> None:
    assert follows_title("said President Geingob", 15)
    assert not follows_title("the former president Geingob", 21)
    assert not follows_title("Presidents Geingob", 11)


@settings(deadline=None)
@given(st.text(), st.data())
def test_the_rest_of_a_name_lies_inside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for cut in (without_article, without_affixes, without_title):
        left, right = cut(text, start, end)
        assert start <= left <= right <= end
