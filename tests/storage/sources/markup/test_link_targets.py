import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.drafts.draft_assembly import web_address
from storage.sources.markup.link_targets import resolve_link

BASE = "https://site.org/a/b.html"


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("HTTP://X.org", "HTTP://X.org"),
        ("http://x.org:8080/a", "http://x.org:8080/a"),
        ("http://x.org:65535/a", "http://x.org:65535/a"),
        ("/c", "https://site.org/c"),
        ("c d", "https://site.org/a/c%20d"),
        ("../c", "https://site.org/c"),
        ("?q=1", "https://site.org/a/b.html?q=1"),
        ("//x.org/c", "https://x.org/c"),
        (" \n/c\n", "https://site.org/c"),
        ("https://x.org/ü", "https://x.org/ü"),
        ("https://x.org/a\n/b", "https://x.org/a/b"),
        ("http://x.org:0/", ""),
        ("http://x.org:99999/", ""),
        ("http://x.org:65536/", ""),
        ("http://x.org:1\u0967/", ""),
        ("http:///x", ""),
        ("javascript:x", ""),
        ("JAVA\tSCRIPT:x", ""),
        ("#a", ""),
        ("", ""),
        pytest.param("https://x.org/" + "a" * 9000, "", id="long"),
        ("https://x.org/\u202egpj", ""),
    ],
)
def test_references(reference: str, target: str) -> None:
    assert resolve_link(reference, BASE) == target


def test_without_a_base_only_whole_addresses_are_known() -> None:
    assert resolve_link("https://x.org/") == "https://x.org/"
    assert resolve_link("//x.org/a") == "https://x.org/a"
    assert resolve_link("/a") == ""
    assert resolve_link("http\u017f://x.org/") == ""


@given(st.text() | st.from_regex(r"https?:/?/?\S*"), st.sampled_from(["", BASE, "http://["]))
def test_whatever_comes_out_is_a_web_address(reference: str, base: str) -> None:
    target = resolve_link(reference, base)
    assert not target or web_address(target) == target
