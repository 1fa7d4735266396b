import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Candidate
from storage.sources.discovery.feed_links import feed_candidates

PAGE = "https://example.org/blog/post.html"
CHANNEL = "UCabcdefghijklmnopqrstuv"
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


def named(html: str, address: str = PAGE) -> list[Candidate]:
    return [candidate for candidate in feed_candidates(html.encode(), address) if not candidate.guessed]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', "https://example.org/feed"),
        (
            '<LINK REL="Alternate home" TYPE="application/Atom+XML; charset=utf-8" HREF="x.atom">',
            "https://example.org/blog/x.atom",
        ),
        ("<link rel=alternate type=application/feed+json href=//a.org/feed.json>", "https://a.org/feed.json"),
        (
            '<link rel="alternate" type="application/rdf+xml" href="?a=1&amp;b=2">',
            "https://example.org/blog/post.html?a=1&b=2",
        ),
        ('<link rel="feed" href="feed://a.org/f">', "https://a.org/f"),
        (
            '<base href="/news/"><link rel="alternate" type="text/xml" href="rss">',
            "https://example.org/news/rss",
        ),
    ],
)
def test_declared_feeds_are_found(link: str, url: str) -> None:
    assert [candidate.url for candidate in named(f"<html><head>{link}</head></html>")] == [url]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate stylesheet" type="text/xml" href="/style.xsl">',
        '<link rel="alternate" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?format=json">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="EditURI" type="application/rsd+xml" href="/xmlrpc.php?rsd">',
        '<a href="/feedback">Send feedback</a>',
        '<a href="/sitemap.xml">Sitemap</a>',
        '<a href="https://feedly.com/i/subscription/feed/https://example.org/feed">RSS</a>',
        '<a href="https://www.facebook.com/dialog/feed?link=x">Share</a>',
        '<a href="mailto:feed@example.org">Feed</a>',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->',
        "<a href='/index.php?title=x'>Log in</a>",
    ],
)
def test_other_links_are_ignored(link: str) -> None:
    assert named(f"<html><head></head><body>{link}</body></html>") == []


def test_the_main_feed_comes_before_comments_and_links() -> None:
    html = """
      <a href="/all.rss">Everything</a> <a href="https://feeds.example.com/paper">On a feed host</a>
      <a href="/somewhere">RSS feed</a> <a href="/comments.rss">Comments</a>
      <link rel="alternate" type="application/rss+xml" title="A Paper &raquo; Comments Feed" href="/c/feed/">
      <link rel="alternate" type="application/rss+xml" title=" A
        Paper&nbsp;&raquo;\x1b[2J Feed" href="/feed/">
      <link rel="alternate" type="application/atom+xml" href="/feed/">
    """
    assert named(html) == [
        Candidate("https://example.org/feed/", "A Paper » Feed"),
        Candidate("https://example.org/c/feed/", "A Paper » Comments Feed"),
        Candidate("https://example.org/all.rss", "Everything"),
        Candidate("https://feeds.example.com/paper", "On a feed host"),
        Candidate("https://example.org/somewhere", "RSS feed"),
        Candidate("https://example.org/comments.rss", "Comments"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<script>var data = {{"x":1,"externalId":"{CHANNEL}"}};</script>',
        f'<script>{{"videoDetails":{{"channelId" : "{CHANNEL}"}}}}</script>',
    ],
)
def test_the_channel_of_a_handle_is_found(html: str) -> None:
    assert named(html, "https://www.youtube.com/@somebody") == [Candidate(VIDEOS)]
    assert named(html, "https://example.org/@somebody") == []
    assert named(html, "https://notyoutube.com/@somebody") == []


def test_common_names_come_last_and_start_with_the_section() -> None:
    html = b'<link rel="alternate" type="application/rss+xml" href="/blog/feed">'
    first, *guesses = feed_candidates(html, PAGE)
    assert (first.url, first.guessed) == ("https://example.org/blog/feed", False)
    assert all(candidate.guessed for candidate in guesses)
    urls = [candidate.url for candidate in guesses]
    assert urls[0] == "https://example.org/feed"
    assert urls.index("https://example.org/blog/rss") < urls.index("https://example.org/rss")
    assert urls.index("https://example.org/feed") < urls.index("https://example.org/blog/feed.xml")
    assert {"https://example.org/atom.xml", "https://example.org/feeds/posts/default"} <= set(urls)
    assert len(urls) == len(set(urls))


@pytest.mark.parametrize("path", ["/2024/05/an-article", "/article.html", "/", ""])
def test_articles_are_not_sections(path: str) -> None:
    urls = [candidate.url for candidate in feed_candidates(b"", f"https://example.org{path}")]
    assert urls[:2] == ["https://example.org/feed", "https://example.org/rss"]


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00\xff\xfe", b"%PDF-1.4", b"<?xml version='1.0'?><rss/>"])
def test_a_page_without_feeds_gives_only_guesses(data: bytes) -> None:
    candidates = feed_candidates(data, "https://example.org")
    assert candidates[0] == Candidate("https://example.org/feed", guessed=True)
    assert all(candidate.guessed for candidate in candidates)


def test_a_page_in_another_encoding_gives_its_titles() -> None:
    html = '<meta charset="windows-1251"><link rel="feed" title="Новости" href="/f">'
    assert feed_candidates(html.encode("cp1251"), PAGE)[0].title == "Новости"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<a href='/rss'>" * 50_000,
        "<link rel=" * 100_000,
        "<a href='" + "x" * 5_000_000,
    ],
    ids=["deep", "many", "broken", "long"],
)
def test_hostile_pages_are_fast(html: str) -> None:
    started = time.process_time()
    assert feed_candidates(html.encode(), PAGE)
    assert time.process_time() - started < 10


MARKUP = st.lists(
    st.sampled_from(
        [
            "<link rel=alternate type=text/xml ",
            "<a ",
            "href='",
            "http://",
            "//[",
            "'>",
            "<base ",
            "\x00",
            "é",
            "feed:",
            "RSS",
            "/rss",
            "\x1b",
            "<",
        ]
    )
).map(lambda parts: "".join(parts).encode())


@given(st.one_of(MARKUP, st.binary()), st.sampled_from([PAGE, "", "https://[x", "file:///tmp/a.html"]))
def test_any_page_gives_only_web_addresses(data: bytes, address: str) -> None:
    for candidate in feed_candidates(data, address):
        assert candidate.url.startswith(("https://", "http://"))
        assert "\x1b" not in candidate.title
        assert "\n" not in candidate.title
