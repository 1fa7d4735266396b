import pytest

from storage.sources.pages.page_parser import parse_page
from storage.sources.pages.page_titles import bigram_similarity
from storage.sources.pages.site_names import is_site_name, same_site, without_site

ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"
SITE = '<meta property="og:site_name" content="Aldenham Post">'
TITLE = "Bridge over the river approved"


def title(data):
    return parse_page(data, ADDRESS).title


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        (f"<title>{TITLE} | Aldenham Post</title>{SITE}", "", TITLE),
        (f"<title>{TITLE} - Politics - Aldenham Post</title>{SITE}", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>Aldenham Post: {TITLE}</title>{SITE}", "", TITLE),
        (f"<title>x</title><meta property='og:title' content='{TITLE} – Aldenham Post'>{SITE}", "", TITLE),
        (f"<title>Aldenham Post</title>{SITE}", f"<h1>Aldenham Post</h1><h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE}</title>", "<h1>Lorem</h1>", TITLE),
        ("", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE} after long debate | Some name</title>", "", f"{TITLE} after long debate"),
        (f"<title>{TITLE[:24]}…</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<meta property='og:title' content='{TITLE[:24]}...'>", f"<h1>{TITLE}</h1>", TITLE),
        ("<title>Use snake_case names - in Python</title>", "<h1>x</h1>", "Use snake_case names - in Python"),
        (
            "<meta property='og:title' content='Q&amp;amp;A: the &lt;em&gt;bridge&lt;/em&gt;'>",
            "",
            "Q&A: the bridge",
        ),
        ("", "<svg><title>Menu</title></svg>", ""),
    ],
)
def test_the_headline_is_found_without_the_name_of_the_site(write_page, head, heading, expected):
    assert title(write_page(head, heading=heading)) == expected


def test_the_headline_in_json_ld_counts_first_if_something_confirms_it(write_page):
    head = (
        f"<title>{TITLE}, says council</title><meta property='og:title' content='The river gets its bridge'>"
    )
    assert title(write_page(head, ld={"@type": "NewsArticle", "headline": f"{TITLE} by council"})) == (
        f"{TITLE} by council"
    )
    other = {"@type": "NewsArticle", "headline": "Zwölf Boxkämpfer jagen Viktor"}
    assert title(write_page(head, ld=other)) == "The river gets its bridge"


def test_of_two_names_in_json_ld_the_one_in_the_title_counts(write_page):
    ld = {"@type": "Article", "headline": "Wikimedia list item", "name": TITLE}
    assert title(write_page(f"<title>{TITLE} - Encyclopedia</title>", ld=ld)) == TITLE


@pytest.mark.parametrize(
    ("line", "names", "expected"),
    [
        ("News of the day | The Guardian", ["theguardian.com"], "News of the day"),
        ("News of the day - BBC News", ["BBC"], "News of the day"),
        ("News ✩ Some Hacks – the blog", ["Some Hacks – the blog"], "News"),
        ("Apple: a history", ["Apple Insider Daily News"], "Apple: a history"),
        ("The Guardian", ["The Guardian"], "The Guardian"),
        ("Half-time - and then?", ["Sport"], "Half-time - and then?"),
        ("", ["x"], ""),
    ],
)
def test_only_known_names_of_the_site_are_removed(line, names, expected):
    assert without_site(line, names) == expected


def test_sites_are_compared_by_host():
    assert same_site("https://www.a.example/x", "http://m.a.example/y")
    assert same_site("https://a.example/x", "https://a.example")
    assert not same_site("https://a.example", "https://b.example")
    assert not same_site("", "https://b.example")
    assert not is_site_name("", ["x"])


def test_bigram_similarity_is_1_for_the_same_words_and_0_for_others():
    assert bigram_similarity("The Bridge!", "the bridge") == 1
    assert bigram_similarity("abc", "xyz") == 0
    assert bigram_similarity("", "") == 0
