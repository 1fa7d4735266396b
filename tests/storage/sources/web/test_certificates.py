import datetime
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.web_client import WebClient


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ssl_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@contextmanager
def secured(certificate: trustme.LeafCert) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with Site(context) as site:
        site.serve("/feed", "<rss/>")
        yield site


async def refused(address: str, ssl_context: ssl.SSLContext | None) -> str:
    async with WebClient(ssl_context=ssl_context) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address)
    return str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_valid_certificate_is_accepted(
    authority: trustme.CA, ssl_context: ssl.SSLContext, host: str
) -> None:
    with secured(authority.issue_cert(host)) as site:
        async with WebClient(ssl_context=ssl_context) as web:
            assert (await web.fetch(site.url("/feed", host))).body == b"<rss/>"
            assert (await web.fetch(site.url("/feed", host))).body == b"<rss/>"
    assert site.connections == 1


async def test_an_expired_certificate_is_reported(authority: trustme.CA, ssl_context: ssl.SSLContext) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired = authority.issue_cert("127.0.0.1", not_before=past, not_after=past + datetime.timedelta(days=1))
    with secured(expired) as site:
        assert await refused(site.url("/feed"), ssl_context) == "The server's certificate has expired."
    assert not site.requests


async def test_a_certificate_that_is_not_yet_valid_is_reported(
    authority: trustme.CA, ssl_context: ssl.SSLContext
) -> None:
    future = datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC)
    later = authority.issue_cert(
        "127.0.0.1", not_before=future, not_after=future + datetime.timedelta(days=1)
    )
    with secured(later) as site:
        assert await refused(site.url("/feed"), ssl_context) == "The server's certificate is not valid yet."


async def test_a_certificate_for_another_name_is_reported(
    authority: trustme.CA, ssl_context: ssl.SSLContext
) -> None:
    with secured(authority.issue_cert("news.example", "10.0.0.1")) as site:
        for host in ("127.0.0.1", "localhost"):
            message = "The server's certificate is for a different name."
            assert await refused(site.url("/feed", host), ssl_context) == message


async def test_a_certificate_from_an_unknown_issuer_is_reported(authority: trustme.CA) -> None:
    with secured(authority.issue_cert("127.0.0.1")) as site:
        message = "This computer does not trust the issuer of the server's certificate."
        assert await refused(site.url("/feed"), None) == message


async def test_a_redirect_from_https_to_http_moves_nothing(
    authority: trustme.CA, ssl_context: ssl.SSLContext, site: Site
) -> None:
    with secured(authority.issue_cert("127.0.0.1")) as safe:
        site.serve("/feed", "<rss/>")
        site.redirect("/up", safe.url("/feed"), 301)
        safe.redirect("/down", site.url("/feed"), 301)
        async with WebClient(ssl_context=ssl_context) as web:
            down = await web.fetch(safe.url("/down"))
            up = await web.fetch(site.url("/up"))
    assert (down.url, down.moved) == (site.url("/feed"), "")
    assert (up.url, up.moved) == (safe.url("/feed"), safe.url("/feed"))
