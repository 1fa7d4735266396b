import asyncio
import socket
import threading

import pytest
from webserver import Site, http_response

from storage.errors import FetchError
from storage.sources.web import connection_pool
from storage.sources.web.web_client import WebClient


async def test_a_connection_is_reused(site: Site) -> None:
    address = site.serve("/feed", "x")
    async with WebClient() as web:
        for _ in range(5):
            await web.fetch(address)
    assert site.connections == 1


async def test_a_connection_with_an_unread_response_is_not_reused(site: Site) -> None:
    site.serve("/missing", "a long page about nothing", status=404)
    address = site.serve("/feed", "x")
    async with WebClient() as web:
        with pytest.raises(FetchError):
            await web.fetch(site.url("/missing"))
        assert (await web.fetch(address)).body == b"x"
    assert site.connections == 2


async def test_connection_close_is_respected(site: Site) -> None:
    address = site.serve("/feed", "x", headers={"Connection": "close"})
    async with WebClient() as web:
        for _ in range(3):
            assert (await web.fetch(address)).body == b"x"
    assert site.connections == 3


async def test_a_connection_that_breaks_at_the_second_request_is_replaced(site: Site) -> None:
    address = site.serve("/feed", "x")
    site.script(
        "/moody",
        lambda connection: site.counts["/moody"] > 1 and connection.send(http_response(200, b"y")),
    )
    async with WebClient() as web:
        assert (await web.fetch(address)).body == b"x"
        # The idle connection closes without a response; a new one gets it.
        assert (await web.fetch(site.url("/moody"))).body == b"y"
    assert site.connections == 2


async def test_the_connection_idle_for_longest_is_closed_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_pool, "_MAX_IDLE", 1)
    site.serve("/feed", "x")
    async with WebClient() as web:
        for host in ("127.0.0.1", "localhost", "localhost", "127.0.0.1"):
            await web.fetch(site.url("/feed", host))
    assert site.connections == 3


async def test_a_name_is_looked_up_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    lookups: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        lookups.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    address = site.serve("/feed", "x").replace("127.0.0.1", "news.example")
    async with WebClient() as web:
        await asyncio.gather(*(web.fetch(address) for _ in range(10)))
    assert lookups == ["news.example"]


async def test_a_dead_name_server_does_not_block(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(20) and [])
    try:
        async with WebClient(timeout=0.1) as web:
            with pytest.raises(FetchError, match=r"^Looking up news\.example took too long\.$"):
                await web.fetch("http://news.example/")
    finally:
        answered.set()


async def test_a_name_without_any_address_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    async with WebClient() as web:
        with pytest.raises(FetchError, match=r"^There is no server named news\.example\.$"):
            await web.fetch("http://news.example/")
