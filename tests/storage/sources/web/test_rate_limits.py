"""Servers that ask for a pause, and servers that can't be reached."""

import socket
from collections.abc import Mapping

import pytest
from webserver import Site

from storage.errors import BackoffError, FetchError, UnreachableError
from storage.sources.web.web_client import WebClient


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, 3600),
        (429, {"Retry-After": "7200"}, 7200),
        (429, {"Retry-After": "999999"}, 86400),
        (503, {"Retry-After": "60"}, 60),
    ],
)
async def test_a_server_gets_the_pause_it_asks_for(
    site: Site, status: int, headers: Mapping[str, str], seconds: float
) -> None:
    site.serve("/much", status=status, headers=headers)
    other = site.redirect("/other", "/much")
    async with WebClient() as web:
        with pytest.raises(FetchError) as first:
            await web.fetch(other)
        with pytest.raises(BackoffError) as second:
            await web.fetch(other)
    assert first.value.status == status
    assert second.value.retry_after == pytest.approx(seconds, abs=30)
    assert len(site.requests) == 2


async def test_an_error_without_retry_after_causes_no_pause(site: Site) -> None:
    site.serve("/fault", status=503)
    async with WebClient() as web:
        with pytest.raises(FetchError, match="503"):
            await web.fetch(site.url("/fault"))
        assert (await web.fetch(site.serve("/feed", "x"))).body == b"x"


async def test_a_pause_affects_one_server_only(site: Site) -> None:
    with Site() as other:
        other.serve("/much", status=429)
        away = site.redirect("/away", other.url("/much"))
        async with WebClient() as web:
            with pytest.raises(FetchError, match="429"):
                await web.fetch(away)
            assert (await web.fetch(site.serve("/feed", "x"))).body == b"x"


async def test_an_unreachable_server_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    lookups: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        lookups.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    async with WebClient() as web:
        for number in range(5):
            with pytest.raises(UnreachableError, match=r"^There is no server named dead\.example\.$"):
                await web.fetch(f"http://dead.example/{number}")
    assert lookups == ["dead.example"] * 2
