from datetime import UTC, datetime

import pytest

from storage.model import Enclosure, Extent, Provenance
from storage.sources.feeds.feed_drafts import (
    FeedContext,
    byline,
    entry_draft,
    language_tag,
    short_line,
    title_line,
)
from storage.sources.feeds.raw_feed import Content, Entry, Form

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
CONTEXT = FeedContext("https://site.org/feed.xml", "The Site", "en", "https://site.org/news/", NOW)


def test_an_entry_with_everything() -> None:
    found = entry_draft(
        Entry(
            guid="  urn:1 ",
            title=Content("Vote &amp; <b>win</b>"),
            texts=(Content("Short."), Content('<p>The <a href="a">whole</a> text.</p>')),
            links=("ftp://x.org/", "article?id=7&utm_source=rss"),
            authors=("Ann", "Ben"),
            dates=("", "2026-01-30T12:00:00Z"),
            source="The <i>Wire</i>",
            language="de_de",
            images=("", "/lead.jpg"),
            categories=("Politics", "politics", "http://scheme/kind#post", ""),
            enclosures=(
                Enclosure("talk.mp3", "audio/mpeg", 123),
                Enclosure("javascript:x"),
                Enclosure("talk.mp3"),
            ),
        ),
        CONTEXT,
    )
    assert found.key == "urn:1"
    assert found.title == "Vote & win"
    assert found.text == "The whole text."
    assert [span.target for span in found.spans] == ["https://site.org/news/a"]
    assert found.url == "https://site.org/news/article?id=7"
    assert found.original_url == "https://site.org/news/article?id=7&utm_source=rss"
    assert found.byline == "Ann, Ben"
    assert found.published == datetime(2026, 1, 30, 12, tzinfo=UTC)
    assert found.source == "The Wire"
    assert found.language == "de-DE"
    assert found.image == "https://site.org/lead.jpg"
    assert found.categories == ("Politics",)
    assert found.enclosures == (Enclosure("https://site.org/news/talk.mp3", "audio/mpeg", 123),)
    assert (found.provenance, found.extent, found.origin) == (Provenance.FEED, Extent.WHOLE, CONTEXT.address)


def test_an_entry_inherits_from_its_feed() -> None:
    found = entry_draft(Entry(title=Content("T"), links=("https://x.org/a",)), CONTEXT)
    assert (found.source, found.language) == ("The Site", "en")
    assert (found.url, found.original_url) == ("https://x.org/a", "")
    assert (found.key, found.byline, found.published) == ("", "", None)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (Entry(texts=(Content("<p>First words.</p><p>More.</p>"),)), "First words."),
        (Entry(title=Content(" <b> </b>"), texts=(Content("Words"),)), "Words"),
        (Entry(links=("https://x.org/2026/a-long_walk.html?x=1",)), "a long walk"),
        (Entry(links=("https://x.org/caf%C3%A9%20talk/",)), "café talk"),
        (Entry(links=("https://x.org/",)), "x.org"),
        (Entry(enclosures=(Enclosure("https://x.org/episode-7.mp3"),)), "episode 7"),
        (Entry(images=("https://x.org/sunset.jpg",)), "sunset"),
        (Entry(guid="1"), ""),
    ],
)
def test_fallback_titles(entry: Entry, title: str) -> None:
    assert entry_draft(entry, CONTEXT).title == title


def test_the_longest_text_wins() -> None:
    tags = "<div><span>" * 30 + "short" + "</span></div>" * 30
    texts = (Content(tags), Content("A text that is longer, once it is cleaned.", Form.PLAIN))
    assert entry_draft(Entry(texts=texts), CONTEXT).text == texts[1].value
    assert entry_draft(Entry(texts=(Content("<p>same</p>"), Content("same"))), CONTEXT).text == "same"
    assert entry_draft(Entry(texts=(Content("<script>x</script>"), Content("a"))), CONTEXT).text == "a"


def test_a_summary_never_takes_the_place_of_the_text() -> None:
    long = Content("A summary that is much longer than the text.")
    assert entry_draft(Entry(texts=(Content("Short."),), summaries=(long,)), CONTEXT).text == "Short."
    empty = Content("<p> </p>")
    assert entry_draft(Entry(texts=(empty,), summaries=(Content("x"), long)), CONTEXT).text == long.value


def test_without_a_text_the_descriptions_of_all_pictures_are_the_text() -> None:
    captions = tuple(Content(text, Form.PLAIN) for text in ("A mill.", "Two cats & a <dog>.", "A mill."))
    assert entry_draft(Entry(captions=captions), CONTEXT).text == "A mill.\n\nTwo cats & a <dog>."
    assert entry_draft(Entry(summaries=(Content("Hi!"),), captions=captions), CONTEXT).text == "Hi!"


def test_plain_text_stays_literal() -> None:
    for text in ("if a <b and\nc > d", "Write <p>a</p> &amp; <br>."):
        assert entry_draft(Entry(texts=(Content(text, Form.PLAIN),)), CONTEXT).text == text
    assert title_line(Content("The <b>bold</b> &amp; <br>", Form.PLAIN)) == "The <b>bold</b> &amp; <br>"


def test_an_undeclared_title_is_markup_if_it_looks_like_it() -> None:
    assert title_line(Content("The <blink> tag")) == "The <blink> tag"
    assert title_line(Content("The <b>bold</b> &amp; new")) == "The bold & new"
    assert title_line(None) == ""


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ('Mara: "<div><b class="name">Hello <img src="https://x.or…"', 'Mara: " Hello …"'),
        ("On the road <a hre…", "On the road …"),
        ("On the road <spa...", "On the road ..."),
        ("All <b>five</b", "All five"),
        ("<p><span cla…", ""),
        ("…", "…"),
        ("Fish &am…", "Fish …"),
        ("It&#82…", "It…"),
        ("x <y and y <z", "x <y and y <z"),
        ("if a <b then it is so…", "if a <b then it is so…"),
        ("I <3 it…", "I <3 it…"),
        ("AT&T…", "AT&T…"),
    ],
)
def test_cut_markup_never_shows_in_a_title(title: str, line: str) -> None:
    assert title_line(Content(title)) == line


def test_cut_markup_never_shows_in_a_text() -> None:
    text = Content('<p>Words and a <a href="https://x.org/long/addr')
    assert entry_draft(Entry(texts=(text,)), CONTEXT).text == "Words and a"


def test_links_in_a_text_are_resolved_against_its_base() -> None:
    text = Content('<a href="a">b</a>', base="sub/x.html")
    assert entry_draft(Entry(texts=(text,)), CONTEXT).spans[0].target == "https://site.org/news/sub/a"
    text = Content('<a href="a">b</a>', base="https://other.org/x/")
    assert entry_draft(Entry(texts=(text,)), CONTEXT).spans[0].target == "https://other.org/x/a"


def test_a_truncated_text() -> None:
    assert entry_draft(Entry(texts=(Content("<p>And then […]</p>"),)), CONTEXT).extent is Extent.TRUNCATED
    assert entry_draft(Entry(texts=(Content("All."),), is_truncated=True), CONTEXT).extent is Extent.TRUNCATED


def test_long_lines_are_clipped() -> None:
    found = entry_draft(Entry(title=Content("word " * 1_000_000), categories=("c" * 10_000,) * 3), CONTEXT)
    assert len(found.title) <= 1000
    assert all(len(category) <= 300 for category in found.categories)
    many = tuple(f"c{number}" for number in range(1000))
    assert len(entry_draft(Entry(categories=many), CONTEXT).categories) == 50


def test_bylines() -> None:
    assert byline(["Ann", "", "ANN", " Ben &amp; <b>Co</b>"]) == "Ann, Ben & Co"
    assert byline([]) == ""


@pytest.mark.parametrize(
    ("tag", "usual"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        (" zh-hant-tw ", "zh-hant-TW"),
        ("english", ""),
        ("", ""),
        ("e", ""),
        ("en us", ""),
    ],
)
def test_language_tag(tag: str, usual: str) -> None:
    assert language_tag(tag) == usual


def test_short_line() -> None:
    assert short_line("a\n<b>b</b> \x1b[31m&amp; c") == "a b & c"
