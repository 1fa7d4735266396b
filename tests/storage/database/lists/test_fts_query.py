"""From typed queries to FTS5 expressions."""

import pytest

from storage.database.lists.fts_query import match_expression
from storage.errors import QueryError


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("iraq", '("iraq"*)'),
        ("iraq ", '("iraq")'),
        ("iraq war", '("iraq") AND ("war"*)'),
        ('"war against" is', '("war against") AND ("is"*)'),
        ('"war against', '("war against"*)'),
        ('"war against"', '("war against")'),
        ("war -baghdad", '("war") NOT "baghdad"*'),
        ('war -"end of" -iraq ', '("war") NOT "end of" NOT "iraq"'),
        ("iraq or iran ", '("iraq" OR "iran")'),
        ("iraq OR iran or syria now ", '("iraq" OR "iran" OR "syria") AND ("now")'),
        ("or iraq ", '("iraq")'),
        ("iraq or ", '("iraq")'),
        ("al-Abadi ", '("al Abadi")'),
        ("vict\u006f\u0301ry ", '("vict\u00f3ry")'),
        ('a"b ', '("a") AND ("b")'),
        ("x* (y) ", '("x") AND ("y")'),
        ("NOT NEAR ", '("NOT") AND ("NEAR")'),
    ],
)
def test_a_query_becomes_an_expression(query: str, expression: str) -> None:
    assert match_expression(query) == expression


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Nothing to search for in “”: type a word or a phrase."),
        (" -iraq ", "Nothing to search for in “-iraq”: type a word or a phrase."),
        ("or", "Nothing to search for in “or”: type a word or a phrase."),
        ("iraq Title:war", "newsdesk can't search by “Title:” yet, only for words and “phrases”."),
    ],
)
def test_a_query_without_words_is_refused(query: str, sentence: str) -> None:
    with pytest.raises(QueryError) as refused:
        match_expression(query)
    assert str(refused.value) == sentence
