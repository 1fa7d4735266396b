import subprocess
import sys

import pytest

from storage.errors import SourceError
from storage.model import Extent, Provenance, Role
from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge-1234"


def texts(draft, role):
    return [draft.text[span.start : span.end] for span in draft.spans if span.role is role]


def test_a_full_page_fills_every_field(write_page, paragraphs):
    head = """<title>Bridge over the river approved - Aldenham Post</title>
      <meta property="og:site_name" content="Aldenham Post"><meta name="author" content="By Mara Lind">
      <meta property="article:published_time" content="2024-05-06T21:15:00+02:00">
      <meta property="og:image" content="/pictures/bridge.jpg">
      <link rel="canonical" href="/news/bridge-1234">"""
    draft = parse_page(write_page(head, lang="en-GB"), ADDRESS + "?utm_source=feed")
    assert draft.title == "Bridge over the river approved"
    assert draft.text == "\n\n".join(paragraphs)
    assert draft.byline == "Mara Lind"
    assert draft.published is not None
    assert draft.published.isoformat() == "2024-05-06T21:15:00+02:00"
    assert (draft.source, draft.language) == ("Aldenham Post", "en")
    assert draft.image == "https://www.aldenham-post.example/pictures/bridge.jpg"
    assert (draft.url, draft.original_url) == (ADDRESS, ADDRESS + "?utm_source=feed")
    assert draft.key == draft.url
    assert draft.origin == ADDRESS + "?utm_source=feed"
    assert (draft.provenance, draft.extent) == (Provenance.PAGE, Extent.WHOLE)


def test_missing_fields_are_empty(write_page):
    draft = parse_page(write_page(heading=""), "")
    assert (draft.title, draft.byline, draft.published, draft.language) == ("", "", None, "")
    assert (draft.url, draft.original_url, draft.image, draft.source) == ("", "", "", "")


def test_quotes_lists_headings_links_and_code_are_kept_as_spans(write_page, paragraphs):
    body = f"""<p>{paragraphs[0]}</p><h2>What it costs</h2>
      <p>{paragraphs[1]} See <a href="/plans">the plans</a>.</p>
      <ul><li>The stone for the two great pillars: one million</li>
      <li>The labour of two summers: three</li></ul>
      <blockquote><p>{paragraphs[2]}</p></blockquote><p>{paragraphs[3]}</p>
      <pre><code>span = 120\nprint(span)</code></pre>"""
    draft = parse_page(write_page(body=body), ADDRESS)
    assert texts(draft, Role.HEADING) == ["What it costs"]
    assert len(texts(draft, Role.ITEM)) == 2
    assert texts(draft, Role.QUOTE) == [paragraphs[2]]
    assert texts(draft, Role.LINK) == ["the plans"]
    assert [span.target for span in draft.spans if span.role is Role.LINK] == [
        "https://www.aldenham-post.example/plans"
    ]
    assert "span = 120\nprint(span)" in texts(draft, Role.CODE)


@pytest.mark.parametrize("around", ["", "<code>", "<span>"])
def test_preformatted_text_keeps_its_lines(write_page, paragraphs, around):
    lines = "From: The Mayor\n   To: <b>The</b> Council\n\n   One &lt; two\n"
    closed = around.replace("<", "</")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    draft = parse_page(write_page(body=f"{body}<pre>{around}{lines}{closed}</pre>"), ADDRESS)
    shown = [text.replace("\u00a0", "_") for text in texts(draft, Role.CODE)]
    assert shown == ["From: The Mayor\n___To: The Council", "___One < two"]
    assert texts(draft, Role.QUOTE) == []


def test_text_around_the_article_is_dropped(write_page, paragraphs):
    before = """<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
      <div id="cookie-banner"><p>We use cookies to give you the best experience on our website, to measure how
      it is used, and to show you advertisements that may interest you. Accept all cookies.</p></div>"""
    after = """<section class="related"><h3>Related stories</h3>
      <ul><li><a href="/a">Ford to stay open</a></li></ul>
      </section><footer><p>Copyright Aldenham Post. All rights reserved.</p></footer>"""
    body = (
        "".join(f"<p>{p}</p>" for p in paragraphs) + "<p>Advertisement</p><p><a href='/b'>Read more</a></p>"
    )
    draft = parse_page(write_page(body=body, before=before, after=after), ADDRESS)
    assert draft.text == "\n\n".join(paragraphs)


def test_hidden_text_is_dropped_unless_there_is_no_other(write_page, paragraphs):
    secret = "This line is for machines that count the words of pages, and for nobody who has eyes to read."
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    draft = parse_page(write_page(body=f"{body}<div style='display: none'><p>{secret}</p></div>"), ADDRESS)
    assert secret not in draft.text
    shown_later = write_page(body=f"<div style='display:none'>{body}</div>")
    assert paragraphs[0] in parse_page(shown_later, ADDRESS).text


def test_a_repeated_paragraph_is_kept(write_page, paragraphs):
    body = "".join(
        f"<p>{p}</p>" for p in (paragraphs[0], paragraphs[1], paragraphs[1], paragraphs[1], paragraphs[2])
    )
    assert parse_page(write_page(body=body), ADDRESS).text.count(paragraphs[1]) == 3


def test_spaces_around_links_are_kept(write_page, paragraphs):
    body = f"""<p>{paragraphs[0]}</p>
      <p><em>It is on</em> <a href="/a"><em>the first channel</em></a> <em>and</em>
      <a href="/b">the second</a> <em>too.</em> {paragraphs[1]}</p>"""
    text = parse_page(write_page(body=body), ADDRESS).text
    assert "It is on the first channel and the second too." in text


def test_the_declared_text_counts_if_scripts_show_the_article(paragraphs, write_page):
    ld = {
        "@type": "NewsArticle",
        "headline": "Bridge over the river approved",
        "articleBody": "\n\n".join(paragraphs),
    }
    draft = parse_page(write_page(body="<div id='app'><p>Loading…</p></div>", ld=ld), ADDRESS)
    assert draft.text == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://aldenham-post.example/news/bridge-1234", "https://aldenham-post.example/news/bridge-1234"),
        ("https://elsewhere.example/news/bridge-1234", ADDRESS),
        ("https://www.aldenham-post.example/", ADDRESS),
        ("javascript:alert(1)", ADDRESS),
        ("https://[broken", ADDRESS),
    ],
    ids=["bare host", "other site", "front page", "script", "broken"],
)
def test_a_canonical_address_counts_only_on_its_own_site(write_page, canonical, expected):
    draft = parse_page(write_page(f'<link rel="canonical" href="{canonical}">'), ADDRESS)
    assert draft.url == expected
    assert draft.original_url == ("" if expected == ADDRESS else ADDRESS)


@pytest.mark.parametrize(
    ("head", "lang", "expected"),
    [
        ("", "pt-BR", "pt"),
        ('<meta property="og:locale" content="de_AT">', "", "de"),
        ('<meta http-equiv="content-language" content="fr, en">', "", "fr"),
        ('<meta property="og:locale" content="de_AT">', "not a language", "de"),
    ],
)
def test_the_language_is_the_primary_one(write_page, head, lang, expected):
    assert parse_page(write_page(head, lang=lang), ADDRESS).language == expected


def test_a_picture_without_a_web_address_is_ignored(write_page):
    head = '<meta property="og:image" content="data:image/gif;base64,R0lGOD">'
    assert parse_page(write_page(head), ADDRESS).image == ""


@pytest.mark.parametrize(
    ("data", "content_type", "says"),
    [
        (b"", "", "empty"),
        (b" \n\t", "", "empty"),
        (b"%PDF-1.7 ...", "", "PDF"),
        (b"<p>text</p>", "application/pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "", "picture"),
        (bytes(range(256)) * 40, "", "not a web page"),
        (b'{"title": "<p>text</p>"}', "", "JSON"),
        (b"[" * 100_000, "", "JSON"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "", "feed"),
        (b"Only words, and no tag at all.", "", "plain text"),
        (b"<html><frameset><frame src=a><frame src=b></frameset></html>", "", "frames"),
        (b"<html><body><div id=root></div><script>render()</script></body></html>", "", "JavaScript"),
        (b"<body><p>You need to enable JavaScript to run this app.</p></body>", "", "JavaScript"),
        (b"<body><p>Please log in to read.</p><input type=password></body>", "", "requires a login"),
        (b"<title>Just a moment</title><p>Verifying you are human. Wait.</p>", "", "human"),
        (b"<p>Before you continue: we use cookies and data to run our service.</p>", "", "cookie notice"),
        (b"<h1>404</h1><p>Sorry, that page could not be found.</p>", "", "not found"),
        (b"<!--", "", "no readable text"),
        (b"<html></html>", "", "no readable text"),
    ],
)
def test_a_page_without_an_article_raises_a_sentence(data, content_type, says):
    with pytest.raises(SourceError, match=says):
        parse_page(data, ADDRESS, content_type)


def test_pages_over_20_mb_raise():
    with pytest.raises(SourceError, match="larger than 20 MB"):
        parse_page(b"<p>" + b"a" * 20_000_000, ADDRESS)


def test_very_deep_nesting_does_not_stop_the_parser(write_page, paragraphs):
    body = f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>{'<b>' * 100_000}{paragraphs[2]}"
    assert paragraphs[0] in parse_page(write_page(body=body), ADDRESS).text
    with pytest.raises(SourceError):
        parse_page(b"<div>" * 100_000 + b"text" + b"</div>" * 100_000, ADDRESS)


def test_a_page_of_very_many_elements_is_read_whole(write_page, paragraphs):
    rows = "".join(f"<tr><td>{number}</td><td>piece</td></tr>" for number in range(15_000))
    draft = parse_page(write_page(body=f"<p>{paragraphs[0]}</p><table>{rows}</table>"), ADDRESS)
    assert paragraphs[0] in draft.text
    assert "14999 | piece" in draft.text


def test_illegal_characters_and_elements_do_no_harm(write_page, paragraphs):
    body = (
        f"<p>Caf&#133; &#1;&#x1F;&#xFFFE;&#55296;&#x110000;\x01it&#8217;s</p><p<span>{paragraphs[0]}</p<span>"
        * 2
    )
    text = parse_page(write_page(body=body), ADDRESS).text
    assert text.startswith("Caf… it’s\n\n")
    assert paragraphs[0] in text


def test_nuls_and_broken_entities_do_no_harm(write_page, paragraphs):
    data = write_page(heading="<h1>A br\0idge</h1>").replace(b"council", b"coun\0cil&#0;&#xd800;&nosuch;")
    draft = parse_page(data, ADDRESS)
    assert draft.title == "A bridge"
    assert "\0" not in draft.text


def test_the_libraries_are_imported_only_when_a_page_is_read():
    code = "import sys, storage.sources.pages.page_parser; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    ).stdout.split()
    assert "storage.sources.pages.page_parser" in modules
    assert not {"trafilatura", "htmldate", "lxml", "justext"} & set(modules)
