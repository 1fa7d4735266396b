import asyncio
import socket
import threading

import pytest
from webserver import Site, answer

from storage.errors import FetchError
from storage.sources.web import connections
from storage.sources.web.http import Web


async def test_a_connection_is_kept_for_the_next_request(site: Site) -> None:
    address = site.serve("/feed", "x")
    async with Web() as web:
        for _ in range(5):
            await web.fetch(address)
    assert site.connections == 1


async def test_what_was_not_read_to_its_end_is_not_kept(site: Site) -> None:
    site.serve("/missing", "a long page about nothing", status=404)
    address = site.serve("/feed", "x")
    async with Web() as web:
        with pytest.raises(FetchError):
            await web.fetch(site.url("/missing"))
        assert (await web.fetch(address)).body == b"x"
    assert site.connections == 2


async def test_a_server_that_asks_for_an_end_gets_one(site: Site) -> None:
    address = site.serve("/feed", "x", headers={"Connection": "close"})
    async with Web() as web:
        for _ in range(3):
            assert (await web.fetch(address)).body == b"x"
    assert site.connections == 3


async def test_a_connection_that_broke_at_the_second_request_is_replaced(site: Site) -> None:
    address = site.serve("/feed", "x")
    site.play("/moody", lambda line: line.send(answer(200, b"y")) if site.counts["/moody"] > 1 else None)
    async with Web() as web:
        assert (await web.fetch(address)).body == b"x"
        # The kept connection hangs up without a word; a new one answers.
        assert (await web.fetch(site.url("/moody"))).body == b"y"
    assert site.connections == 2


async def test_the_one_that_lay_idle_for_longest_goes_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_MOST_IDLE", 1)
    site.serve("/feed", "x")
    async with Web() as web:
        for host in ("127.0.0.1", "localhost", "localhost", "127.0.0.1"):
            await web.fetch(site.url("/feed", host))
    assert site.connections == 3


async def test_a_name_is_looked_up_once_for_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    address = site.serve("/feed", "x").replace("127.0.0.1", "news.example")
    async with Web() as web:
        await asyncio.gather(*(web.fetch(address) for _ in range(10)))
    assert asked == ["news.example"]


async def test_a_name_server_that_never_answers_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(20) and [])
    try:
        async with Web(timeout=0.1) as web:
            with pytest.raises(
                FetchError, match=r"^The name news\.example could not be looked up in time\.$"
            ):
                await web.fetch("http://news.example/")
    finally:
        answered.set()


async def test_a_name_without_any_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    async with Web() as web:
        with pytest.raises(FetchError, match=r"^There is no server by the name news\.example\.$"):
            await web.fetch("http://news.example/")
