"""Feeds that are damaged, wrongly declared or hostile."""

import socket
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import Extent, ParsedFeed, Role
from storage.sources.feeds.feed_parser import parse_feed

ADDRESS = "https://site.org/feed"
ITEM = (
    "<item><title>One</title><link>https://x.org/1</link><guid>1</guid>"
    "<description>Text one.</description></item>"
)
OTHER = ITEM.replace("1", "2").replace("One", "Two").replace("one", "two")
PHRASE = "Größe, naïve"


def rss(items: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def parsed(document: str | bytes, content_type: str = "") -> ParsedFeed:
    return parse_feed(document.encode() if isinstance(document, str) else document, ADDRESS, content_type)


def test_a_feed_that_ends_between_two_entries() -> None:
    feed = parsed(rss(ITEM + OTHER).removesuffix("</channel></rss>"))
    assert [draft.extent for draft in feed.drafts] == [Extent.TEASER, Extent.TEASER]
    assert feed.trouble == "the feed is cut short: what arrived was kept"


def test_a_feed_that_ends_inside_an_entry() -> None:
    document = rss(ITEM + OTHER)
    feed = parsed(document[: document.index("Text two") + 4])
    assert [draft.key for draft in feed.drafts] == ["1", "2"]
    assert [draft.extent for draft in feed.drafts] == [Extent.TEASER, Extent.TRUNCATED]
    assert feed.trouble


@given(st.integers(0, len(rss(ITEM + OTHER))))
def test_a_feed_that_ends_anywhere(length: int) -> None:
    document = rss(ITEM + OTHER)
    try:
        feed = parsed(document[:length])
    except SourceError:
        assert length < len("<rss")
    else:
        assert len(feed.drafts) == document[:length].count("<item>") or document[:length].endswith("<item")
        assert bool(feed.trouble) == (length < len(document))


@pytest.mark.parametrize(
    "damage",
    [
        "<b>unclosed",
        "&unknown; &nbsp; & more",
        "<dc:creator>no namespace</dc:creator>",
        "<x y=z>no quotes</x>",
        "</nothing>",
        "<description>a < b</description>",
        "\0\x1b\x08",
        "&#0;&#x1f;",
        '<?xml version="1.0"?>',
        "<![CDATA[ open ]] >",
    ],
)
def test_damage_in_one_entry_does_not_affect_others(damage: str) -> None:
    feed = parsed(rss(f"<item><title>Zero</title>{damage}</item>" + ITEM))
    assert [draft.title for draft in feed.drafts][:1] == ["Zero"]
    assert feed.drafts[-1].title in ("One", "Zero")


@pytest.mark.parametrize(
    "element",
    [
        "<georss:box>x y</georss:box>",
        "<media:player/>",
        "<width>x</width>",
        "<cc:license/>",
        "<psc:chapter start='x'/>",
    ],
)
def test_elements_that_make_feedparser_fail(element: str) -> None:
    spaces = (
        'xmlns:georss="http://www.georss.org/georss" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:cc="http://web.resource.org/cc/" xmlns:psc="http://podlove.org/simple-chapters"'
    )
    feed = parsed(
        rss(f"{element}<item>{element}<title>Zero</title></item>{ITEM}").replace("<rss ", f"<rss {spaces} ")
    )
    assert [draft.title for draft in feed.drafts] == ["Zero", "One"]


BOMB = '<!DOCTYPE r [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij"))
)


HEADS = {
    "entities of entities": BOMB,
    "a long entity": f'<!DOCTYPE r [<!ENTITY j "{"x" * 100_000}">]>',
    "a parameter": '<!DOCTYPE r [<!ENTITY % j "x"><!ENTITY j "%j;">]>',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_entities_can_not_grow(head: str) -> None:
    feed = parsed(rss(f"<item><title>{'&j;' * 1000}</title><description>&j;x</description></item>", head))
    (draft,) = feed.drafts
    assert len(draft.title) < 5000
    assert len(draft.text) < 5000


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        head = (
            f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/a" [<!ENTITY x SYSTEM "{secret.as_uri()}">'
            f'<!ENTITY y SYSTEM "http://127.0.0.1:{port}/b">'
            f'<!ENTITY % z SYSTEM "http://127.0.0.1:{port}/c"> %z;]>'
        )
        broken = "<dc:unknown><georss:box>"
        for item in ("", broken):
            feed = parsed(rss(f"<item><title>[&x;&y;]</title>{item}</item>", head))
            assert "SECRET" not in feed.drafts[0].title
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_body_is_never_taken_for_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(rss(ITEM))
    assert parsed("<rss>").drafts == ()


def test_deeply_nested_elements() -> None:
    deep = "<div>" * 20_000 + "text" + "</div>" * 20_000
    assert (
        parsed(rss(f"<item><title>T</title><description>{deep}</description></item>")).drafts[0].title == "T"
    )
    assert parsed(rss("<item><title>T</title>" + "<x>" * 20_000)).drafts[0].title == "T"


def test_a_title_of_five_million_characters() -> None:
    (draft,) = parsed(rss(f"<item><title>{'word &lt;b&gt; ' * 400_000}</title></item>")).drafts
    assert len(draft.title) <= 1000


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("latin-1", "utf-8", ""),
        ("latin-1", "", "text/xml; charset=utf-8"),
        ("utf-8", "iso-8859-1", "text/xml; charset=us-ascii"),
        ("utf-16", "utf-8", ""),
        ("utf-16-le", "utf-16", "text/xml"),
        ("cp1252", "utf-16", ""),
        ("utf-8-sig", "", "text/html; charset=windows-1251"),
    ],
)
def test_wrongly_declared_encodings(encoding: str, declared: str, content_type: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = rss(f"<item><title>{PHRASE}</title></item>", head)
    assert parsed(document.encode(encoding), content_type).drafts[0].title == PHRASE


def test_control_characters_are_removed() -> None:
    code = "&amp;#27;[2J"
    feed = parsed(
        rss(f"<item><title>a&#x9b;31mb\x1b]0;x\x07c{code}</title><description>\u202e\0d</description></item>")
    )
    (draft,) = feed.drafts
    assert draft.title.isprintable()
    assert "\x1b" not in draft.title
    assert draft.text == "d"


@pytest.mark.parametrize("guid", ["same", "{}"])
def test_useless_guids(guid: str) -> None:
    """If guids are all equal, or new at each reading, the keys or the URLs stay the same."""

    def read(turn: int) -> ParsedFeed:
        item = "<item><title>T{0}</title><link>https://x.org/{0}</link><guid>{1}</guid></item>"
        return parsed(rss("".join(item.format(n, guid.format(f"{turn}-{n}")) for n in range(3))))

    first, second = read(1).drafts, read(2).drafts
    assert len({draft.key for draft in first}) == 3
    assert [draft.url for draft in first] == [draft.url for draft in second]
    assert guid != "same" or [draft.key for draft in first] == [draft.key for draft in second]


def test_attacks_in_markup_become_text() -> None:
    html = (
        '<p onclick="x()">Safe <a href="javascript:x()">one</a> '
        '<a href="https://x.org/" onclick="x()">two</a>'
        '<script>evil()</script><img src="javascript:x()" onerror="x()">'
        "<style>p{background:url(javascript:x)}</style></p>"
    )
    (draft,) = parsed(
        rss(f"<item><title>T</title><description><![CDATA[{html}]]></description></item>")
    ).drafts
    assert draft.text == "Safe one two"
    assert [(span.role, span.target) for span in draft.spans] == [(Role.LINK, "https://x.org/")]
    assert draft.image == ""
