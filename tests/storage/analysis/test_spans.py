"""Where a name begins and ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.spans import follows_title, has_address, pieces, trim, without_title


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the White House", "White House"),
        ("Iraq's", "Iraq"),
        ("Iraq’s", "Iraq"),
        ("“Islamic State”", "Islamic State"),
        ("anti-IS", "IS"),
        ("US-led", "US"),
        ("pro-Iranian", "Iranian"),
        ("Iran-backed", "Iran"),
        ("then Iraqi", "Iraqi"),
        ("U.S.", "U.S."),
        ("Baghdad.", "Baghdad"),
        ("Ford Motor Co.", "Ford Motor Co."),
        ("Kim Jong-un", "Kim Jong-un"),
        ("Ban Ki-moon", "Ban Ki-moon"),
        ("The Hague", "The Hague"),
        ("Nabila Kram /", "Nabila Kram"),
        ("Islamic State (", "Islamic State"),
        ("Pakistan and", "Pakistan"),
        ("the", "the"),
        ("...", ""),
    ],
)
def test_trim(marked: str, name: str) -> None:
    text = f"xx {marked} yy"
    start, end = trim(text, 3, 3 + len(marked))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Mosul\n\nBaghdad", ["Mosul", "Baghdad"]),
        ("World Health Organisation (WHO", ["World Health Organisation", "WHO"]),
        ("EU / Africa Renewal", ["EU", "Africa Renewal"]),
        ("He met Davis.\nCurry", ["He met Davis", "Curry"]),
        ("United\nStates", ["United\nStates"]),
        ("IS – the", ["IS", "the"]),
    ],
)
def test_pieces_end_at_borders(marked: str, names: list[str]) -> None:
    assert [marked[a:b] for a, b in pieces(marked, 0, len(marked))] == names


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


def test_forms_of_address() -> None:
    assert has_address("Ms Banda", 0, 8)
    assert not has_address("Msungu", 0, 6)


def test_a_title_before_a_name() -> None:
    assert follows_title("said President Geingob", 15)
    assert not follows_title("the former president Geingob", 21)
    assert not follows_title("Presidents Geingob", 11)


@settings(deadline=None)
@given(st.text(), st.data())
def test_what_remains_lies_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    reached = start
    for left, right in pieces(text, start, end):
        assert reached <= left < right <= end
        assert trim(text, left, right) == (left, right)
        reached = right
