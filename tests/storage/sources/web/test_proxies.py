import pytest
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.proxies import Proxies
from storage.sources.web.web_client import WebClient


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def refused(address: str, feed_address: str = "") -> str:
    async with WebClient() as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address, feed_address=feed_address)
    return str(caught.value)


async def test_a_proxy_gets_its_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:s%40fe@127.0.0.1:{site.port}")
    site.serve("http://news.invalid/feed", "<rss/>")
    async with WebClient() as web:
        response = await web.fetch("http://news.invalid/feed")
    assert (response.body, response.url) == (b"<rss/>", "http://news.invalid/feed")
    assert site.requests[0].headers["proxy-authorization"] == "Basic bWU6c0BmZQ=="
    assert site.requests[0].headers["host"] == "news.invalid"


async def test_a_refusal_by_the_proxy_is_reported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{site.port}")
    site.serve("news.invalid:443", status=407)
    assert await refused("https://news.invalid/feed") == "The proxy refused the request: 407 Whatever."
    assert site.requests[0].method == "CONNECT"


async def test_an_unreachable_proxy_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    with Site() as gone:
        monkeypatch.setenv("http_proxy", gone.url(""))
    assert (await refused("http://news.invalid/feed")).startswith(
        "The proxy 127.0.0.1 refused the connection"
    )


async def test_a_proxy_of_another_kind_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9050")
    message = "newsdesk can't use the kind of proxy that the environment names (socks5)."
    assert await refused("http://news.invalid/feed") == message


@pytest.mark.parametrize("host", ["10.0.0.1", "[fd00::1]", "167772161", "169.254.169.254"])
async def test_a_feed_from_elsewhere_reaches_no_private_ip_address_through_a_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    assert "which is open only to feeds from there" in await refused(f"http://{host}/", "http://8.8.8.8/feed")
    assert not site.requests


async def test_a_feed_of_a_private_network_may_be_behind_a_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    site.serve("http://10.0.0.1/feed", "<rss/>")
    async with WebClient() as web:
        assert (await web.fetch("http://10.0.0.1/feed")).body == b"<rss/>"


async def test_no_proxy_is_used_for_this_computer(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy.invalid:3128")
    site.serve("/feed", "<rss/>")
    async with WebClient() as web:
        for host in ("127.0.0.1", "localhost", "127.1"):
            assert (await web.fetch(site.url("/feed", host))).body == b"<rss/>"


@pytest.mark.parametrize(
    ("host", "proxy"),
    [
        ("news.example", "http://proxy:1"),
        ("exempt.example", ""),
        ("sub.exempt.example", ""),
        ("10.1.2.3", ""),
        ("11.1.2.3", "http://proxy:1"),
        ("fd00::1", ""),
    ],
)
def test_exempt_hosts_need_no_proxy(monkeypatch: pytest.MonkeyPatch, host: str, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy:1")
    monkeypatch.setenv("NO_PROXY", "exempt.example, 10.0.0.0/8,fd00::/8")
    assert Proxies.from_environment().choose("https", host) == proxy
    assert Proxies.from_environment().choose("http", host) == ""


def test_a_star_exempts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy:1")
    assert Proxies.from_environment().choose("http", "news.example") == "http://proxy:1"
    monkeypatch.setenv("NO_PROXY", "*")
    assert Proxies.from_environment().choose("http", "news.example") == ""


@pytest.mark.parametrize("proxy", ["http://proxy:notaport", "http://proxy:99999", "http://[proxy"])
async def test_an_invalid_proxy_address_is_reported(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    assert "proxy address in the environment is not valid" in await refused("http://news.invalid/")
