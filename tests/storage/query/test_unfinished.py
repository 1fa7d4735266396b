"""The query that stands for a text which is still being typed."""

import pytest
from any_query import ANY_TEXT, mistake_in
from hypothesis import given

from storage.query.unfinished import as_typed


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ""),
        ("iraq", "iraq*"),
        ("iraq ", "iraq "),
        ("iraq war", "iraq war*"),
        ('"war against', '"war against"*'),
        ("“war", "“war”*"),
        ('"war against"', '"war against"'),
        ("war -bag", "war -bag*"),
        ("war!", "war!"),
        ("war*", "war*"),
        ("-", ""),
        ("war or", "war "),
        ("war or ", "war "),
        ("war (a or b", "war (a or b*)"),
        ("war (", "war "),
        ("title:", ""),
        ("title:vic", "title:vic*"),
        ("-is:", ""),
        ("war is:unr", "war "),
        ("is:unread", "is:unread"),
        ("war after:20", "war "),
        ("after:2021", "after:2021"),
        ("sort:so", ""),
        ("war lang:ge", "war "),
        ("lang:ka", "lang:ka"),
        ("title:a ", "title:a "),
        ('label:"to re', 'label:"to re"*'),
        ("titel:x", "titel:x*"),
    ],
)
def test_what_is_searched_for_while_typing(text: str, query: str) -> None:
    assert as_typed(text) == query


@given(ANY_TEXT)
def test_what_is_complete_stays_right(text: str) -> None:
    if mistake_in(text) is None:
        assert mistake_in(as_typed(text)) is None
