import socket
from ipaddress import ip_address

import pytest
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.dns import Resolver
from storage.sources.web.http import Web
from storage.sources.web.networks import Network, literal, network_of

STRANGER = "http://8.8.8.8/feed"
THIS_COMPUTER = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.1",
    "0x7f.1",
    "0.0.0.0",
    "0",
    "localhost",
    "LOCALHOST.",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
)


async def refused(web: Web, address: str, home: str) -> str:
    with pytest.raises(FetchError) as caught:
        await web.fetch(address, home=home)
    return str(caught.value)


@pytest.mark.parametrize("host", THIS_COMPUTER)
@pytest.mark.parametrize("home", [STRANGER, "http://10.0.0.1/feed", "file:///tmp/feed.xml", "junk"])
async def test_no_spelling_leads_a_stranger_to_this_computer(site: Site, host: str, home: str) -> None:
    site.serve("/admin", "secret")
    async with Web() as web:
        sentence = await refused(web, site.url("/admin", host), home)
    assert "leads to this computer itself, where newsdesk goes only for feeds that live there." in sentence
    assert site.connections == 0


@pytest.mark.parametrize("home", ["", "http://127.0.0.1:1/feed", "http://localhost/feed", "http://[::1]/"])
async def test_a_feed_that_lives_there_may(site: Site, home: str) -> None:
    site.serve("/page", "mine")
    async with Web() as web:
        assert (await web.fetch(site.url("/page"), home=home)).body == b"mine"


@pytest.mark.parametrize("home", ["", "http://localhost/feed", STRANGER])
@pytest.mark.parametrize(
    ("target", "network"),
    [
        ("http://10.0.0.1/", "a private network"),
        ("http://192.168.178.1:8080/", "a private network"),
        ("https://[fd00::1]/", "a private network"),
        ("http://100.64.0.1/", "a private network"),
        ("http://169.254.169.254/latest/meta-data/", "the network next to this computer"),
        ("http://224.0.0.1/", "a reserved address"),
        ("http://3232235521/", "a private network"),
    ],
)
async def test_redirects_are_held_to_the_same(site: Site, home: str, target: str, network: str) -> None:
    direct = await _through(Web(), target, home or STRANGER)
    assert f"leads to {network}, where" in direct
    if home != STRANGER:
        redirected = await _through(Web(), site.redirect("/feed", target, 301), home)
        assert redirected == direct


async def _through(web: Web, address: str, home: str) -> str:
    async with web:
        return await refused(web, address, home)


async def test_a_connection_of_a_feed_is_not_lent_to_a_stranger(site: Site) -> None:
    address = site.serve("/feed", "mine")
    async with Web() as web:
        for _ in range(2):
            assert (await web.fetch(address)).body == b"mine"
            assert "leads to this computer" in await refused(web, address, STRANGER)
    assert site.connections == 1


class Names:
    """A name server that answers differently every time, as an attacker's does."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def getaddrinfo(self, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 0)) for address in self.answers.pop(0)]


async def test_a_name_keeps_what_it_meant_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(["93.184.216.34"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    lookups = Resolver()
    for _ in range(3):
        assert await lookups.addresses("rebind.example") == (ip_address("93.184.216.34"),)
        assert await lookups.home("rebind.example") is Network.PUBLIC
    lookups.close()


async def test_a_name_of_both_kinds_is_no_home_and_is_asked_where_it_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = Names(["10.0.0.1", "93.184.216.34"])
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    lookups = Resolver()
    assert await lookups.home("both.example") is Network.PUBLIC
    lookups.close()


async def test_a_name_for_this_computer_is_seen_through(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = site.serve("/feed", "mine").replace("127.0.0.1", "innocent.example")
    names = Names(["127.0.0.1"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    async with Web() as web:
        sentence = await refused(web, address, STRANGER)
        assert sentence.startswith("innocent.example leads to this computer itself")
        assert site.connections == 0
        assert (await web.fetch(address)).body == b"mine"
    assert site.requests[0].headers["host"] == f"innocent.example:{site.port}"


async def test_the_next_address_of_a_host_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = site.serve("/feed", "mine").replace("127.0.0.1", "two.example")
    monkeypatch.setattr(socket, "getaddrinfo", Names(["::1", "127.0.0.1"]).getaddrinfo)
    async with Web() as web:
        assert (await web.fetch(address)).body == b"mine"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("8.8.8.8", Network.PUBLIC),
        ("2001:4860:4860::8888", Network.PUBLIC),
        ("::ffff:8.8.8.8", Network.PUBLIC),
        ("64:ff9b::808:808", Network.PUBLIC),
        ("2002:808:808::1", Network.PUBLIC),
        ("127.255.255.255", Network.LOOPBACK),
        ("0.0.0.0", Network.LOOPBACK),
        ("::", Network.LOOPBACK),
        ("::1", Network.LOOPBACK),
        ("2002:7f00:1::", Network.LOOPBACK),
        ("169.254.0.1", Network.LINK_LOCAL),
        ("fe80::1", Network.LINK_LOCAL),
        ("fe80::1%eth0", Network.LINK_LOCAL),
        ("10.1.2.3", Network.PRIVATE),
        ("172.31.255.255", Network.PRIVATE),
        ("100.127.255.255", Network.PRIVATE),
        ("fdff::1", Network.PRIVATE),
        ("fec0::1", Network.PRIVATE),
        ("::10.0.0.1", Network.PRIVATE),
        ("::ffff:192.168.0.1", Network.PRIVATE),
        ("64:ff9b:1::a00:1", Network.PRIVATE),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", Network.PRIVATE),
        ("172.32.0.1", Network.PUBLIC),
        ("100.128.0.1", Network.PUBLIC),
        ("0.1.2.3", Network.RESERVED),
        ("192.0.2.1", Network.RESERVED),
        ("198.18.0.1", Network.RESERVED),
        ("224.0.0.251", Network.RESERVED),
        ("240.0.0.1", Network.RESERVED),
        ("255.255.255.255", Network.RESERVED),
        ("ff02::1", Network.RESERVED),
        ("2001:db8::1", Network.RESERVED),
        ("100::1", Network.RESERVED),
    ],
)
def test_every_address_has_its_network(address: str, network: Network) -> None:
    assert network_of(ip_address(address)) is network


@pytest.mark.parametrize("host", ["example.org", "1.2.3.4.5", "256.1.1.1", "face.example", "", "0x", "a.b"])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None
