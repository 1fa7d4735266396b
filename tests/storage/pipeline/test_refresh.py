"""Whole refreshes of real desks from a real server."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from paths import ROOT
from webserver import Connection, Site, http_response

from storage.database.connection import DeskFile
from storage.database.feeds import feeds
from storage.desk import Desk
from storage.errors import SourceError
from storage.model import Feed, Pages, Progress, Provenance, RefreshReport, Subscription, View
from storage.processes.desk_lock import desk_lock

LONG = (
    "The committee met on Tuesday and agreed on the budget for the coming year after a debate of nine hours. "
)


def item(number: int, text: str = LONG * 10, **more: str) -> str:
    fields = {
        "guid": f"item-{number}",
        "title": f"Report number {number}",
        "link": f"https://news.example/{number}",
        "pubDate": f"Tue, {number % 27 + 1:02} Oct 2026 10:00:00 GMT",
        "description": text,
        **more,
    }
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items())}</item>"


def rss(*items: str, title: str = "The Wire") -> str:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def subscribe(desk: Desk, *addresses: str, pages: Pages = Pages.NEVER) -> list[int]:
    return [desk.feeds.subscribe(Subscription(address, pages=pages)).id for address in addresses]


def refresh(desk: Desk, feeds: list[int] | None = None, *, everything: bool = True) -> RefreshReport:
    return desk.work.refresh(feeds, everything=everything, defer=True)


def titles(desk: Desk) -> list[str]:
    return sorted(row.title for row in desk.lists.headlines(View(), 0, 1000))


def only(desk: Desk) -> Feed:
    (feed,) = desk.feeds.all()
    return feed


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
    assert report.failed == 30 - report.new
    postponed = [feed for feed in desk.feeds.all() if feed.articles == 0]
    assert all(feed.due > 7000 + min(f.checked for f in desk.feeds.all() if f.checked) for feed in postponed)
    assert [feed.failures for feed in postponed].count(0) == len(postponed) - 1


def test_a_moved_feed_is_fetched_at_its_new_address(desk: Desk, site: Site) -> None:
    subscribe(desk, site.redirect("/old", site.serve("/new", rss(item(1))), status=301))
    refresh(desk)
    assert only(desk).url == site.url("/new")


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


def paged(site: Site, count: int = 3, text: str = "The committee met on Tuesday.") -> str:
    for n in range(count):
        paragraphs = [f"The committee met on Tuesday, said report {n}. {LONG * 3}", LONG * 4, LONG * 5]
        site.serve(
            f"/page/{n}", page(f"Report number {n}", *paragraphs), headers={"Content-Type": "text/html"}
        )
    return site.serve("/a", rss(*(item(n, text, link=site.url(f"/page/{n}")) for n in range(count))))


def test_the_pages_of_a_feed_of_summaries_are_fetched(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.AUTO)
    assert refresh(desk) == RefreshReport(feeds=1, new=3, pages=3)
    for row in desk.lists.headlines(View(), 0, 9):
        article = desk.articles.get(row.id)
        assert (article.provenance, article.other) == (Provenance.PAGE, Provenance.FEED)
        assert article.text.count("nine hours") == 12
        assert desk.articles.revisions(row.id) == []
    assert refresh(desk).pages == 0


def test_no_page_is_fetched_for_full_texts_or_against_the_setting(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.NEVER)
    full = site.serve(
        "/full", rss(*(item(n, LONG * 30, guid=f"f{n}", link=site.url(f"/f/{n}")) for n in range(3)))
    )
    subscribe(desk, full, pages=Pages.AUTO)
    assert refresh(desk).pages == 0
    assert {asked.path for asked in site.requests} == {"/a", "/full"}


def test_a_page_that_says_less_is_kept_beside_the_feeds_text(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, text=LONG * 60), pages=Pages.ALWAYS)
    refresh(desk)
    for row in desk.lists.headlines(View(), 0, 9):
        article = desk.articles.get(row.id)
        assert (article.provenance, article.other) == (Provenance.FEED, Provenance.PAGE)
        desk.articles.show_text(row.id, Provenance.PAGE)


def test_a_page_that_fails_leaves_the_article_as_it_is(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site), pages=Pages.AUTO)
    site.serve("/page/1", status=500)
    assert refresh(desk).pages == 2
    assert {desk.articles.get(row.id).provenance for row in desk.lists.headlines(View(), 0, 9)} == set(
        Provenance
    ) - {Provenance.FILE}
    assert refresh(desk).pages == 0  # not again at once
    troubles = [desk.articles.get(row.id).page_trouble for row in desk.lists.headlines(View(), 0, 9)]
    assert sorted(map(bool, troubles)) == [False, False, True]
    assert any("500" in trouble for trouble in troubles)


def test_the_page_of_one_article_on_request(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 1), pages=Pages.NEVER)
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert desk.work.fetch_page(row.id).pages == 1
    assert desk.articles.get(row.id).provenance is Provenance.PAGE
    site.serve("/page/0", status=404)
    with pytest.raises(SourceError, match="404"):
        desk.work.fetch_page(row.id)


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


def test_a_server_in_backoff_is_asked_for_no_more_pages(desk: Desk, site: Site) -> None:
    subscribe(desk, paged(site, 30), pages=Pages.ALWAYS)
    for n in range(30):
        site.serve(f"/page/{n}", status=429, headers={"Retry-After": "7200"})
    assert refresh(desk).pages == 0
    assert sum(asked.path.startswith("/page/") for asked in site.requests) <= 2


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
