import asyncio
from email.utils import formatdate

import pytest
from webserver import Site, http_response

from storage.errors import FetchError
from storage.sources.web.http_headers import user_agent
from storage.sources.web.web_client import ACCEPT_PAGES, Response, WebClient


async def fetched(address: str, etag: str = "", modified: str = "") -> Response:
    async with WebClient() as web:
        return await web.fetch(address, etag, modified)


async def refused(address: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetched(address)
    return caught.value


async def test_a_response_has_body_and_metadata(site: Site) -> None:
    headers = {
        "Content-Type": "application/rss+xml; charset=utf-8",
        "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT",
        "Cache-Control": "public, max-age=600",
        "ETag": 'W/"1"',
    }
    address = site.serve("/feed", "<rss/>", headers=headers)
    response = await fetched(address)
    assert response == Response(
        url=address,
        status=200,
        body=b"<rss/>",
        content_type="application/rss+xml; charset=utf-8",
        etag='W/"1"',
        modified="Wed, 21 Oct 2015 07:28:00 GMT",
        moved="",
        max_age=600,
    )


async def test_request_headers(site: Site) -> None:
    address = site.serve("/page", "x")
    async with WebClient() as web:
        await web.fetch(address + "#top", accept=ACCEPT_PAGES)
    (request,) = site.requests
    assert (request.method, request.path) == ("GET", "/page")
    assert request.headers["host"] == f"127.0.0.1:{site.port}"
    assert request.headers["user-agent"] == user_agent()
    assert user_agent().startswith("newsdesk/")
    assert request.headers["accept"] == ACCEPT_PAGES
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert request.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}


async def test_unchanged_content_is_not_sent_again(site: Site) -> None:
    address = site.serve("/feed", "<rss/>", etag='"7"')
    first = await fetched(address)
    second = await fetched(address, first.etag, "Wed, 21 Oct 2015 07:28:00 GMT")
    assert (first.status, first.body) == (200, b"<rss/>")
    assert (second.status, second.body) == (304, b"")
    assert (second.etag, second.modified) == ('"7"', "Wed, 21 Oct 2015 07:28:00 GMT")
    assert site.requests[1].headers["if-none-match"] == '"7"'
    assert site.requests[1].headers["if-modified-since"] == "Wed, 21 Oct 2015 07:28:00 GMT"


async def test_an_unchanged_response_leaves_the_connection_open(site: Site) -> None:
    address = site.serve("/feed", "<rss/>", etag='"7"')
    async with WebClient() as web:
        for _ in range(3):
            assert (await web.fetch(address, '"7"')).status == 304
    assert site.connections == 1


@pytest.mark.parametrize("etag", ['"a\r\nX-Evil: 1"', '"ü"', "x" * 5000, "\x00"])
async def test_an_invalid_etag_is_not_sent(site: Site, etag: str) -> None:
    response = await fetched(site.serve("/feed", "<rss/>"), etag)
    assert response.body == b"<rss/>"
    assert "if-none-match" not in site.requests[0].headers


async def test_an_unexpected_304_is_an_error(site: Site) -> None:
    error = await refused(site.serve("/feed", status=304))
    assert error.status == 304


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (204, "The server sent an empty response (204)."),
        (206, "The server sent a response without the content (206)."),
        (300, "The server redirects, but does not say where (300)."),
        (301, "The server redirects, but does not say where (301)."),
        (401, "The server requires a password (401)."),
        (403, "The server denied access (403)."),
        (404, "There is nothing at this address (404)."),
        (410, "This address is gone for good (410)."),
        (418, "The server refused the request (418)."),
        (429, "The server asks newsdesk to send fewer requests (429)."),
        (500, "The server reports an internal error (500)."),
        (503, "The server is temporarily unavailable (503)."),
        (599, "The server reports an internal error (599)."),
    ],
)
async def test_other_statuses_are_reported(site: Site, status: int, message: str) -> None:
    error = await refused(site.serve("/feed", "<html>oops</html>" if status != 204 else "", status=status))
    assert (str(error), error.status, error.retry_after) == (message, status, None)


@pytest.mark.parametrize("status", [429, 503])
async def test_an_error_carries_retry_after(site: Site, status: int) -> None:
    error = await refused(site.serve("/feed", status=status, headers={"Retry-After": "120"}))
    assert error.retry_after == 120


async def test_credentials_go_only_to_the_server(site: Site) -> None:
    site.serve("/feed", "<rss/>")
    response = await fetched(f"http://me:s%40fe@127.0.0.1:{site.port}/feed")
    assert site.requests[0].headers["authorization"] == "Basic bWU6c0BmZQ=="
    assert response.url == site.url("/feed")
    error = await refused(f"http://me:secret@127.0.0.1:{site.port}/nothing")
    assert "secret" not in str(error)
    site.serve("/closed", status=401)
    error = await refused(f"http://me:secret@127.0.0.1:{site.port}/closed")
    assert str(error) == "The server rejected the password (401)."


async def test_non_ascii_letters_and_spaces_are_escaped(site: Site) -> None:
    site.serve("/%C3%BC%20b?q=%C3%A4%20%25", "found")
    assert (await fetched(site.url("/ü b?q=ä %25"))).body == b"found"


async def test_cookies_are_not_kept(site: Site) -> None:
    site.serve("/feed", "<rss/>", headers={"Set-Cookie": "a=b; Path=/"})
    async with WebClient() as web:
        await web.fetch(site.url("/feed"))
        await web.fetch(site.url("/feed"))
    assert "cookie" not in site.requests[1].headers


async def test_at_most_two_requests_run_at_once_per_host(site: Site) -> None:
    for number in range(20):
        site.serve(f"/{number}", str(number))
    async with WebClient() as web:
        responses = await asyncio.gather(*(web.fetch(site.url(f"/{number}")) for number in range(20)))
    assert [response.body for response in responses] == [str(number).encode() for number in range(20)]
    assert site.max_concurrent <= 2
    assert site.connections <= 2


async def test_a_slow_host_does_not_delay_others(site: Site) -> None:
    slow = site.script("/slow", lambda connection: connection.stay_silent())
    with Site() as other:
        quick = other.serve("/quick", "here").replace("127.0.0.1", "localhost")
        async with WebClient(max_requests=3) as web:
            waiting = [asyncio.create_task(web.fetch(slow)) for _ in range(10)]
            responses = await asyncio.gather(*(web.fetch(quick) for _ in range(10)))
            assert all(response.body == b"here" for response in responses)
            assert not any(task.done() for task in waiting)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
    assert site.max_concurrent <= 2


async def test_a_closed_idle_connection_is_replaced(site: Site) -> None:
    site.raw("/feed", http_response(200, b"one"))
    async with WebClient() as web:
        for _ in range(3):
            assert (await web.fetch(site.url("/feed"))).body == b"one"


async def test_bytes_beyond_the_content_length_do_not_spoil_the_next_response(site: Site) -> None:
    site.serve("/feed", "right")
    site.serve("/liar", "one and more", headers={"Content-Length": "3"})
    async with WebClient(max_per_host=1) as web:
        assert (await web.fetch(site.url("/liar"))).body == b"one"
        assert (await web.fetch(site.url("/feed"))).body == b"right"


async def test_max_age_may_come_from_dates(site: Site) -> None:
    headers = {"Date": formatdate(1000, usegmt=True), "Expires": formatdate(1300, usegmt=True)}
    assert (await fetched(site.serve("/feed", "x", headers=headers))).max_age == 300
