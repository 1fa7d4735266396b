"""Finding feeds at addresses of a real server."""

import asyncio

import pytest
from webserver import Site

from storage.errors import FetchError, SourceError
from storage.model import Candidate
from storage.sources.discovery.feed_search import find_feeds

FEED = "<rss version='2.0'><channel><title>The Wire</title><item><title>One</title></item></channel></rss>"


def found(address: str) -> list[Candidate]:
    return asyncio.run(find_feeds(address))


def page(*links: str) -> str:
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" href="{one}">' for one in links)
    return f"<html><head><title>Home</title>{heads}</head><body><p>News.</p></body></html>"


def test_the_address_of_a_feed_is_the_feed(site: Site) -> None:
    address = site.serve("/feed", FEED)
    assert found(address) == [Candidate(address, "The Wire")]


def test_a_scheme_may_be_missing_or_feeds_own(site: Site) -> None:
    address = site.serve("/feed", FEED)
    assert found(address.replace("http:", "feed:"))[0].title == "The Wire"


def test_the_page_of_a_site_names_its_feeds(site: Site) -> None:
    first, second = site.serve("/a", FEED), site.url("/b")
    assert found(site.serve("/", page("/a", "/b"))) == [Candidate(first, "The Wire"), Candidate(second)]


@pytest.mark.parametrize(
    "header",
    [
        '</feed>; rel="alternate"; type="application/rss+xml"',
        '<style.css>; rel=stylesheet, </feed>; type="application/atom+xml;charset=utf-8"; rel="up alternate"',
        '<feed>;rel=alternate;title="News, all";type=application/feed+json',
    ],
)
def test_the_header_of_a_page_names_its_feed(site: Site, header: str) -> None:
    feed = site.serve("/feed", FEED)
    home = site.serve("/", "<html><p>News.</p></html>", headers={"Link": header})
    assert found(home)[0] == Candidate(feed, "The Wire")


def test_a_named_feed_that_is_none_is_passed_over(site: Site) -> None:
    site.serve("/dead", status=404)
    alive = site.serve("/alive", FEED)
    assert found(site.serve("/", page("/dead", "/alive")))[0] == Candidate(alive, "The Wire")


def test_where_a_page_names_none_customary_places_are_tried(site: Site) -> None:
    site.serve("/", "<html><head><title>Home</title></head><body><p>News.</p></body></html>")
    site.serve("/feed", FEED)
    assert [one.title for one in found(site.url("/"))] == ["The Wire"]


def test_a_feed_that_has_moved_for_good_is_found_where_it_is(site: Site) -> None:
    new = site.serve("/new", FEED)
    assert found(site.redirect("/old", new, status=301)) == [Candidate(new, "The Wire")]


def test_a_profile_on_an_unknown_machine_may_be_a_page_after_all(site: Site) -> None:
    feed = site.serve("/feed", FEED)
    assert found(site.serve("/@anna", page("/feed"))) == [Candidate(feed, "The Wire")]


@pytest.mark.parametrize("address", ["", "nothing at all"])
def test_what_is_not_a_web_address_is_refused(address: str) -> None:
    with pytest.raises(SourceError, match="not a web address"):
        found(address)


def test_a_page_without_feeds_and_an_address_with_nothing_are_told_apart(site: Site) -> None:
    with pytest.raises(SourceError, match="No feed was found"):
        found(site.serve("/page", page()))
    with pytest.raises(FetchError, match="404"):
        found(site.url("/nowhere"))
