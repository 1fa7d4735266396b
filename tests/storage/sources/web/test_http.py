import asyncio
import os
from email.utils import formatdate
from pathlib import Path

import pytest
from webserver import Site, answer

from storage.errors import FetchError
from storage.sources.web.headers import user_agent
from storage.sources.web.http import PAGES, Response, Web


async def fetched(address: str, etag: str = "", modified: str = "") -> Response:
    async with Web() as web:
        return await web.fetch(address, etag, modified)


async def refused(address: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetched(address)
    return caught.value


async def test_a_response_says_what_came_and_from_where(site: Site) -> None:
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


async def test_a_request_says_who_asks_and_for_what(site: Site) -> None:
    address = site.serve("/page", "x")
    async with Web() as web:
        await web.fetch(address + "#top", accept=PAGES)
    (asked,) = site.requests
    assert (asked.method, asked.path) == ("GET", "/page")
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"
    assert asked.headers["user-agent"] == user_agent()
    assert user_agent().startswith("newsdesk/")
    assert asked.headers["accept"] == PAGES
    assert asked.headers["accept-encoding"] == "gzip, deflate"
    assert asked.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}


async def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    address = site.serve("/feed", "<rss/>", etag='"7"')
    first = await fetched(address)
    second = await fetched(address, first.etag, "Wed, 21 Oct 2015 07:28:00 GMT")
    assert (first.status, first.body) == (200, b"<rss/>")
    assert (second.status, second.body) == (304, b"")
    assert (second.etag, second.modified) == ('"7"', "Wed, 21 Oct 2015 07:28:00 GMT")
    assert site.requests[1].headers["if-none-match"] == '"7"'
    assert site.requests[1].headers["if-modified-since"] == "Wed, 21 Oct 2015 07:28:00 GMT"


async def test_an_answer_of_nothing_new_leaves_the_connection_open(site: Site) -> None:
    address = site.serve("/feed", "<rss/>", etag='"7"')
    async with Web() as web:
        for _ in range(3):
            assert (await web.fetch(address, '"7"')).status == 304
    assert site.connections == 1


@pytest.mark.parametrize("etag", ['"a\r\nX-Evil: 1"', '"ü"', "x" * 5000, "\x00"])
async def test_a_mark_that_fits_no_header_is_not_sent(site: Site, etag: str) -> None:
    response = await fetched(site.serve("/feed", "<rss/>"), etag)
    assert response.body == b"<rss/>"
    assert "if-none-match" not in site.requests[0].headers


async def test_nothing_new_is_no_answer_to_who_knows_nothing(site: Site) -> None:
    error = await refused(site.serve("/feed", status=304))
    assert error.status == 304


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (204, "The server sent an empty answer (204)."),
        (206, "The server answered without what was asked for (206)."),
        (300, "The server says that this is elsewhere, but not where (300)."),
        (301, "The server says that this is elsewhere, but not where (301)."),
        (401, "The server asks for a password (401)."),
        (403, "The server refuses access (403)."),
        (404, "There is nothing at this address (404)."),
        (410, "There is nothing at this address any more (410)."),
        (418, "The server refuses the request (418)."),
        (429, "The server asks newsdesk to come less often (429)."),
        (500, "The server has a fault of its own (500)."),
        (503, "The server is not available at the moment (503)."),
        (599, "The server has a fault of its own (599)."),
    ],
)
async def test_every_other_status_is_a_sentence(site: Site, status: int, sentence: str) -> None:
    error = await refused(site.serve("/feed", "<html>oops</html>" if status != 204 else "", status=status))
    assert (str(error), error.status, error.retry_after) == (sentence, status, None)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_says_when_to_come_again(site: Site, status: int) -> None:
    error = await refused(site.serve("/feed", status=status, headers={"Retry-After": "120"}))
    assert error.retry_after == 120


async def test_user_and_password_go_to_the_server_and_nowhere_else(site: Site) -> None:
    site.serve("/feed", "<rss/>")
    response = await fetched(f"http://me:s%40fe@127.0.0.1:{site.port}/feed")
    assert site.requests[0].headers["authorization"] == "Basic bWU6c0BmZQ=="
    assert response.url == site.url("/feed")
    error = await refused(f"http://me:secret@127.0.0.1:{site.port}/nothing")
    assert "secret" not in str(error)
    site.serve("/closed", status=401)
    error = await refused(f"http://me:secret@127.0.0.1:{site.port}/closed")
    assert str(error) == "The server does not accept the password (401)."


async def test_letters_and_spaces_are_escaped(site: Site) -> None:
    site.serve("/%C3%BC%20b?q=%C3%A4%20%25", "found")
    assert (await fetched(site.url("/ü b?q=ä %25"))).body == b"found"


async def test_cookies_are_not_kept(site: Site) -> None:
    site.serve("/feed", "<rss/>", headers={"Set-Cookie": "a=b; Path=/"})
    async with Web() as web:
        await web.fetch(site.url("/feed"))
        await web.fetch(site.url("/feed"))
    assert "cookie" not in site.requests[1].headers


async def test_a_host_gets_two_requests_at_once(site: Site) -> None:
    for number in range(20):
        site.serve(f"/{number}", str(number))
    async with Web() as web:
        responses = await asyncio.gather(*(web.fetch(site.url(f"/{number}")) for number in range(20)))
    assert [response.body for response in responses] == [str(number).encode() for number in range(20)]
    assert site.busiest <= 2
    assert site.connections <= 2


async def test_a_slow_host_does_not_keep_the_others_waiting(site: Site) -> None:
    slow = site.play("/slow", lambda line: line.fall_silent())
    with Site() as other:
        quick = other.serve("/quick", "here").replace("127.0.0.1", "localhost")
        async with Web(at_once=3) as web:
            waiting = [asyncio.create_task(web.fetch(slow)) for _ in range(10)]
            responses = await asyncio.gather(*(web.fetch(quick) for _ in range(10)))
            assert all(response.body == b"here" for response in responses)
            assert not any(task.done() for task in waiting)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
    assert site.busiest <= 2


async def test_a_kept_connection_that_the_server_closed_is_opened_again(site: Site) -> None:
    site.raw("/feed", answer(200, b"one"))
    async with Web() as web:
        for _ in range(3):
            assert (await web.fetch(site.url("/feed"))).body == b"one"


async def test_bytes_beyond_the_stated_length_do_not_spoil_the_next_answer(site: Site) -> None:
    site.serve("/feed", "right")
    site.serve("/liar", "one and more", headers={"Content-Length": "3"})
    async with Web(per_host=1) as web:
        assert (await web.fetch(site.url("/liar"))).body == b"one"
        assert (await web.fetch(site.url("/feed"))).body == b"right"


async def test_files_are_read_on_explicit_wish_only(tmp_path: Path) -> None:
    path = tmp_path / "ein fee d.xml"
    path.write_text("<rss/>")
    address = path.as_uri()
    error = await refused(address)
    assert str(error) == "newsdesk reads file: addresses only by an explicit command."
    async with Web(files=True) as web:
        first = await web.fetch(address)
        assert (first.status, first.body, first.url) == (200, b"<rss/>", address)
        assert first.content_type in ("text/xml", "application/xml")
        assert (await web.fetch(address, first.etag)).status == 304
        path.write_text("<rss></rss>")
        os.utime(path, (1, 1))
        assert (await web.fetch(address, first.etag)).body == b"<rss></rss>"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no such file."),
        ("", "This is a folder, not a file."),
        ("pipe", "This is a pipe, socket or device, not a file."),
        ("large", "The answer is too large: more than 100 bytes."),
        ("nul%00", "This file can't be read."),
    ],
)
async def test_what_is_no_file_to_read_is_said(tmp_path: Path, name: str, sentence: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(bytes(101))
    async with Web(files=True) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(f"{tmp_path.as_uri()}/{name}", largest=100)
    assert str(caught.value) == sentence


async def test_files_of_other_computers_are_not_read() -> None:
    async with Web(files=True) as web:
        with pytest.raises(FetchError, match="not the address of a file on this computer"):
            await web.fetch("file://elsewhere/etc/passwd")


async def test_the_time_until_it_is_stale_may_come_from_dates(site: Site) -> None:
    headers = {"Date": formatdate(1000, usegmt=True), "Expires": formatdate(1300, usegmt=True)}
    assert (await fetched(site.serve("/feed", "x", headers=headers))).max_age == 300


@pytest.mark.parametrize("home", ["http://127.0.0.1/feed", "https://news.example/feed"])
async def test_a_feed_on_the_network_names_no_file(tmp_path: Path, home: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    async with Web(files=True) as web:
        with pytest.raises(FetchError, match="only for feeds in files"):
            await web.fetch(secret.as_uri(), home=home)
        assert (await web.fetch(secret.as_uri(), home="file:///feed.xml")).body == b"mine"
