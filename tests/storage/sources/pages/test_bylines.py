import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.pages.bylines import is_full_name, names_in_metadata, names_in_text
from storage.sources.pages.page_parser import parse_page
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
def test_metadata_values_are_split_into_names(value, expected):
    assert list(names_in_metadata([value])) == expected


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
def test_visible_bylines_lose_roles_and_dates(text, expected):
    assert list(names_in_text(text)) == expected


def test_full_names_have_two_words_or_need_none():
    assert is_full_name("Mara Lind")
    assert is_full_name("肖春芳")
    assert not is_full_name("AFP")


@given(st.text())
def test_any_text_gives_clean_distinct_names(text):
    for names in (names_in_metadata([text]), names_in_text(text)):
        assert len(set(names)) == len(names)
        assert all(name and name == clean_line(name) for name in names)


ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"
SITE = '<meta property="og:site_name" content="Aldenham Post">'


def byline(data):
    return parse_page(data, ADDRESS).byline


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Mara Lind"}, "Mara Lind"),
        ([{"name": "Mara Lind"}, {"name": "Jo Ek"}], "Mara Lind, Jo Ek"),
        ("By Mara Lind and Jo Ek", "Mara Lind, Jo Ek"),
        (["Mara Lind", "mara lind"], "Mara Lind"),
        ({"@id": "#mara"}, "Mara Lind"),
        ([{"@type": "Organization", "name": "Wire"}, {"@type": "Person", "name": "Mara Lind"}], "Mara Lind"),
        ({"@type": "Person", "name": "https://www.aldenham-post.example/mara"}, ""),
        (7, ""),
        (None, ""),
    ],
)
def test_authors_come_from_json_ld(write_page, author, expected):
    mara = {"@id": "#mara", "@type": "Person", "name": "Mara Lind"}
    ld = {"@graph": [{"@type": "NewsArticle", "headline": "Bridge", "author": author}, mara]}
    assert byline(write_page(ld=ld)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="Mara Lind">', "Mara Lind"),
        ('<meta property="article:author" content="https://social.example/mara">', ""),
        (
            '<meta name="citation_author" content="Mara Lind"><meta name="citation_author" content="Jo Ek">',
            "Mara Lind, Jo Ek",
        ),
        ('<meta name="parsely-author" content="Mara Lind">', "Mara Lind"),
        ('<meta name="author" content="admin">', ""),
        ('<meta name="dc.creator" content="Mac &amp;amp; i">', "Mac & i"),
    ],
)
def test_authors_come_from_the_metadata(write_page, head, expected):
    assert byline(write_page(head)) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<p class="byline">By Mara Lind, Staff Reporter | May 6, 2024</p>', "Mara Lind"),
        (
            '<p class="byline">By <a href="/m">Mara Lind</a> and <a href="/j">Jo Ek</a></p>',
            "Mara Lind, Jo Ek",
        ),
        ('<a rel="author" href="/m">Mara Lind</a>', "Mara Lind"),
        (
            '<div itemprop="author"><span itemprop="name">Mara Lind</span><p>writes on rivers</p></div>',
            "Mara Lind",
        ),
        ('<div class="author">Mara Lind <time>6 May</time> @mara mara@post.example</div>', "Mara Lind"),
        ('<aside><p class="byline">By Someone Else</p></aside>', ""),
        ('<div class="comment"><cite class="author">Some Reader</cite></div>', ""),
    ],
)
def test_authors_come_from_the_visible_byline(write_page, shown, expected):
    assert byline(write_page(heading=f"<h1>Bridge over the river approved</h1>{shown}")) == expected


def test_a_person_in_the_byline_counts_more_than_the_name_of_the_site(write_page):
    head = f'{SITE}<meta name="author" content="Aldenham Post">'
    heading = "<h1>Bridge over the river approved</h1>"
    assert byline(write_page(head, heading=f"{heading}<p class='byline'>By Mara Lind</p>")) == "Mara Lind"
    assert byline(write_page(head, heading=heading)) == "Aldenham Post"
