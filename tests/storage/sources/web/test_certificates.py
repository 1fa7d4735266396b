import datetime
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.http import Web


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trust(authority: trustme.CA) -> ssl.SSLContext:
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


async def refused(address: str, trust: ssl.SSLContext | None) -> str:
    async with Web(trust=trust) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address)
    return str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_good_certificate_is_good(authority: trustme.CA, trust: ssl.SSLContext, host: str) -> None:
    with secured(authority.issue_cert(host)) as site:
        async with Web(trust=trust) as web:
            assert (await web.fetch(site.url("/feed", host))).body == b"<rss/>"
            assert (await web.fetch(site.url("/feed", host))).body == b"<rss/>"
    assert site.connections == 1


async def test_an_expired_certificate_is_said(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    expired = authority.issue_cert("127.0.0.1", not_before=past, not_after=past + datetime.timedelta(days=1))
    with secured(expired) as site:
        assert await refused(site.url("/feed"), trust) == "The certificate of the server has expired."
    assert not site.requests


async def test_a_certificate_of_the_future_is_said(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    future = datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC)
    later = authority.issue_cert(
        "127.0.0.1", not_before=future, not_after=future + datetime.timedelta(days=1)
    )
    with secured(later) as site:
        assert await refused(site.url("/feed"), trust) == "The certificate of the server is not valid yet."


async def test_a_certificate_for_another_name_is_said(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    with secured(authority.issue_cert("news.example", "10.0.0.1")) as site:
        for host in ("127.0.0.1", "localhost"):
            sentence = "The certificate of the server is for another name than this one."
            assert await refused(site.url("/feed", host), trust) == sentence


async def test_a_certificate_of_a_stranger_is_said(authority: trustme.CA) -> None:
    with secured(authority.issue_cert("127.0.0.1")) as site:
        sentence = "The certificate of the server is vouched for by nobody whom this computer trusts."
        assert await refused(site.url("/feed"), None) == sentence


async def test_a_way_from_https_to_http_moves_nothing(
    authority: trustme.CA, trust: ssl.SSLContext, site: Site
) -> None:
    with secured(authority.issue_cert("127.0.0.1")) as safe:
        site.serve("/feed", "<rss/>")
        site.redirect("/up", safe.url("/feed"), 301)
        safe.redirect("/down", site.url("/feed"), 301)
        async with Web(trust=trust) as web:
            down = await web.fetch(safe.url("/down"))
            up = await web.fetch(site.url("/up"))
    assert (down.url, down.moved) == (site.url("/feed"), "")
    assert (up.url, up.moved) == (safe.url("/feed"), safe.url("/feed"))
