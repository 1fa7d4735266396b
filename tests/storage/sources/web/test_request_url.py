from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FetchError
from storage.sources.web.request_url import RequestUrl


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
def test_a_url_is_normalised(address: str, opened: str) -> None:
    assert RequestUrl.parse(address).address == opened
    assert RequestUrl.parse(opened).address == opened


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "//example.org", "ftp://example.org", "mailto:me@example.org", "http:", "http://", "http:///x",
     "http://:80/", "http://example.org:0/", "http://example.org:65536/", "http://example.org:x/", "http://[::1/",
     "http://ex ample.org/", "http://ex%61mple.org/", "http://a\x00b/", "http://\u202e/",
     "http://.example.org/", "http://\ud800.example/", "http://[fe80::1%eth0]\uff0e[::1]/",
     "http://" + "a" * 300 + ".example/", "http://example.org/" + "a" * 100_000],
)  # fmt: skip
def test_an_invalid_url_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match=r"^(newsdesk can't open this address|newsdesk opens only http)"):
        RequestUrl.parse(address)


@given(
    st.text(max_size=40)
    | st.text(max_size=40).map("http://".__add__)
    | st.text(max_size=40).map("http://h/".__add__)
)
def test_any_text_is_either_parsed_or_refused(text: str) -> None:
    try:
        url = RequestUrl.parse(text)
    except FetchError:
        return
    assert url.address.isascii()
    assert url.address.isprintable()
    assert " " not in url.address
    assert RequestUrl.parse(url.address).address == url.address


@given(st.text(max_size=40))
def test_any_redirect_is_either_followed_or_refused(header: str) -> None:
    with suppress(FetchError):
        target = RequestUrl.parse("http://me:pw@example.org/a/b").redirected(header)
        assert target.scheme in ("http", "https")
        assert target.credentials in ("", "me:pw") or "@" in header


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
def test_credentials_stay_within_their_host(start: str, header: str, credentials: str) -> None:
    assert RequestUrl.parse(start).redirected(header).credentials == credentials
