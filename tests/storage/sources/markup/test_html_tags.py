from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.markup.html_tags import has_pair, without_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p>", "\n\none\n\n"),
        ("a<br>b", "a\nb"),
        ("<b>bold</b>ly", "boldly"),
        ("List<T> of <unknown>", "List<T> of <unknown>"),
        ("a < b", "a < b"),
        ('<img alt="a > b">c', "c"),
        ('<a href="x>open', "open"),
        ("<SCRIPT>x < y</SCRIPT>z", "z"),
        ("<script>x", "x"),
        ("<style><b>x</b></style><i>y</i>", "y"),
        ("a<!-- b -->c", "ac"),
        ("<!DOCTYPE html>a<?x y?>b", "ab"),
        ("unclosed <b", "unclosed <b"),
    ],
)
def test_tags_are_removed_and_other_brackets_stay(html: str, text: str) -> None:
    assert without_tags(html) == text


@given(st.text(alphabet="<>/!-ab \"'script"))
def test_text_without_angles_stays(text: str) -> None:
    plain = text.replace("<", "")
    assert without_tags(plain) == plain


def test_pairs_are_looked_for_in_time_that_grows_with_the_text() -> None:
    began = process_time()
    assert not has_pair("</b>" * 200_000)
    assert process_time() - began < 10  # a search from the start for each would take minutes


@pytest.mark.parametrize("text", ["<b>x</b>", "a<br>", "<BR/>", "<em class='x'>y</em>"])
def test_a_pair_is_markup(text: str) -> None:
    assert has_pair(text)


@pytest.mark.parametrize("text", ["the <b> tag", "</b>", "<t>x</t>", "a < b </ c>", "</b><b>"])
def test_anything_else_may_be_text(text: str) -> None:
    assert not has_pair(text)
