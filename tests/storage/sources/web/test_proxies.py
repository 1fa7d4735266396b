import pytest
from webserver import Site

from storage.errors import FetchError
from storage.sources.web.http import Web
from storage.sources.web.proxies import Proxies


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def refused(address: str, home: str = "") -> str:
    async with Web() as web:
        with pytest.raises(FetchError) as caught:
            await web.fetch(address, home=home)
    return str(caught.value)


async def test_a_proxy_is_asked_with_its_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:s%40fe@127.0.0.1:{site.port}")
    site.serve("http://news.invalid/feed", "<rss/>")
    async with Web() as web:
        response = await web.fetch("http://news.invalid/feed")
    assert (response.body, response.url) == (b"<rss/>", "http://news.invalid/feed")
    assert site.requests[0].headers["proxy-authorization"] == "Basic bWU6c0BmZQ=="
    assert site.requests[0].headers["host"] == "news.invalid"


async def test_a_proxy_that_refuses_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{site.port}")
    site.serve("news.invalid:443", status=407)
    assert await refused("https://news.invalid/feed") == "The proxy refuses: 407 Whatever."
    assert site.requests[0].method == "CONNECT"


async def test_a_proxy_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with Site() as gone:
        monkeypatch.setenv("http_proxy", gone.url(""))
    assert (await refused("http://news.invalid/feed")).startswith(
        "The proxy 127.0.0.1 refuses the connection"
    )


async def test_a_proxy_of_another_kind_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9050")
    sentence = "The environment names a proxy of a kind that newsdesk can't use (socks5)."
    assert await refused("http://news.invalid/feed") == sentence


@pytest.mark.parametrize("host", ["10.0.0.1", "[fd00::1]", "167772161", "169.254.169.254"])
async def test_no_stranger_gets_through_a_proxy_to_private_figures(
    site: Site, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    assert "where newsdesk goes only for" in await refused(f"http://{host}/", "http://8.8.8.8/feed")
    assert not site.requests


async def test_a_feed_of_a_private_network_may_be_behind_a_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.url(""))
    site.serve("http://10.0.0.1/feed", "<rss/>")
    async with Web() as web:
        assert (await web.fetch("http://10.0.0.1/feed")).body == b"<rss/>"


async def test_this_computer_is_never_asked_by_way_of_a_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy.invalid:3128")
    site.serve("/feed", "<rss/>")
    async with Web() as web:
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
def test_exempt_hosts_are_asked_directly(monkeypatch: pytest.MonkeyPatch, host: str, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy:1")
    monkeypatch.setenv("NO_PROXY", "exempt.example, 10.0.0.0/8,fd00::/8")
    assert Proxies.of_environment().choose("https", host) == proxy
    assert Proxies.of_environment().choose("http", host) == ""


def test_a_star_exempts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy:1")
    assert Proxies.of_environment().choose("http", "news.example") == "http://proxy:1"
    monkeypatch.setenv("NO_PROXY", "*")
    assert Proxies.of_environment().choose("http", "news.example") == ""


@pytest.mark.parametrize("proxy", ["http://proxy:notaport", "http://proxy:99999", "http://[proxy"])
async def test_a_proxy_by_an_address_that_is_none_is_said(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    assert "names a proxy by an address that is none" in await refused("http://news.invalid/")
