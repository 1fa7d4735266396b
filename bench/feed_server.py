"""Serve many feeds, each on a loopback address of its own, for the benchmarks.

    python bench/feed_server.py [--feeds N] [--entries N] [--latency SECONDS]

Even feeds are RSS, odd ones Atom. Every answer is sent after a fixed latency. The server sends ETag and
Last-Modified and answers conditional requests with 304. It builds all bodies before the first request and
sends them uncompressed, so serving costs almost nothing. When it is ready it prints the addresses, one a
line, then an empty line. /answered returns how many answers had status 200 and 304 since its last call.
"""

import argparse
import asyncio
import hashlib
import json
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import takewhile

from synthetic_feeds import MarkovText, atom, rss

NEWEST = datetime(2026, 1, 31, 12, tzinfo=UTC)
FEEDS, ENTRIES, LATENCY = 500, 30, 0.05
BACKLOG = 512


@contextmanager
def served_feeds(feeds: int = FEEDS, entries: int = ENTRIES, latency: float = LATENCY) -> Iterator[list[str]]:
    """Serve feeds from another process and yield their addresses."""
    options = {"--feeds": feeds, "--entries": entries, "--latency": latency}
    words = [str(word) for option in options.items() for word in option]
    with subprocess.Popen([sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True) as server:
        try:
            yield list(takewhile(bool, map(str.strip, server.stdout or ())))
        finally:
            server.terminate()


class FeedAnswer:
    """The two answers of one feed: its full text, or 304 Not Modified."""

    def __init__(self, feed: str, media_type: str, modified: datetime) -> None:
        body = feed.encode()
        self._etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        self._modified = format_datetime(modified, usegmt=True)
        validators = f"ETag: {self._etag}\r\nLast-Modified: {self._modified}\r\n"
        entity = f"Content-Type: {media_type}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        self._full = f"HTTP/1.1 200 OK\r\n{entity}{validators}\r\n".encode() + body
        self._not_modified = f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode()

    def to(self, request: str) -> tuple[int, bytes]:
        """Return status and bytes of the answer to a request, conditional or not."""
        fields = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
        headers = {name.lower(): value for name, value in fields.items()}
        if "if-none-match" in headers:
            unchanged = headers["if-none-match"] == self._etag
        else:
            unchanged = headers.get("if-modified-since") == self._modified
        return (304, self._not_modified) if unchanged else (200, self._full)


class FeedSite:
    """All feeds by path, with a count of the answers by status."""

    def __init__(self, latency: float) -> None:
        self.answers: dict[str, FeedAnswer] = {}
        self.latency = latency
        self._status_counts = {200: 0, 304: 0}

    def answer(self, request: str) -> bytes:
        """Return the bytes to send for a request."""
        path = request.split(" ", 2)[1]
        if path == "/answered":
            return self._answered()
        if path not in self.answers:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        status, content = self.answers[path].to(request)
        self._status_counts[status] += 1
        return content

    def _answered(self) -> bytes:
        body = json.dumps(self._status_counts).encode()
        self._status_counts = dict.fromkeys(self._status_counts, 0)
        return f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class FeedConnection(asyncio.Protocol):
    """One client connection; it stays open and answers every request after the latency."""

    def __init__(self, site: FeedSite) -> None:
        self._site = site
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            loop = asyncio.get_running_loop()
            loop.call_later(self._site.latency, self._answer, request.decode("latin-1"))

    def _answer(self, request: str) -> None:
        self._transport.write(self._site.answer(request))
        if "\r\nconnection: close" in request.lower():
            self._transport.close()


def hosts(feeds: int) -> Iterator[str]:
    """Yield one loopback address a feed, so that a reader sees as many hosts as feeds."""
    for number in range(feeds):
        yield f"127.0.{1 + number // 250}.{1 + number % 250}"


def feed_and_media_type(
    text: MarkovText, site: str, number: int, entries: int, newest: datetime
) -> tuple[str, str]:
    """Return the feed with this number and its media type."""
    if number % 2:
        return atom(text, site, entries, newest), "application/atom+xml"
    return rss(text, site, entries, newest), "application/rss+xml"


async def serve(feeds: int, entries: int, latency: float) -> None:
    """Build the feeds, print their addresses, and serve them until the process ends."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    text = MarkovText(random.Random(feeds))
    site = FeedSite(latency)
    addresses = []
    for number, host in enumerate(hosts(feeds)):
        home = f"http://{host}:{port}"
        newest = NEWEST - timedelta(minutes=number)
        feed, media_type = feed_and_media_type(text, home, number, entries, newest)
        site.answers[f"/{number:03}.xml"] = FeedAnswer(feed, media_type, newest)
        addresses.append(f"{home}/{number:03}.xml")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: FeedConnection(site), list(hosts(feeds)), port, backlog=BACKLOG)
    print("\n".join(addresses), end="\n\n", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_options(parser)
    options = parser.parse_args()
    asyncio.run(serve(options.feeds, options.entries, options.latency))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is served."""
    parser.add_argument("--feeds", type=int, default=FEEDS, help="number of feeds (%(default)s)")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of each feed (%(default)s)")
    parser.add_argument(
        "--latency", type=float, default=LATENCY, help="seconds before each answer (%(default)s)"
    )


if __name__ == "__main__":
    main()
