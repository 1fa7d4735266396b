import socket
from ipaddress import ip_address

import pytest
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.ip_networks import Network, Resolver, ip_literal, network_of
from storage.sources.web.web_client import WebClient

OTHER_FEED = "http://8.8.8.8/feed"
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


async def refused(web: WebClient, address: str, feed_address: str) -> str:
    with pytest.raises(FetchError) as caught:
        await web.fetch(address, feed_address=feed_address)
    return str(caught.value)


@pytest.mark.parametrize("host", THIS_COMPUTER)
@pytest.mark.parametrize("feed_address", [OTHER_FEED, "http://10.0.0.1/feed", "file:///tmp/feed.xml", "junk"])
async def test_a_feed_from_elsewhere_never_reaches_this_computer(
    site: Site, host: str, feed_address: str
) -> None:
    site.serve("/admin", "secret")
    async with WebClient() as web:
        message = await refused(web, site.url("/admin", host), feed_address)
    assert "leads to this computer, which is open only to feeds from there." in message
    assert site.connections == 0


@pytest.mark.parametrize(
    "feed_address", ["", "http://127.0.0.1:1/feed", "http://localhost/feed", "http://[::1]/"]
)
async def test_a_feed_on_this_computer_reaches_it(site: Site, feed_address: str) -> None:
    site.serve("/page", "mine")
    async with WebClient() as web:
        assert (await web.fetch(site.url("/page"), feed_address=feed_address)).body == b"mine"


@pytest.mark.parametrize("feed_address", ["", "http://localhost/feed", OTHER_FEED])
@pytest.mark.parametrize(
    ("target", "network"),
    [
        ("http://10.0.0.1/", "a private network"),
        ("http://192.168.178.1:8080/", "a private network"),
        ("https://[fd00::1]/", "a private network"),
        ("http://100.64.0.1/", "a private network"),
        ("http://169.254.169.254/latest/meta-data/", "the link-local network"),
        ("http://224.0.0.1/", "a reserved address"),
        ("http://3232235521/", "a private network"),
    ],
)
async def test_redirects_follow_the_same_rule(
    site: Site, feed_address: str, target: str, network: str
) -> None:
    direct = await _through(WebClient(), target, feed_address or OTHER_FEED)
    assert f"leads to {network}, which" in direct
    if feed_address != OTHER_FEED:
        redirected = await _through(WebClient(), site.redirect("/feed", target, 301), feed_address)
        assert redirected == direct


async def _through(web: WebClient, address: str, feed_address: str) -> str:
    async with web:
        return await refused(web, address, feed_address)


async def test_a_private_connection_is_not_reused_for_a_feed_from_elsewhere(site: Site) -> None:
    address = site.serve("/feed", "mine")
    async with WebClient() as web:
        for _ in range(2):
            assert (await web.fetch(address)).body == b"mine"
            assert "leads to this computer" in await refused(web, address, OTHER_FEED)
    assert site.connections == 1


class NameServer:
    """A name server that gives other addresses each time, like an attacker's."""

    def __init__(self, *results: list[str]) -> None:
        self.results = list(results)

    def getaddrinfo(self, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 0)) for address in self.results.pop(0)]


async def test_a_name_keeps_its_first_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    server = NameServer(["93.184.216.34"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", server.getaddrinfo)
    resolver = Resolver()
    for _ in range(3):
        assert await resolver.addresses("rebind.example") == (ip_address("93.184.216.34"),)
        assert await resolver.network("rebind.example") is Network.PUBLIC
    resolver.close()


async def test_a_name_with_a_public_address_is_public(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = NameServer(["10.0.0.1", "93.184.216.34"])
    monkeypatch.setattr(socket, "getaddrinfo", server.getaddrinfo)
    resolver = Resolver()
    assert await resolver.network("both.example") is Network.PUBLIC
    resolver.close()


async def test_a_name_for_this_computer_is_detected(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = site.serve("/feed", "mine").replace("127.0.0.1", "innocent.example")
    server = NameServer(["127.0.0.1"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", server.getaddrinfo)
    async with WebClient() as web:
        message = await refused(web, address, OTHER_FEED)
        assert message.startswith("innocent.example leads to this computer,")
        assert site.connections == 0
        assert (await web.fetch(address)).body == b"mine"
    assert site.requests[0].headers["host"] == f"innocent.example:{site.port}"


async def test_the_next_address_of_a_host_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = site.serve("/feed", "mine").replace("127.0.0.1", "two.example")
    monkeypatch.setattr(socket, "getaddrinfo", NameServer(["::1", "127.0.0.1"]).getaddrinfo)
    async with WebClient() as web:
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
def test_network_of(address: str, network: Network) -> None:
    assert network_of(ip_address(address)) is network


@pytest.mark.parametrize("host", ["example.org", "1.2.3.4.5", "256.1.1.1", "face.example", "", "0x", "a.b"])
def test_a_name_is_no_ip_literal(host: str) -> None:
    assert ip_literal(host) is None
