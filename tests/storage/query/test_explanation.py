"""What queries mean, in plain words."""

import pytest
from any_query import ANY_TEXT, mistake_in
from hypothesis import given

from storage.query.explanation import explain
from storage.query.fields import PARTS, STATES
from storage.query.parser import parse


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("", "All articles; the newest first."),
        ("iraq war", "Articles with “iraq” and with “war”; the best match first."),
        ("a b or c -d", "Articles with “a”, (with “b” or with “c”), and without “d”; the best match first."),
        ("-(a or is:unread)", "Articles without “a” and that were read; the newest first."),
        ("-(a is:hidden)", "Articles without “a” or that are not hidden; the newest first."),
        (
            '"prime min"*',
            "Articles with “prime” followed by a word that begins with “min”; the best match first.",
        ),
        ("title:vict*", "Articles with a word that begins with “vict” in the title; the newest first."),
        ("label:* -label:x", "Articles with a label and without the label “x”; the newest first."),
        (
            'person:"Ana M" -org:x',
            "Articles with a person called “Ana M” and without an organisation called “x”; the newest first.",
        ),
        ("lang:german older:1d", "Articles in German and older than 1 day; the newest first."),
        (
            "lang:xx -newer:3d",
            "Articles in the language “xx” and not from the last 3 days; the newest first.",
        ),
        (
            "before:today after:2021-03-09",
            "Articles from before today and from 9 March 2021 or later; the newest first.",
        ),
        (
            "after:2021 -before:2022-05",
            "Articles from 2021 or later and not from before May 2022; the newest first.",
        ),
        (
            "is:cut has:enclosure sort:oldest",
            "Articles of which only a part of the text is here and with an "
            "enclosure, such as an audio file; the oldest first.",
        ),
        (
            "story:12 story:mosul sort:story",
            "Articles in story 12 and with “mosul” in the headline of its story; story by story.",
        ),
    ],
)
def test_the_meaning(query: str, meaning: str) -> None:
    assert explain(parse(query)) == meaning


@pytest.mark.parametrize("value", [*(f"is:{one}" for one in STATES), *(f"has:{one}" for one in PARTS)])
def test_every_state_and_its_opposite_have_a_meaning(value: str) -> None:
    assert explain(parse(value)) != explain(parse(f"-{value}"))


@given(ANY_TEXT)
def test_every_query_has_a_meaning(text: str) -> None:
    if mistake_in(text) is None:
        assert explain(parse(text)).endswith(".")
