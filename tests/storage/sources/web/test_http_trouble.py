"""Servers that are broken, slow, endless or hostile: each ends in a sentence, soon, and in little memory."""

import asyncio
import gzip
import itertools
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from webserver import Line, Site, answer

from storage.errors import FetchError
from storage.sources.web.http import Web

BROKEN_OFF = "The connection broke off in the middle of the answer."
INVALID = "The answer of the server is not valid HTTP."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


async def refused(address: str, timeout: float = 20, deadline: float = 60, **given: int) -> str:
    async with Web(timeout=timeout, deadline=deadline) as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address, **given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The server hung up without an answer."),
        (b"\r\n", INVALID),
        (b"HTTP/1.1 200", "The server hung up without an answer."),
        (b"<rss>\nonly a body, as of HTTP/0.9\n</rss>\n\n", INVALID),
        (b"\x16\x03\x01\x00\x00", INVALID),
        (b"HTTP/1.1 abc OK\r\n\r\n", INVALID),
        (b"HTTP/1.1 999999 OK\r\n\r\n", INVALID),
        (HEAD + b"no colon here\r\n\r\nbody", INVALID),
        (HEAD + b"X: a\x00b\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: twelve\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: -1\r\n\r\nbody", INVALID),
        (HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody.", INVALID),
        (HEAD + b"Content-Length: 40\r\n\r\nbody", BROKEN_OFF),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", BROKEN_OFF),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", INVALID),
        (HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n", INVALID),
        (HEAD + b"Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx", "compresses its answer as it was not"),
        (
            HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a" * 99)[:20],
            "breaks off before its end",
        ),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8bnonsense, no gzip", "compression can't be undone"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_what_is_no_sound_answer_is_said(site: Site, data: bytes, sentence: str) -> None:
    assert sentence in await refused(site.raw("/feed", data))


async def test_a_body_without_a_length_ends_with_the_connection(site: Site) -> None:
    async with Web() as web:
        assert (await web.fetch(site.raw("/feed", HEAD + b"\r\nbody"))).body == b"body"


async def test_a_reset_in_the_middle_is_said(site: Site) -> None:
    def script(line: Line) -> None:
        line.send(HEAD + b"Content-Length: 100000\r\n\r\nthe beginning")
        line.reset()

    assert await refused(site.play("/feed", script)) in (BROKEN_OFF, "The server hung up without an answer.")
    assert len(site.requests) == 1


async def test_a_reset_instead_of_an_answer_is_said(site: Site) -> None:
    assert await refused(site.play("/feed", Line.reset)) == "The server hung up without an answer."
    assert len(site.requests) == 1


async def test_a_silent_server_is_left(site: Site) -> None:
    address = site.play("/feed", Line.fall_silent)
    assert await refused(address, timeout=0.2) == "The server did not answer within 0.2 seconds."


async def test_a_server_that_falls_silent_is_left(site: Site) -> None:
    def script(line: Line) -> None:
        line.send(HEAD + b"Content-Length: 100\r\n\r\nbeginning")
        line.fall_silent()

    assert (
        await refused(site.play("/feed", script), timeout=0.2)
        == "The server did not answer within 0.2 seconds."
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
    def script(line: Line) -> None:
        line.send(start)
        line.drip(itertools.repeat(piece), 0.01)

    address, begun = site.play("/feed", script), time.monotonic()
    assert await refused(address, deadline=0.3) == "The server was not done after 0.3 seconds."
    assert 0.3 <= time.monotonic() - begun < 5


async def test_redirects_share_one_deadline(site: Site) -> None:
    def script(line: Line) -> None:
        line.drip([b"HTTP/1.1 302 Found\r\n", b"X: y\r\n"], 0.15)
        line.send(f"Location: /{line.asked.path[1:]}1\r\nContent-Length: 0\r\n\r\n".encode())

    for number in range(1, 9):
        site.play("/" + "1" * number, script)
    assert await refused(site.url("/1"), deadline=0.5) == "The server was not done after 0.5 seconds."


async def test_waiting_for_a_place_does_not_count(site: Site) -> None:
    def script(line: Line) -> None:
        line.drip([b"HTTP/1.1 200 OK\r\n", b"Content-Length: 1\r\n\r\n"], 0.05)
        line.send(b"x")

    address = site.play("/feed", script)
    async with Web(per_host=1, deadline=0.4) as web:
        responses = await asyncio.gather(*(web.fetch(address) for _ in range(5)))
    assert [response.body for response in responses] == [b"x"] * 5


def endless(line: Line) -> None:
    line.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    line.drip(itertools.repeat(b"10000\r\n" + b"a" * 0x10000 + b"\r\n"), 0)


def endless_without_length(line: Line) -> None:
    line.send(HEAD + b"\r\n")
    line.drip(itertools.repeat(b"a" * 0x10000), 0)


def bomb(line: Line) -> None:
    """Ten gigabytes of zeros, ten megabytes on the wire."""
    line.send(HEAD + b"Content-Encoding: gzip\r\n\r\n")
    compressor = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    line.drip((compressor.compress(zeros) for _ in range(10_000)), 0)
    line.send(compressor.flush())
    raise AssertionError("all of it was taken")


def bomb_in_a_bomb(line: Line) -> None:
    inner = zlib.compressobj(9, wbits=31)
    once = b"".join(inner.compress(bytes(1 << 20)) for _ in range(100)) + inner.flush()
    line.send(HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(once))


@pytest.mark.parametrize("script", [endless, endless_without_length, bomb, bomb_in_a_bomb])
async def test_too_much_is_cut_off_in_little_memory(site: Site, script: Callable[[Line], None]) -> None:
    lines: list[Line] = []
    address = site.play("/feed", lambda line: (lines.append(line), script(line)))
    tracemalloc.start()
    try:
        assert await refused(address) == "The answer is too large: more than 20 MB."
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    # What was on its way in the buffers of both ends may have gone out too.
    assert lines[0].sent < 40_000_000


async def test_what_is_announced_as_too_much_is_not_read(site: Site) -> None:
    lines: list[Line] = []

    def script(line: Line) -> None:
        lines.append(line)
        line.send(HEAD + b"Content-Length: 20000001\r\n\r\n")
        line.fall_silent()

    assert await refused(site.play("/feed", script)) == "The answer is too large: more than 20 MB."


async def test_the_limit_itself_is_not_too_much(site: Site) -> None:
    whole = site.serve("/whole", b"a" * 1000)
    packed = site.serve("/packed", gzip.compress(b"a" * 1000), headers={"Content-Encoding": "gzip"})
    async with Web() as web:
        for address in (whole, packed):
            assert len((await web.fetch(address, largest=1000)).body) == 1000
    for address in (whole, packed):
        assert await refused(address, largest=999) == "The answer is too large: more than 999 bytes."


async def test_the_body_of_an_error_is_not_read(site: Site) -> None:
    def script(line: Line) -> None:
        line.send(b"HTTP/1.1 500 Oops\r\n\r\n")
        line.fall_silent()

    assert await refused(site.play("/feed", script)) == "The server has a fault of its own (500)."


async def test_after_trouble_a_host_is_free_again(site: Site) -> None:
    good = site.serve("/good", "x")
    bad = [site.raw("/broken", b"junk"), site.play("/silent", Line.fall_silent), site.url("/missing")]
    async with Web(timeout=0.1, at_once=2, per_host=1) as web:
        results = await asyncio.gather(*(web.fetch(address) for address in bad * 3), return_exceptions=True)
        assert all(isinstance(result, FetchError) for result in results)
        assert (await web.fetch(good)).body == b"x"


async def test_a_cancelled_fetch_gives_its_place_back(site: Site) -> None:
    silent, good = site.play("/silent", Line.fall_silent), site.serve("/good", "x")
    async with Web(per_host=1) as web:
        task = asyncio.create_task(web.fetch(silent))
        while not site.requests:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await web.fetch(good)).body == b"x"


async def test_a_port_where_nobody_listens_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    sentence = "127.0.0.1 refuses the connection: no server is running there."
    assert await refused(f"http://127.0.0.1:{port}/") == sentence


async def test_a_name_that_does_not_exist_is_said() -> None:
    assert await refused("http://nowhere.invalid/") in (
        "There is no server by the name nowhere.invalid.",
        "The name nowhere.invalid can't be looked up at the moment.",
    )


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example", "-.-.invalid"])
async def test_a_name_that_can_be_none_is_said(host: str) -> None:
    assert host in await refused(f"http://{host}/")


async def test_https_where_there_is_none_is_said(site: Site) -> None:
    address = site.url("/").replace("http:", "https:")
    assert await refused(address) in (
        "The server does not speak https there.",
        "No secure connection to the server comes about.",
    )


async def test_an_answer_in_many_pieces_is_put_together(site: Site) -> None:
    whole = answer(200, b"body")
    address = site.play("/feed", lambda line: line.drip((bytes([byte]) for byte in whole), 0))
    async with Web() as web:
        assert (await web.fetch(address)).body == b"body"
