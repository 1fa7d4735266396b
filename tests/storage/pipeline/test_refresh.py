"""Whole refreshes of real desks from a real server."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from newswire import LONG, item, only, refresh, rss, subscribe, titles
from paths import ROOT
from webserver import Connection, Site, http_response

from storage.database.connection import DeskFile
from storage.database.feeds import feeds
from storage.desk import Desk
from storage.model import Progress, RefreshReport, View
from storage.processes.desk_lock import desk_lock


def test_a_refresh_stores_what_the_feeds_hold(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", rss(item(1), item(2))), site.serve("/b", rss(item(3), title="B")))
    steps: list[Progress] = []
    report = desk.work.refresh(everything=True, defer=True, progress=steps.append)
    assert report == RefreshReport(feeds=2, new=3)
    assert titles(desk) == ["Report number 1", "Report number 2", "Report number 3"]
    assert [(step.stage, step.done, step.total) for step in steps] == [("fetching", 1, 2), ("fetching", 2, 2)]
    assert {(feed.title, feed.articles, feed.unread) for feed in desk.feeds.all()} == {
        ("The Wire", 2, 2),
        ("B", 1, 1),
    }
    assert all(feed.due > feed.checked for feed in desk.feeds.all() if feed.checked)


def test_with_nothing_new_nothing_is_read_again(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", rss(item(1)), etag='"1"'), site.serve("/b", rss(item(2))))
    refresh(desk)
    assert refresh(desk) == RefreshReport(feeds=2, unchanged=2)
    assert [asked.headers.get("if-none-match") for asked in site.requests if asked.path == "/a"] == [
        None,
        '"1"',
    ]


def test_a_feed_is_asked_when_it_is_due(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", rss(item(1))))
    assert desk.feeds.next_due() == 0
    assert refresh(desk, everything=False).feeds == 1
    assert refresh(desk, everything=False).feeds == 0
    assert desk.feeds.next_due() == only(desk).due


def test_a_changed_entry_keeps_its_earlier_text_and_its_marks(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", rss(item(1, LONG * 10))))
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    desk.articles.mark_read([row.id])
    site.serve("/a", rss(item(1, LONG * 10 + "Correction: it was ten hours.")))
    assert refresh(desk).changed == 1
    assert desk.articles.get(row.id).text.endswith("ten hours.")
    assert desk.articles.get(row.id).read
    (revision,) = desk.articles.revisions(row.id)
    assert not revision.text.endswith("ten hours.")


def test_a_changed_entry_is_unread_again_if_the_reader_wants_that(desk: Desk, site: Site) -> None:
    subscribe(desk, site.serve("/a", rss(item(1))))
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    desk.articles.mark_read([row.id])
    site.serve("/a", rss(item(1, "Something else altogether happened.")))
    desk.work.refresh(everything=True, defer=True, mark_changed_unread=True)
    assert not desk.articles.get(row.id).read


def test_new_guids_at_every_fetch_bring_no_duplicates(desk: Desk, site: Site) -> None:
    subscribe(desk, site.url("/a"))
    for round_ in range(4):
        site.serve("/a", rss(*(item(n, guid=f"{round_}-{n}") for n in range(20)), title=f"Wire {round_}"))
        refresh(desk)
    assert desk.lists.counts().articles == 20


def test_one_article_in_two_feeds_is_one(desk: Desk, site: Site) -> None:
    tracked = item(1, link="http://www.news.example/1?utm_source=rss", guid="other")
    first, second = subscribe(
        desk, site.serve("/a", rss(item(1))), site.serve("/b", rss(tracked, title="Planet"))
    )
    refresh(desk)
    assert desk.lists.counts().articles == 1
    assert desk.feeds.get(first).articles == desk.feeds.get(second).articles == 1
    (row,) = desk.lists.headlines(View(feed=second), 0, 9)
    assert set(desk.articles.get(row.id).feeds) == {"The Wire", "Planet"}


def test_two_refreshes_at_once_share_the_work(desk: Desk, site: Site) -> None:
    everyone_here = threading.Barrier(2)
    addresses = [site.serve(f"/{n}", rss(item(n))) for n in range(40)]
    subscribe(desk, *addresses)

    def work() -> RefreshReport:
        with Desk.open(desk.path) as own:
            everyone_here.wait()
            return own.work.refresh(everything=True, defer=True)

    with ThreadPoolExecutor(2) as pool:
        one, other = (future.result() for future in [pool.submit(work), pool.submit(work)])
    assert one.feeds + other.feeds == 40
    assert one.new + other.new == 40
    assert all(site.counts[f"/{n}"] == 1 for n in range(40))


def test_a_killed_refresh_loses_only_the_feed_under_way(desk: Desk, site: Site) -> None:
    hanging = threading.Event()

    def hang(connection: Connection) -> None:
        hanging.set()
        connection.stay_silent()

    subscribe(desk, *(site.serve(f"/{n}", rss(item(n))) for n in range(5)), site.script("/5", hang))
    command = [sys.executable, "-m", "tui", "--desk", str(desk.path), "refresh", "--defer", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            if '"done": 5' in line:
                break
        assert hanging.wait(60)
        child.send_signal(signal.SIGKILL)
    assert desk.lists.counts().articles == 5
    site.serve("/5", rss(item(5)))
    assert refresh(desk, everything=False) == RefreshReport(feeds=1, new=1)


def test_articles_are_analysed_while_feeds_are_fetched(desk: Desk, site: Site) -> None:
    met = threading.Event()

    def wait(connection: Connection) -> None:
        met.wait(60)
        connection.send(http_response(200, rss(item(2, "Angela Merkel spoke in Paris.")).encode()))

    feeds = (site.serve("/a", rss(item(1, "Angela Merkel visited Paris."))), site.script("/b", wait))
    subscribe(desk, *feeds)

    def look(step: Progress) -> None:
        if step.stage == "analysing":
            met.set()

    report = desk.work.refresh(everything=True, progress=look)
    assert met.is_set()
    assert (report.new, report.analysed) == (2, 2)
    assert "Angela Merkel" in {
        name.entity.name for row in desk.lists.headlines(View(), 0, 9) for name in desk.articles.names(row.id)
    }


def test_a_clock_that_was_set_back_delays_no_feed(desk: Desk, desk_file: DeskFile, site: Site) -> None:
    (feed,) = subscribe(desk, site.serve("/a", rss(item(1))))
    later = time.time() + 30 * 86400
    with desk_file.writing() as connection:
        feeds.record_failure(connection, feed, now=later, trouble="x", due=later + 600)
    assert refresh(desk, everything=False).new == 1


def test_an_error_of_the_caller_ends_the_refresh_and_is_raised(desk: Desk, site: Site) -> None:
    def fail(step: Progress) -> None:
        if step.stage == "analysing":
            raise BrokenPipeError

    subscribe(desk, site.serve("/a", rss(item(1))))
    with pytest.raises(BrokenPipeError):
        desk.work.refresh(everything=True, progress=fail)


def test_a_failing_refresh_does_not_wait_for_the_analysis_of_another_process(desk: Desk, site: Site) -> None:
    waiting, ended = threading.Event(), threading.Event()

    def fail(step: Progress) -> None:
        if step.stage == "waiting":
            waiting.set()
        elif step.stage == "fetching" and step.done == 2:
            raise BrokenPipeError

    def wait(connection: Connection) -> None:
        waiting.wait(60)
        connection.send(http_response(200, rss(item(2)).encode()))

    def run() -> None:
        with Desk.open(desk.path) as own, pytest.raises(BrokenPipeError):
            own.work.refresh(everything=True, progress=fail)
        ended.set()

    subscribe(desk, site.serve("/a", rss(item(1))), site.script("/b", wait))
    with desk_lock(desk.path, "analysis"):
        thread = threading.Thread(target=run)
        thread.start()
        assert ended.wait(60)
    thread.join()
