"""A server of many feeds on many loopback addresses, for bench/refresh.py.

Half of the feeds are RSS, half Atom; each entry holds about 1,500 characters of HTML. Every answer comes
after a fixed latency; ETag and Last-Modified are sent and honoured with 304. Bodies are made before
the first request and sent uncompressed, so that serving costs next to nothing. When all is ready, the
addresses are printed, one a line, and an empty line after them. The path /answered tells how many feeds were
answered with 200 and with 304 since it was last asked for.
"""

import argparse
import asyncio
import hashlib
import json
import random
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import pairwise
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds" / "sample"
LATEST = datetime(2026, 1, 31, 12, tzinfo=UTC)
ENTRY_CHARACTERS = 1_500
SENTENCES = 20_000
BACKLOG = 512


class Prose:
    """Sentences in the words of the sample articles, no two articles alike: a chain of word pairs."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._after: dict[str, list[str]] = {}
        for file in sorted(SEEDS.glob("*.txt")):
            words = file.read_text("utf-8").split()
            for word, following in pairwise(words):
                self._after.setdefault(word, []).append(following)
        self._starts = sorted(word for word in self._after if word[0].isupper())
        self.sentences = [self._sentence() for _ in range(SENTENCES)]

    def _sentence(self) -> str:
        words = [self._chance.choice(self._starts)]
        wanted = self._chance.randint(8, 24)
        while len(words) < wanted and words[-1] in self._after:
            words.append(self._chance.choice(self._after[words[-1]]))
        return " ".join(words).rstrip(".,;:") + "."

    def title(self) -> str:
        """Return some words as a headline."""
        return " ".join(self._chance.choice(self.sentences).split()[:9]).rstrip(".,;:")

    def html(self, address: str) -> str:
        """Return paragraphs with links, emphasis, a picture, a quotation and a list, as feeds have them."""
        blocks = [f'<p><img src="{address}/lead.jpg" alt="" width="640" height="360"/></p>']
        while sum(map(len, blocks)) < ENTRY_CHARACTERS:
            one, two, three = self._chance.sample(self.sentences, 3)
            link = f'<a href="{address}/more?page=2&amp;from=feed">{escape(two[:30])}</a>'
            pattern = (
                f"<p>{escape(one)} {link} {escape(three)}</p>",
                f"<p><strong>{escape(one)}</strong> {escape(two)}<br/>{escape(three)}</p>",
                f"<blockquote><p>{escape(one)} {escape(two)}</p></blockquote>",
                f"<ul><li>{escape(one)}</li><li>{escape(two)}</li></ul>",
            )
            blocks.append(self._chance.choices(pattern, (6, 3, 1, 1))[0])
        return "\n".join(blocks)


def rss(prose: Prose, site: str, entries: int, newest: datetime) -> str:
    """Return an RSS 2.0 feed with the whole text in content:encoded."""
    items = []
    for number in range(entries):
        link = f"{site}/{number:03}-article"
        published = newest - timedelta(hours=3 * number)
        items.append(
            f"<item><title>{escape(prose.title())}</title><link>{link}</link>"
            f'<guid isPermaLink="false">{link}#entry</guid><pubDate>{format_datetime(published)}</pubDate>'
            f"<dc:creator>A. Reporter</dc:creator><category>News</category>"
            f"<description>{escape(prose.title())}</description>"
            f"<content:encoded><![CDATA[{prose.html(link)}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(prose.title())}</title><link>{site}/</link><description>News</description>"
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def atom(prose: Prose, site: str, entries: int, newest: datetime) -> str:
    """Return an Atom feed with the whole text in content."""
    items = []
    for number in range(entries):
        link = f"{site}/{number:03}-article"
        published = (newest - timedelta(hours=3 * number)).isoformat()
        items.append(
            f'<entry><title type="text">{escape(prose.title())}</title><link href="{link}"/>'
            f"<id>{link}#entry</id><updated>{published}</updated><published>{published}</published>"
            f'<author><name>A. Reporter</name></author><category term="News"/>'
            f"<summary>{escape(prose.title())}</summary>"
            f'<content type="html">{escape(prose.html(link))}</content></entry>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f'<title>{escape(prose.title())}</title><link href="{site}/"/><id>{site}/</id>'
        f"<updated>{newest.isoformat()}</updated>{''.join(items)}</feed>"
    )


class Answer:
    """What one feed answers: its whole text, or that it has not changed."""

    def __init__(self, feed: str, kind: str, modified: datetime) -> None:
        body = feed.encode()
        self._etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        self._modified = format_datetime(modified, usegmt=True)
        about = f"ETag: {self._etag}\r\nLast-Modified: {self._modified}\r\n"
        head = f"Content-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        self._whole = f"HTTP/1.1 200 OK\r\n{head}{about}\r\n".encode() + body
        self._unchanged = f"HTTP/1.1 304 Not Modified\r\n{about}\r\n".encode()

    def to(self, request: str) -> tuple[int, bytes]:
        """Return status and bytes for a request, which has the validators of an earlier answer or not."""
        fields = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
        fields = {name.lower(): value for name, value in fields.items()}
        if "if-none-match" in fields:
            known = fields["if-none-match"] == self._etag
        else:
            known = fields.get("if-modified-since") == self._modified
        return (304, self._unchanged) if known else (200, self._whole)


class Site:
    """All feeds by their paths, and how often which status was answered."""

    def __init__(self, latency: float) -> None:
        self.answers: dict[str, Answer] = {}
        self.latency = latency
        self._statuses = {200: 0, 304: 0}

    def answer(self, request: str) -> bytes:
        """Return the bytes that a request gets."""
        path = request.split(" ", 2)[1]
        if path == "/answered":
            return self._answered()
        if path not in self.answers:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        status, content = self.answers[path].to(request)
        self._statuses[status] += 1
        return content

    def _answered(self) -> bytes:
        body = json.dumps(self._statuses).encode()
        self._statuses = dict.fromkeys(self._statuses, 0)
        return f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class Connection(asyncio.Protocol):
    """One client: every request is answered after the latency, and the connection kept."""

    def __init__(self, site: Site) -> None:
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
    """Yield a loopback address for each feed: to a reader, each is a host of its own."""
    for number in range(feeds):
        yield f"127.0.{1 + number // 250}.{1 + number % 250}"


def feed_and_kind(prose: Prose, site: str, number: int, entries: int, newest: datetime) -> tuple[str, str]:
    """Return the feed with this number and its content type."""
    if number % 2:
        return atom(prose, site, entries, newest), "application/atom+xml"
    return rss(prose, site, entries, newest), "application/rss+xml"


async def serve(feeds: int, entries: int, latency: float) -> None:
    """Make the feeds, say where they are, and serve them until this process ends."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    prose = Prose(random.Random(feeds))
    site = Site(latency)
    addresses = []
    for number, host in enumerate(hosts(feeds)):
        home = f"http://{host}:{port}"
        newest = LATEST - timedelta(minutes=number)
        feed, kind = feed_and_kind(prose, home, number, entries, newest)
        site.answers[f"/{number:03}.xml"] = Answer(feed, kind, newest)
        addresses.append(f"{home}/{number:03}.xml")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(site), list(hosts(feeds)), port, backlog=BACKLOG)
    print("\n".join(addresses), end="\n\n", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds before each answer")
    options = parser.parse_args()
    asyncio.run(serve(options.feeds, options.entries, options.latency))


if __name__ == "__main__":
    main()
