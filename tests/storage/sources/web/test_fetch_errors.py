"""Servers that are broken, slow, endless or hostile: each fails soon, with a clear message."""

import asyncio
import gzip
import itertools
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from webserver import Connection, Site, http_response

from storage.errors import FetchError
from storage.sources.web.web_client import WebClient

INCOMPLETE = "The connection was lost before the response was complete."
NO_RESPONSE = "The server closed the connection without a response."
INVALID = "The server's response is not valid HTTP."
TOO_LARGE = "The server's response is too large: more than 20 MB."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


async def refused(address: str, timeout: float = 20, deadline: float = 60, **given: int) -> str:
    async with WebClient(timeout=timeout, deadline=deadline) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address, **given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", NO_RESPONSE),
        (b"\r\n", INVALID),
        (b"HTTP/1.1 200", NO_RESPONSE),
        (b"<rss>\nonly a body, as of HTTP/0.9\n</rss>\n\n", INVALID),
        (b"\x16\x03\x01\x00\x00", INVALID),
        (b"HTTP/1.1 abc OK\r\n\r\n", INVALID),
        (b"HTTP/1.1 999999 OK\r\n\r\n", INVALID),
        (HEAD + b"no colon here\r\n\r\nbody", INVALID),
        (HEAD + b"X: a\x00b\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: twelve\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: -1\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody.", INVALID),
        (HEAD + b"Content-Length: 40\r\n\r\nbody", INCOMPLETE),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", INCOMPLETE),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", INVALID),
        (HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n", INVALID),
        (
            HEAD + b"Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx",
            "newsdesk did not ask for (br)",
        ),
        (
            HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a" * 99)[:20],
            "is incomplete",
        ),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8bnonsense, no gzip", "can't be decompressed"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_an_invalid_response_is_reported(site: Site, data: bytes, message: str) -> None:
    assert message in await refused(site.raw("/feed", data))


async def test_a_body_without_a_length_ends_with_the_connection(site: Site) -> None:
    async with WebClient() as web:
        assert (await web.fetch(site.raw("/feed", HEAD + b"\r\nbody"))).body == b"body"


async def test_a_reset_during_the_response_is_reported(site: Site) -> None:
    def script(connection: Connection) -> None:
        connection.send(HEAD + b"Content-Length: 100000\r\n\r\nthe beginning")
        connection.reset()

    assert await refused(site.script("/feed", script)) in (
        INCOMPLETE,
        NO_RESPONSE,
    )
    assert len(site.requests) == 1


async def test_a_reset_without_a_response_is_reported(site: Site) -> None:
    assert await refused(site.script("/feed", Connection.reset)) == NO_RESPONSE
    assert len(site.requests) == 1


async def test_a_silent_server_times_out(site: Site) -> None:
    address = site.script("/feed", Connection.stay_silent)
    assert await refused(address, timeout=0.2) == "The server did not respond within 0.2 seconds."


async def test_a_server_that_stops_sending_times_out(site: Site) -> None:
    def script(connection: Connection) -> None:
        connection.send(HEAD + b"Content-Length: 100\r\n\r\nbeginning")
        connection.stay_silent()

    assert (
        await refused(site.script("/feed", script), timeout=0.2)
        == "The server did not respond within 0.2 seconds."
    )


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"a"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (HEAD, b"X: y\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "chunks", "headers", "not yet"],
)
async def test_a_slow_drip_ends_at_the_deadline(site: Site, start: bytes, piece: bytes) -> None:
    def script(connection: Connection) -> None:
        connection.send(start)
        connection.send_slowly(itertools.repeat(piece), 0.01)

    address, begun = site.script("/feed", script), time.monotonic()
    assert await refused(address, deadline=0.3) == "The server took longer than 0.3 seconds."
    assert 0.3 <= time.monotonic() - begun < 5


async def test_redirects_share_one_deadline(site: Site) -> None:
    def script(connection: Connection) -> None:
        connection.send_slowly([b"HTTP/1.1 302 Found\r\n", b"X: y\r\n"], 0.15)
        connection.send(f"Location: /{connection.request.path[1:]}1\r\nContent-Length: 0\r\n\r\n".encode())

    for number in range(1, 9):
        site.script("/" + "1" * number, script)
    assert await refused(site.url("/1"), deadline=0.5) == "The server took longer than 0.5 seconds."


async def test_waiting_for_a_slot_does_not_count(site: Site) -> None:
    def script(connection: Connection) -> None:
        connection.send_slowly([b"HTTP/1.1 200 OK\r\n", b"Content-Length: 1\r\n\r\n"], 0.05)
        connection.send(b"x")

    address = site.script("/feed", script)
    async with WebClient(max_per_host=1, deadline=0.4) as web:
        responses = await asyncio.gather(*(web.fetch(address) for _ in range(5)))
    assert [response.body for response in responses] == [b"x"] * 5


def endless(connection: Connection) -> None:
    connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    connection.send_slowly(itertools.repeat(b"10000\r\n" + b"a" * 0x10000 + b"\r\n"), 0)


def endless_without_length(connection: Connection) -> None:
    connection.send(HEAD + b"\r\n")
    connection.send_slowly(itertools.repeat(b"a" * 0x10000), 0)


def bomb(connection: Connection) -> None:
    """Send ten gigabytes of zeros, compressed to ten megabytes."""
    connection.send(HEAD + b"Content-Encoding: gzip\r\n\r\n")
    compressor = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    connection.send_slowly((compressor.compress(zeros) for _ in range(10_000)), 0)
    connection.send(compressor.flush())
    raise AssertionError("all of it was taken")


def bomb_in_a_bomb(connection: Connection) -> None:
    inner = zlib.compressobj(9, wbits=31)
    once = b"".join(inner.compress(bytes(1 << 20)) for _ in range(100)) + inner.flush()
    connection.send(HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(once))


@pytest.mark.parametrize("script", [endless, endless_without_length, bomb, bomb_in_a_bomb])
async def test_a_large_body_is_cut_off_in_little_memory(
    site: Site, script: Callable[[Connection], None]
) -> None:
    connections: list[Connection] = []
    address = site.script("/feed", lambda connection: (connections.append(connection), script(connection)))
    tracemalloc.start()
    try:
        assert await refused(address) == TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    # The buffers of both ends may hold some more.
    assert connections[0].sent < 40_000_000


async def test_a_body_announced_as_too_large_is_not_read(site: Site) -> None:
    connections: list[Connection] = []

    def script(connection: Connection) -> None:
        connections.append(connection)
        connection.send(HEAD + b"Content-Length: 20000001\r\n\r\n")
        connection.stay_silent()

    assert await refused(site.script("/feed", script)) == TOO_LARGE


async def test_a_body_at_the_limit_is_allowed(site: Site) -> None:
    whole = site.serve("/whole", b"a" * 1000)
    packed = site.serve("/packed", gzip.compress(b"a" * 1000), headers={"Content-Encoding": "gzip"})
    async with WebClient() as web:
        for address in (whole, packed):
            assert len((await web.fetch(address, max_bytes=1000)).body) == 1000
    for address in (whole, packed):
        assert (
            await refused(address, max_bytes=999)
            == "The server's response is too large: more than 999 bytes."
        )


async def test_the_body_of_an_error_is_not_read(site: Site) -> None:
    def script(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 500 Oops\r\n\r\n")
        connection.stay_silent()

    assert await refused(site.script("/feed", script)) == "The server reports an internal error (500)."


async def test_failed_requests_free_their_slots(site: Site) -> None:
    good = site.serve("/good", "x")
    bad = [site.raw("/broken", b"junk"), site.script("/silent", Connection.stay_silent), site.url("/missing")]
    async with WebClient(timeout=0.1, max_requests=2, max_per_host=1) as web:
        results = await asyncio.gather(*(web.fetch(address) for address in bad * 3), return_exceptions=True)
        assert all(isinstance(result, FetchError) for result in results)
        assert (await web.fetch(good)).body == b"x"


async def test_a_cancelled_request_frees_its_slot(site: Site) -> None:
    silent, good = site.script("/silent", Connection.stay_silent), site.serve("/good", "x")
    async with WebClient(max_per_host=1) as web:
        task = asyncio.create_task(web.fetch(silent))
        while not site.requests:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await web.fetch(good)).body == b"x"


async def test_a_refused_connection_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    message = "127.0.0.1 refused the connection: no server is running there."
    assert await refused(f"http://127.0.0.1:{port}/") == message


async def test_an_unknown_name_is_reported() -> None:
    assert await refused("http://nowhere.invalid/") in (
        "There is no server named nowhere.invalid.",
        "nowhere.invalid can't be looked up at the moment.",
    )


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example", "-.-.invalid"])
async def test_an_impossible_name_is_reported(host: str) -> None:
    assert host in await refused(f"http://{host}/")


async def test_a_port_without_https_is_reported(site: Site) -> None:
    address = site.url("/").replace("http:", "https:")
    assert await refused(address) in (
        "The server does not use https on this port.",
        "No secure connection to the server is possible.",
    )


async def test_a_response_in_many_pieces_is_joined(site: Site) -> None:
    whole = http_response(200, b"body")
    address = site.script(
        "/feed", lambda connection: connection.send_slowly((bytes([byte]) for byte in whole), 0)
    )
    async with WebClient() as web:
        assert (await web.fetch(address)).body == b"body"
