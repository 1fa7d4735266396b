import pytest
from webserver import Connection, Site, http_response

from storage.errors import FetchError
from storage.sources.web.web_client import Response, WebClient


async def fetched(address: str) -> Response:
    async with WebClient() as web:
        return await web.fetch(address)


async def refused(address: str) -> str:
    with pytest.raises(FetchError) as caught:
        await fetched(address)
    return str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed(site: Site, status: int) -> None:
    site.redirect("/old/feed", "../new?x=1#part", status)
    site.serve("/new?x=1", "found")
    response = await fetched(site.url("/old/feed"))
    assert (response.body, response.url) == (b"found", site.url("/new?x=1"))
    assert response.moved == (site.url("/new?x=1") if status in (301, 308) else "")


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308, 301), True), ((301, 302, 301), False), ((302, 301, 301), False)]
)
async def test_only_permanent_redirects_move_an_address(
    site: Site, statuses: tuple[int, ...], moved: bool
) -> None:
    for number, status in enumerate(statuses):
        site.redirect(f"/{number}", f"/{number + 1}", status)
    site.serve("/3", "found")
    assert (await fetched(site.url("/0"))).moved == (site.url("/3") if moved else "")


def gate(site: Site, path: str, cookie: str) -> str:
    """Serve an address that sends visitors without a cookie to one that sets it."""

    def answer(connection: Connection) -> None:
        has_cookie = "seen=1" in connection.request.headers.get("cookie", "")
        headers = {} if has_cookie else {"Location": "/gate"}
        connection.send(http_response(200 if has_cookie else 302, b"found" if has_cookie else b"", headers))

    site.serve("/gate", status=302, headers={"Location": path, "Set-Cookie": cookie})
    return site.script(path, answer)


@pytest.mark.parametrize("cookie", ["seen=1", "seen=1; Path=/; Expires=Wed, 21 Oct 2037 07:28:00 GMT"])
async def test_a_cookie_is_sent_back_on_the_way_of_redirects_that_set_it(site: Site, cookie: str) -> None:
    address = gate(site, "/feed", cookie)
    async with WebClient() as web:
        assert (await web.fetch(address)).body == b"found"
        assert (await web.fetch(address)).body == b"found"
    # Nothing is kept for the next fetch.
    assert ["cookie" in request.headers for request in site.requests] == [False, False, True] * 2


async def test_a_cookie_is_sent_to_the_server_alone_that_set_it(site: Site) -> None:
    with Site() as other:
        headers = {"Location": site.url("/feed", "localhost"), "Set-Cookie": "seen=1; Domain=localhost"}
        other.serve("/gate", status=302, headers=headers)
        site.serve("/feed", "found")
        assert (await fetched(other.url("/gate"))).body == b"found"
        assert "cookie" not in site.requests[0].headers


async def test_a_gate_that_is_never_content_is_a_loop(site: Site) -> None:
    assert "loop" in await refused(gate(site, "/feed", "other=2"))


@pytest.mark.parametrize("status", [404, 500])
async def test_a_permanent_redirect_to_an_error_moves_nothing(site: Site, status: int) -> None:
    site.redirect("/old", "/new", 301)
    site.serve("/new", status=status)
    with pytest.raises(FetchError) as caught:
        await fetched(site.url("/old"))
    assert caught.value.status == status


async def test_a_permanent_redirect_to_unchanged_content_moves_an_address(site: Site) -> None:
    site.redirect("/old", "/new", 301)
    site.serve("/new", "x", etag='"1"')
    async with WebClient() as web:
        response = await web.fetch(site.url("/old"), '"1"')
    assert (response.status, response.moved) == (304, site.url("/new"))


@pytest.mark.parametrize("targets", [("/0",), ("/1", "/0"), ("/1", "/2", "/1#again")])
async def test_a_redirect_loop_is_reported(site: Site, targets: tuple[str, ...]) -> None:
    for number, target in enumerate(targets):
        site.redirect(f"/{number}", target, 301)
    assert await refused(site.url("/0")) == "The address redirects in a loop."
    assert len(site.requests) == len(targets)


async def test_ten_redirects_are_followed_and_no_more(site: Site) -> None:
    for number in range(12):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.serve("/12", "found")
    assert (await fetched(site.url("/2"))).body == b"found"
    assert await refused(site.url("/1")) == "The address redirects more than 10 times."
    assert len(site.requests) == 22


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "FILE:/etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "data:,x"]
)
@pytest.mark.parametrize("files", [True, False])
async def test_other_schemes_are_not_followed(site: Site, target: str, files: bool) -> None:
    address = site.redirect("/feed", target, 301)
    async with WebClient(allow_files=files) as web:
        with pytest.raises(FetchError, match="address, which newsdesk does not open"):
            await web.fetch(address)


@pytest.mark.parametrize(
    "target",
    ["http://[::1", "http://a b/", "http://x:99999/", "//\x7f/", "http://[fe80::1%eth0]\xef\xbc\x8e[::1]/"],
)
async def test_an_invalid_redirect_is_reported(site: Site, target: str) -> None:
    assert "newsdesk can't open" in await refused(site.redirect("/feed", target))


async def test_a_redirect_may_contain_raw_utf8(site: Site) -> None:
    site.redirect("/feed", "/für alle".encode().decode("latin-1"))
    site.serve("/f%C3%BCr%20alle", "found")
    assert (await fetched(site.url("/feed"))).body == b"found"


async def test_a_password_stays_with_its_host(site: Site) -> None:
    with Site() as other:
        other.serve("/there", "found")
        site.redirect("/away", other.url("/there"), 301)
        site.redirect("/here", "/feed", 301)
        site.serve("/feed", "found")
        away = await fetched(f"http://me:pw@127.0.0.1:{site.port}/away")
        here = await fetched(f"http://me:pw@127.0.0.1:{site.port}/here")
        assert "authorization" not in other.requests[0].headers
    assert away.moved == other.url("/there")
    assert here.moved == f"http://me:pw@127.0.0.1:{site.port}/feed"
    assert here.url == site.url("/feed")
    assert "authorization" in site.requests[-1].headers
