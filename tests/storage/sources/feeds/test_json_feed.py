import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SourceError
from storage.model import Enclosure, ParsedFeed
from storage.sources.feeds.feed_parser import parse_feed

ADDRESS = "https://site.org/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def parsed(**feed: Any) -> ParsedFeed:
    return parse_feed(json.dumps({"version": VERSION, **feed}).encode(), ADDRESS, "application/feed+json")


def test_a_feed_of_version_1_1() -> None:
    feed = parsed(
        title="Feed <1>",
        home_page_url="/",
        language="en-us",
        authors=[{"name": "House"}],
        items=[
            {
                "id": "1",
                "url": "https://x.org/1?utm_medium=feed",
                "title": "A <b> title & more",
                "content_html": '<p>Whole <a href="/a">text</a>.</p>',
                "summary": "Short",
                "image": "lead.png",
                "date_published": "2020-01-02T03:04:05+01:00",
                "authors": [{"name": "Ann"}, {"name": "Ben"}],
                "tags": ["a", "b", 3],
                "language": "de",
                "attachments": [{"url": "x.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12.0}],
            },
            {"id": 2, "external_url": "https://x.org/2", "content_text": "Plain\ntext < more"},
        ],
    )
    assert (feed.title, feed.site, feed.language) == ("Feed <1>", "https://site.org/", "en-US")
    first, second = feed.drafts
    assert (first.key, first.url) == ("1", "https://x.org/1")
    assert (first.title, first.text) == ("A <b> title & more", "Whole text.")
    assert first.spans[0].target == "https://x.org/a"
    assert first.published is not None
    assert first.published.isoformat() == "2020-01-02T03:04:05+01:00"
    assert (first.byline, first.categories, first.language) == ("Ann, Ben", ("a", "b"), "de")
    assert first.image == "https://site.org/lead.png"
    assert first.enclosures == (Enclosure("https://site.org/x.mp3", "audio/mpeg", 12),)
    assert (second.key, second.url, second.byline) == ("2", "https://x.org/2", "House")
    assert second.text == "Plain\ntext < more"


def test_a_feed_of_version_1_0() -> None:
    data = {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": "https://x.org/1", "author": {"name": "Ann"}}],
    }
    (draft,) = parse_feed(json.dumps(data).encode(), ADDRESS).drafts
    assert (draft.byline, draft.url, draft.key) == ("Ann", "https://x.org/1", "https://x.org/1")


def test_fields_of_a_wrong_type_are_ignored() -> None:
    feed = parsed(
        title=5,
        home_page_url=["x"],
        authors="Ann",
        items=[
            None,
            7,
            {
                "id": True,
                "title": {},
                "content_html": 3.5,
                "tags": "a",
                "attachments": [1, {"size_in_bytes": "9"}],
            },
            {
                "id": "a",
                "title": "T",
                "attachments": [{"url": "https://x.org/a", "size_in_bytes": float("inf")}],
            },
        ],
    )
    assert [draft.title for draft in feed.drafts] == ["", "T"]
    assert feed.drafts[1].enclosures == (Enclosure("https://x.org/a"),)


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b'{"items": 3}',
        b'{"version": "2", "x": []}',
        b'[{"version": "https://jsonfeed.org/version/1"}]',
    ],
)
def test_json_that_is_not_a_feed(data: bytes) -> None:
    with pytest.raises(SourceError, match="this is JSON, but not a feed"):
        parse_feed(data, ADDRESS)


@pytest.mark.parametrize(
    "data", [b"{", b'{"items": [', b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"], ids=range(4)
)
def test_damaged_json(data: bytes) -> None:
    with pytest.raises(SourceError, match="damaged"):
        parse_feed(data, ADDRESS)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "url", "name", "size_in_bytes", "content_html"]), inner
        )
    ),
    max_leaves=9,
)
FIELDS = st.sampled_from(
    """id url title content_html content_text summary image tags authors author attachments
    language date_published""".split()  # noqa: SIM905 - a list of them fills the page
)
FEED = st.dictionaries(st.sampled_from(["title", "authors", "language", "home_page_url"]), VALUES)


@given(FEED, st.lists(st.dictionaries(FIELDS, VALUES)))
def test_any_values_give_drafts(feed: dict[str, Any], items: list[dict[str, Any]]) -> None:
    found = parsed(**feed, items=items)
    assert len(found.drafts) <= len(items)
    assert bool(found.drafts) == bool(items)


def test_the_text_is_never_a_summary_and_plain_text_is_no_markup() -> None:
    feed = parsed(
        items=[
            {
                "id": "1",
                "content_html": "<p>Short</p>",
                "content_text": "Short",
                "summary": "A long summary.",
            },
            {"id": "2", "content_html": "<p></p>", "content_text": "Write <p>x</p> &amp; y"},
            {"id": "3", "summary": "Only this."},
        ]
    )
    assert [draft.text for draft in feed.drafts] == ["Short", "Write <p>x</p> &amp; y", "Only this."]
