"""What a query highlights in titles and articles."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Entity, Field, Kind, Mention, Name
from tui.layout.query_matches import find_in_article, find_in_title

TITLE = "Abadi declares victory"
TEXT = "Haidar al-Abadi spoke in Mosul. The victory is Iraq's, Mr Abadi said: “VICTORY at last”. Amnesty."


def name(number: int, called: str, kind: Kind, *spellings: tuple[Field, str]) -> Name:
    texts = {Field.TITLE: TITLE, Field.TEXT: TEXT}
    places = [(field, texts[field].index(one), len(one)) for field, one in spellings]
    mentions = [Mention(field, start, start + length, kind) for field, start, length in places]
    return Name(Entity(number, called, kind, 1, len(mentions)), tuple(mentions))


NAMES = [
    name(1, "Haidar al-Abadi", Kind.PERSON, (Field.TITLE, "Abadi"), (Field.TEXT, "Haidar al-Abadi")),
    name(2, "Mosul", Kind.PLACE, (Field.TEXT, "Mosul")),
    name(3, "Amnesty International", Kind.ORGANISATION, (Field.TEXT, "Amnesty")),
]


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("mosul ", "Mosul is free", ["Mosul"]),
        ("mos*", "Mosul is free", ["Mosul"]),
        ("title:mos* -free is:read", "Mosul is free", ["Mosul"]),
        ("mosul or", "Mosul is free", []),
        ("mos ", "Mosul is free", []),
        ('"is free"', "Mosul is free", ["is free"]),
        ('"is   fr"*', "Mosul is free", ["is free"]),
        ("kasimi ", "Al-Kāsimi speaks", ["Kāsimi"]),
        ("strasse ", "Die Straße", ["Straße"]),
        ("free mosul ", "Mosul is free", ["Mosul", "free"]),
        ("", "Mosul", []),
        ('"', "Mosul", []),
        ("伊拉克宣布*", "伊拉克宣布战胜", ["伊拉克宣布"]),
        ("宣布 ", "伊拉克宣布战胜", ["宣布"]),
        ('"iraq 宣布"', "Iraq: 伊拉克宣布", ["Iraq", "宣布"]),
        ("iPhone手机", "Das iPhone手机壳", ["iPhone手机"]),
        ("person:abadi", "Abadi: Al-Abadi in Mosul", ["Abadi", "Abadi"]),
        ("person:abadi -place:mosul", "Al-Abadi in Mosul", ["Abadi"]),
        ("source:mosul by:free", "Mosul is free", []),
        ("free-again ", "Free again, at last", ["Free again"]),
        ("MOSUL ", "In Mosul, from Mosul", ["Mosul", "Mosul"]),
        ("mosul is ", "Mosul is free", ["Mosul", "is"]),
        ("ﬁne ", "A fine day", ["fine"]),
        ("c++ ", "C++ for news", ["C"]),
        ("iraq's ", "Iraq’s army", ["Iraq’s"]),
        ("a ", "An army and a war", ["a"]),
        ("(mosul)", "Mosul is free", ["Mosul"]),
    ],
)
def test_what_is_highlighted(query: str, title: str, found: list[str]) -> None:
    assert [title[start:end] for start, end in find_in_title(query, title)] == found


@given(st.text(max_size=40), st.text(max_size=80))
def test_stretches_lie_within_the_title(query: str, title: str) -> None:
    for start, end in find_in_title(query, title):
        assert 0 <= start < end <= len(title)


@pytest.mark.parametrize(
    ("query", "in_title", "in_text"),
    [
        ("victory", ["victory"], ["victory", "VICTORY"]),
        ("vict*", ["victory"], ["victory", "VICTORY"]),
        ("vict", [], []),
        ('"victory at last"', [], ["VICTORY at last"]),
        ("title:victory", ["victory"], []),
        ("person:haidar", ["Abadi"], ["Haidar al-Abadi"]),
        ("name:abadi", ["Abadi"], ["Haidar al-Abadi"]),
        ("place:abadi", [], []),
        ("place:mosul", [], ["Mosul"]),
        ("org:international", [], ["Amnesty"]),
        ("name:mos*", [], ["Mosul"]),
        ("name:mos", [], []),
        ("mosul -victory", [], ["Mosul"]),
        ("(mosul or amnesty) is:unread", [], ["Mosul", "Amnesty"]),
        ("abadi person:haidar", ["Abadi"], ["Haidar al-Abadi", "Abadi"]),
        ("iraq", [], ["Iraq"]),
        ('"', [], []),
        ("", [], []),
    ],
)
def test_what_is_highlighted_in_an_article(query: str, in_title: list[str], in_text: list[str]) -> None:
    found = find_in_article(query, {Field.TITLE: TITLE, Field.TEXT: TEXT}, NAMES)
    assert [TITLE[one.start : one.end] for one in found if one.field is Field.TITLE] == in_title
    assert [TEXT[one.start : one.end] for one in found if one.field is Field.TEXT] == in_text


@given(st.text(max_size=30), st.text("ab \n伊拉", max_size=60))
def test_places_in_articles_are_in_order_and_apart(query: str, text: str) -> None:
    found = find_in_article(query, {Field.TITLE: text, Field.TEXT: text}, [])
    for field in Field:
        places = [(one.start, one.end) for one in found if one.field is field]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
