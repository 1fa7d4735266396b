import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.web.web_addresses import web_address


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("example.org", "https://example.org"),
        (" <https://example.org/feed> ", "https://example.org/feed"),
        ("http://example.org/#top", "http://example.org/#top"),
        ("//example.org/feed", "https://example.org/feed"),
        ("example.org:8080/a b", "https://example.org:8080/a%20b"),
        ("münchen.de/feed", "https://münchen.de/feed"),
        ("feed://example.org/f", "https://example.org/f"),
        ("feed:https://example.org/f", "https://example.org/f"),
        ("FEED:http://example.org/f", "http://example.org/f"),
        ("itpc://example.org/podcast", "https://example.org/podcast"),
        ("http:/example.org", "http://example.org"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("192.168.1.4/feed", "http://192.168.1.4/feed"),
        ("[::1]:8000/feed", "http://[::1]:8000/feed"),
        ("nas.local/feed", "http://nas.local/feed"),
        ("@a@example.org", "https://example.org/@a"),
        ("/r/python/", "https://www.reddit.com/r/python"),
        ("file:///tmp/a b.xml", "file:///tmp/a%20b.xml"),
        ("file://localhost/tmp/a.xml", "file:///tmp/a.xml"),
        ("file:/tmp/a.xml", "file:///tmp/a.xml"),
    ],
)
def test_pasted_addresses_are_completed(pasted: str, meant: str) -> None:
    assert normalise_address(pasted) == meant


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        "hello world",
        "./feed.xml",
        "/tmp/feed.xml",
        "mailto:a@example.org",
        "a@example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "exec:rm -rf /",
        "|~/fetch.py",
        "ftp://example.org/feed",
        "file://server/share",
        "file:///tmp/\x1b[2J",
        "http://",
        "https://[x",
        "http://example.org:0",
    ],
)
def test_anything_but_an_address_gives_nothing(pasted: str) -> None:
    assert normalise_address(pasted) == ""


@given(st.one_of(st.text(), st.text(st.sampled_from("htps:/.fed@a1[]#?% "))))
def test_only_usable_addresses_come_out(pasted: str) -> None:
    meant = normalise_address(pasted)
    assert meant == "" or meant.startswith("file:///") or web_address(meant) == meant
    assert normalise_address(meant) == meant
