"""Feeds that fail, move, or can not be reached."""

from contextlib import closing

import pytest
from newswire import LONG, item, only, page, refresh, rss, subscribe, titles
from webserver import Connection, Site, http_response

from storage.database.connection import DeskFile
from storage.desk import Desk, find_feeds
from storage.errors import BackoffError
from storage.model import Progress, RefreshReport


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, "", "404"),
        (500, "", "500"),
        (403, "", "403"),
        (200, page("Home", LONG), "page"),
        (200, '{"error": "no"}', "JSON"),
        (200, "", "empty"),
        (200, "<rss><channel><item>", ""),
    ],
)
def test_a_failing_feed_does_not_affect_another(
    desk: Desk, site: Site, status: int, body: str, words: str
) -> None:
    bad, good = subscribe(desk, site.serve("/bad", body, status=status), site.serve("/good", rss(item(1))))
    report = refresh(desk)
    assert (report.new, report.failed) == (1, 1 if words else 0)
    assert desk.feeds.get(good).trouble == ""
    if words:
        (trouble,) = report.troubles
        assert trouble.origin == site.url("/bad")
        assert trouble.message == desk.feeds.get(bad).trouble
        assert words in trouble.message
        assert desk.feeds.get(bad).failing_since == desk.feeds.get(bad).checked


def test_a_failing_feed_is_fetched_later_each_time_until_it_recovers(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", status=503))
    refresh(desk)
    first = only(desk)
    refresh(desk)
    second = only(desk)
    assert (first.failures, second.failures) == (1, 2)
    assert second.failing_since == first.failing_since
    assert second.due - (second.checked or 0) > first.due - (first.checked or 0)
    site.serve("/a", rss(item(1)))
    refresh(desk)
    assert (only(desk).failures, only(desk).trouble, only(desk).failing_since) == (0, "", None)


def test_a_feed_that_is_gone_is_fetched_only_by_name(desk: Desk, site: Site) -> None:
    feeds = subscribe(desk, site.serve("/a", status=410))
    refresh(desk)
    assert only(desk).gone
    assert refresh(desk).feeds == 0
    site.serve("/a", rss(item(1)))
    assert refresh(desk, feeds).new == 1
    assert not only(desk).gone


def test_a_server_in_backoff_is_asked_for_none_of_its_feeds(desk: Desk, site: Site) -> None:
    slow = site.serve("/0", status=429, headers={"Retry-After": "7200"})
    subscribe(desk, slow, *(site.serve(f"/{n}", rss(item(n))) for n in range(1, 30)))
    report = refresh(desk)
    assert len(site.requests) < 10
    assert (report.failed, report.postponed) == (1, 29 - report.new)
    assert [trouble.origin for trouble in report.troubles] == [slow]
    postponed = [feed for feed in desk.feeds.all() if feed.articles == 0]
    assert all(feed.due > 7000 + min(f.checked for f in desk.feeds.all() if f.checked) for feed in postponed)
    assert [feed.failures for feed in postponed].count(0) == len(postponed) - 1


def test_a_pause_holds_back_all_feeds_of_the_server_and_each_says_so(desk: Desk, site: Site) -> None:
    later = subscribe(desk, site.serve("/later", rss(item(1))))
    refresh(desk)
    with closing(DeskFile(desk.path)) as desk_file, desk_file.writing() as connection:
        connection.execute("update feed set due = checked + 60")
    slow = subscribe(desk, site.serve("/slow", status=429, headers={"Retry-After": "200000"}))
    refresh(desk, slow)
    held = desk.feeds.get(later[0])
    assert held.due > desk.feeds.get(slow[0]).checked + 80000
    assert "asked newsdesk to wait" in held.trouble
    assert held.failing_since is None
    assert "429" in desk.feeds.get(slow[0]).trouble
    asked = len(site.requests)
    for report in (refresh(desk, later), refresh(desk)):
        assert (report.postponed, report.failed, report.troubles) == (report.feeds, 0, ())
    assert len(site.requests) == asked
    with pytest.raises(BackoffError):
        find_feeds(site.url("/later"), desk.feeds.pauses())
    with closing(DeskFile(desk.path)) as desk_file, desk_file.writing() as connection:
        connection.execute("update server_pause set until = 0")
    refresh(desk, later)
    assert desk.feeds.get(later[0]).trouble == ""
    assert desk.feeds.pauses() == {}


def test_a_moved_feed_is_fetched_at_its_new_address(desk: Desk, site: Site) -> None:
    subscribe(desk, site.redirect("/old", site.serve("/new", rss(item(1))), status=301))
    refresh(desk)
    assert only(desk).url == site.url("/new")


def test_without_a_network_no_feed_is_marked_as_failing(desk: Desk) -> None:
    subscribe(desk, "http://127.0.0.1:9/a", "http://127.0.0.2:9/b")
    report = refresh(desk)
    assert (report.feeds, report.failed) == (2, 2)
    assert [trouble.origin for trouble in report.troubles] == ["network"]
    assert [(feed.failures, feed.trouble) for feed in desk.feeds.all()] == [(0, ""), (0, "")]
    assert (desk.feeds.next_due() or 0) > 0


def test_an_unreachable_server_is_a_failure_if_others_are_reachable(desk: Desk, site: Site) -> None:
    down, _ = subscribe(desk, "http://127.0.0.2:9/a", site.serve("/b", rss(item(1))))
    refresh(desk)
    assert desk.feeds.get(down).failures == 1
    assert "refused" in desk.feeds.get(down).trouble


@pytest.mark.parametrize("change", ["edit", "unsubscribe"])
def test_the_response_of_an_earlier_address_is_dropped(desk: Desk, site: Site, change: str) -> None:
    def answer_late(connection: Connection) -> None:
        with Desk.open(desk.path) as reader:
            if change == "edit":
                reader.feeds.edit(feed, url=site.url("/new"))
            else:
                reader.feeds.unsubscribe(feed)
        connection.send(http_response(200, rss(item(1)).encode(), {"ETag": '"old"'}))

    (feed,) = subscribe(desk, site.script("/old", answer_late))
    site.serve("/new", rss(item(2)), etag='"old"')
    assert refresh(desk) == RefreshReport(feeds=1)
    assert desk.lists.counts().articles == 0
    if change == "edit":
        assert refresh(desk, everything=False).new == 1
        assert titles(desk) == ["Report number 2"]


def test_a_password_is_shown_nowhere(desk: Desk, site: Site) -> None:
    address = site.serve("/a", status=404).replace("//", "//me:secret@")
    subscribe(desk, address)
    steps: list[Progress] = []
    report = desk.work.refresh(everything=True, defer=True, progress=steps.append)
    assert report.failed == 1
    assert "secret" not in f"{steps} {report}"
    assert "authorization" in site.requests[0].headers


def test_invalid_responses_are_failures_of_the_feeds_not_of_the_network(desk: Desk, site: Site) -> None:
    site.redirect("/a", "/a")
    subscribe(desk, site.url("/a", "localhost"), site.raw("/b", b"nonsense"))
    report = refresh(desk)
    assert {trouble.message for trouble in report.troubles} == {feed.trouble for feed in desk.feeds.all()}
    assert [feed.failures for feed in desk.feeds.all()] == [1, 1]
