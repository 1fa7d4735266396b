from storage.sources.feeds.fallback_parser import parse_damaged
from storage.sources.feeds.feed_parser import parse_feed
from storage.sources.feeds.raw_feed import Content, Form

STUMBLE = '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters"><psc:chapter/></psc:chapters>'


def test_a_feed_that_makes_feedparser_fail_gives_its_entries() -> None:
    items = f"<item>{STUMBLE}<title>One</title><guid>1</guid></item>"
    items += "<item><title>Two</title><link>/2</link></item>"
    data = f"<rss><channel><title>T</title><link>https://x.org/</link>{items}</channel></rss>".encode()
    feed = parse_feed(data, "https://x.org/feed")
    assert (feed.title, feed.site) == ("T", "https://x.org/")
    assert [(draft.title, draft.key) for draft in feed.drafts] == [("One", "1"), ("Two", "https://x.org/2")]
    assert feed.trouble == "the feed is damaged: what could be read was kept"


def test_the_fields_of_rss() -> None:
    metadata, (entry,) = parse_damaged(
        """<rss><channel><title>T</title><link>https://x.org/</link><item>
        <title>A &amp;lt; b</title><guid>g</guid>
        <link> https://x.org/1 </link><dc:creator>Ann</dc:creator><author>Ben</author>
        <pubDate>2026-01-30</pubDate>
        <content:encoded><![CDATA[<p>Whole</p>]]></content:encoded><description>Short</description></item>"""
    )
    assert metadata.title == Content("T")
    assert entry.title == Content("A &lt; b")
    assert (entry.texts, entry.summaries) == ((Content("<p>Whole</p>"),), (Content("Short"),))
    assert (entry.guid, entry.links, entry.authors) == ("g", ("https://x.org/1",), ("Ann", "Ben"))
    assert entry.dates[0] == "2026-01-30"


def test_the_fields_of_atom() -> None:
    metadata, (entry,) = parse_damaged(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">T &lt;b></title>
        <link href="https://x.org/"/><entry><id>g</id>
        <link rel="self" href="no"/><link href="https://x.org/1"/>
        <author><name>Ann</name></author>
        <content type="xhtml"><div>Whole <b>text</b></div></content>
        <updated>2026-01-30</updated></entry></feed>"""
    )
    assert (metadata.title, metadata.site) == (Content("T <b>", Form.PLAIN), "https://x.org/")
    assert (entry.guid, entry.links, entry.authors) == ("g", ("https://x.org/1",), ("Ann",))
    assert "Whole <b>text</b>" in entry.texts[0].value
    assert "2026-01-30" in entry.dates


def test_nothing_to_read() -> None:
    assert parse_damaged("<rss")[1] == []
    assert parse_damaged("")[1] == []
