from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FetchError
from storage.sources.web.request_urls import Location


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("http://example.org", "http://example.org/"),
        (" HTTPS://Example.ORG:443/Feed ", "https://example.org/Feed"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/?q", "http://example.org:8080/?q"),
        ("http://example.org./", "http://example.org/"),
        ("http://exämple.org/ä b?ö=ü#ß", "http://xn--exmple-cua.org/%C3%A4%20b?%C3%B6=%C3%BC"),
        ("http://☃.example/", "http://xn--n3h.example/"),
        ("http://münchen.example:81/", "http://xn--mnchen-3ya.example:81/"),
        ("http://example.org/100%25%C3%A4?a=%26", "http://example.org/100%25%C3%A4?a=%26"),
        ("http://example.org/a\nb\tc", "http://example.org/abc"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://under_score.example/", "http://under_score.example/"),
        ("http://me:pw@example.org/", "http://example.org/"),
        ("http://example.org\\@evil.example/a\\b?c\\d", "http://example.org/@evil.example/a/b?c\\d"),
    ],
)
def test_addresses_are_made_fit_to_be_asked_for(address: str, opened: str) -> None:
    assert Location.of(address).address == opened
    assert Location.of(opened).address == opened


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "//example.org", "ftp://example.org", "mailto:me@example.org", "http:", "http://", "http:///x",
     "http://:80/", "http://example.org:0/", "http://example.org:65536/", "http://example.org:x/", "http://[::1/",
     "http://ex ample.org/", "http://ex%61mple.org/", "http://a\x00b/", "http://\u202e/",
     "http://.example.org/", "http://\ud800.example/", "http://[fe80::1%eth0]\uff0e[::1]/",
     "http://" + "a" * 300 + ".example/", "http://example.org/" + "a" * 100_000],
)  # fmt: skip
def test_what_can_not_be_asked_for_is_refused(address: str) -> None:
    with pytest.raises(
        FetchError, match=r"^(This is not an address that newsdesk can open|newsdesk opens http)"
    ):
        Location.of(address)


@given(
    st.text(max_size=40)
    | st.text(max_size=40).map("http://".__add__)
    | st.text(max_size=40).map("http://h/".__add__)
)
def test_any_text_is_either_an_address_or_refused(text: str) -> None:
    try:
        location = Location.of(text)
    except FetchError:
        return
    assert location.address.isascii()
    assert location.address.isprintable()
    assert " " not in location.address
    assert Location.of(location.address).address == location.address


@given(st.text(max_size=40))
def test_any_redirect_leads_to_an_address_or_is_refused(header: str) -> None:
    with suppress(FetchError):
        following = Location.of("http://me:pw@example.org/a/b").follow(header)
        assert following.scheme in ("http", "https")
        assert following.credentials in ("", "me:pw") or "@" in header


@pytest.mark.parametrize(
    ("start", "header", "credentials"),
    [
        ("http://me:pw@a.example/", "/x", "me:pw"),
        ("http://me:pw@a.example/", "https://a.example/x", "me:pw"),
        ("https://me:pw@a.example/", "http://a.example/x", ""),
        ("https://me:pw@a.example/", "https://a.example:444/x", ""),
        ("https://me:pw@a.example/", "https://b.example/x", ""),
        ("https://me:pw@a.example/", "https://b:c@a.example/x", "b:c"),
    ],
)
def test_a_password_goes_no_further_than_its_host(start: str, header: str, credentials: str) -> None:
    assert Location.of(start).follow(header).credentials == credentials
