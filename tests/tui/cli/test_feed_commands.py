"""The commands for feeds, with a real server: add, refresh, feeds, edit, unsubscribe."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from daily_feed import TEXT, last_json, rss
from paths import ROOT
from webserver import Site

from storage.desk import Desk
from storage.model import Pages, Subscription
from tui.cli.main import main

Run = Callable[..., Result]


def test_a_feed_is_added_and_fetched(desk: Desk, run: Run, site: Site) -> None:
    url = site.serve("/feed.xml", rss("The Daily", TEXT, TEXT))
    result = run("add", url, "--folder", "/World//Iraq/", "--pages", "never", "--defer")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"     1  The Daily  {url} · 2 new articles\n"
    feed = desk.feeds.get(1)
    assert (feed.folder, feed.pages, feed.articles) == ("World/Iraq", Pages.NEVER, 2)
    again = run("add", url, "--json")
    fields = {"id": 1, "url": url, "title": "The Daily", "folder": "World/Iraq", "known": True, "new": 0}
    assert last_json(again)["feeds"] == [fields]
    line = f"     1  The Daily  {url} · subscribed already, in World/Iraq"
    assert run("add", url).stdout == f"{line}\n"
    moves = f"{line}; `newsdesk edit 1 --folder 'My sport'` moves it\n"
    assert run("add", url, "--folder", "My sport").stdout == moves
    assert run("add", url, "--folder", "/World/Iraq").stdout == f"{line}\n"
    assert desk.feeds.get(1).folder == "World/Iraq"


def test_a_feed_that_does_not_answer_is_added_only_with_anyway(desk: Desk, run: Run, site: Site) -> None:
    down, page = site.serve("/feed.xml", "", status=503), site.serve("/page", "<html><p>No feed.</p></html>")
    assert run("add", down).exit_code == 1
    assert desk.feeds.all() == []
    result = run("add", down, page, "--anyway")
    assert result.exit_code == 1, "a page that has no feed is no feed"
    assert "No feed was found" in result.stderr
    assert result.stdout.startswith(f"     1  {down} · not fetched yet: ")
    assert [feed.url for feed in desk.feeds.all()] == [down]
    assert run("add", down.replace("feed", "other"), "--anyway", "--json").exit_code == 0
    assert run("add", "127.0.0.1/feed", "--anyway").exit_code == 2
    site.serve("/feed.xml", rss("The Daily", TEXT))
    run("refresh", "--feed", 1, "--defer")
    assert desk.feeds.get(1).title == "The Daily"


def test_a_page_leads_to_its_feeds(desk: Desk, run: Run, site: Site) -> None:
    news, sport = site.serve("/news.xml", rss("News")), site.serve("/sport.xml", rss("Sport"))
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{url}" title="{title}">'
        for url, title in ((news, "All news"), (sport, "All sport"))
    )
    page = site.serve("/", f"<html><head>{links}</head><body></body></html>")
    report = last_json(run("add", page, "--json", "--defer"))
    assert report == {
        "feeds": [{"id": 1, "url": news, "title": "News", "folder": "", "known": False, "new": 0}],
        "candidates": [{"url": sport, "title": "All sport"}],
        "troubles": [],
    }
    desk.feeds.unsubscribe(1)
    shown = run("add", page, "--defer").stdout
    assert shown == f"     1  News  {news} · 0 new articles\nOther feeds there:\n        All sport  {sport}\n"


def test_a_failing_address_does_not_stop_the_others(desk: Desk, run: Run, site: Site) -> None:
    good, other = site.serve("/a.xml", rss("A")), site.serve("/b.xml", rss("B"))
    bad = site.serve("/c.xml", "", status=500)
    result = run("add", good, bad, other, "--defer")
    assert result.exit_code == 1
    assert [feed.url for feed in desk.feeds.all()] == [good, other]
    assert result.stderr == f"newsdesk: {bad}: The server reports an internal error (500).\n"
    report = last_json(run("add", bad, "--json"))
    assert report["feeds"] == []
    assert [trouble["origin"] for trouble in report["troubles"]] == [bad]


def test_add_creates_the_desk(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "new.db"
    url = site.serve("/feed.xml", rss())
    assert CliRunner().invoke(main, ["--desk", str(path), "add", url, "--defer"]).exit_code == 0
    with Desk.open(path, make=False) as desk:
        assert [feed.url for feed in desk.feeds.all()] == [url]


def test_one_title_for_several_feeds_is_wrong_usage(run: Run) -> None:
    assert run("add", "http://a.example", "http://b.example", "--title", "A").exit_code == 2


def test_a_refresh_reports_what_it_did(desk: Desk, run: Run, site: Site) -> None:
    url = site.serve("/feed.xml", rss("The Daily", TEXT), etag='"1"')
    desk.feeds.subscribe(Subscription(url))
    assert run("refresh", "--defer").stdout == "1 feed · 1 new article\n"
    assert run("refresh", "--defer").stdout == "Nothing was due.\n"
    report = last_json(run("refresh", "--all", "--defer", "--json"))
    assert (report["feeds"], report["unchanged"], report["new"], report["troubles"]) == (1, 1, 0, [])
    assert run("refresh", "--feed", 1, "--defer").stdout == "1 feed · 0 new articles\n"
    assert run("refresh", "--feed", url.removeprefix("http://"), "--defer").exit_code == 0
    assert site.counts["/feed.xml"] == 4
    assert run("refresh", "--feed", 1, "--all").exit_code == 2


def test_a_refresh_shows_progress_as_json_lines(desk: Desk, run: Run, site: Site) -> None:
    for name in "ab":
        desk.feeds.subscribe(Subscription(site.serve(f"/{name}.xml", rss(name.upper()))))
    steps = [json.loads(line) for line in run("refresh", "--defer", "--json").stdout.splitlines()]
    fetching = [(step["done"], step["total"]) for step in steps if step.get("stage") == "fetching"]
    assert fetching == [(1, 2), (2, 2)]
    assert "stage" not in steps[-1]


def test_a_failing_feed_is_reported(desk: Desk, run: Run, site: Site) -> None:
    bad = site.serve("/bad.xml", "", status=404)
    desk.feeds.subscribe(Subscription(bad, "Broken"))
    desk.feeds.subscribe(Subscription(site.serve("/good.xml", rss("Good", TEXT))))
    result = run("refresh", "--defer")
    assert result.exit_code == 1
    assert result.stdout == "2 feeds · 1 new article · 1 failed\n"
    assert "There is nothing at this address (404)." in result.stderr
    shown = run("feeds").stdout
    assert f"Broken  {bad}\n        0 articles, 0 unread · checked just now, next in " in shown
    assert "\n        failing: There is nothing at this address (404).\n" in shown
    assert "1 article, 1 unread · checked just now" in shown


def test_feeds_as_json_are_the_documented_fields(desk: Desk, run: Run, site: Site) -> None:
    desk.feeds.subscribe(
        Subscription(site.serve("/feed.xml", rss("The Daily", TEXT)), attributes=(("x", "y"),))
    )
    run("refresh", "--defer")
    (feed,) = json.loads(run("feeds", "--json").stdout)
    assert (feed["title"], feed["articles"], feed["attributes"]) == ("The Daily", 1, {"x": "y"})
    assert feed["checked"].endswith("+00:00")
    assert feed["failing_since"] is None
    documented = (ROOT / "docs" / "json.md").read_text("utf-8").partition("## A feed")[2]
    for field in feed:
        assert f"`{field}`" in documented, field


def test_reports_are_the_documented_fields(desk: Desk, run: Run, site: Site) -> None:
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    desk.feeds.subscribe(Subscription(site.serve("/feed.xml", rss())))
    for command in (("refresh", "--defer", "--json"), ("reanalyse", "--pending", "--json")):
        for field in last_json(run(*command)):
            assert f'"{field}"' in documented, field


def test_feeds_are_listed_by_folder(desk: Desk, run: Run) -> None:
    for number, folder in enumerate(("", "World", "World", "World/Iraq")):
        desk.feeds.subscribe(Subscription(f"http://127.0.0.1/{number}", f"Feed {number}", folder=folder))
    lines = [line for line in run("feeds").stdout.splitlines() if not line.startswith("        ")]
    assert lines == [
        "     1  Feed 0  http://127.0.0.1/0",
        "",
        "World",
        "     2  Feed 1  http://127.0.0.1/1",
        "     3  Feed 2  http://127.0.0.1/2",
        "",
        "World/Iraq",
        "     4  Feed 3  http://127.0.0.1/3",
    ]


def test_without_feeds_the_list_says_how_to_add_one(desk: Desk, run: Run) -> None:
    result = run("feeds")
    assert (result.stdout, result.stderr) == ("", "No feeds; `newsdesk add URL` subscribes to one.\n")
    assert json.loads(run("feeds", "--json").stdout) == []


def test_a_feed_is_edited_and_unsubscribed(desk: Desk, run: Run) -> None:
    desk.feeds.subscribe(Subscription("http://127.0.0.1/feed.xml", "Old", folder="World"))
    result = run("edit", 1, "--title", "New", "--folder", "", "--pages", "always")
    assert result.stdout.splitlines()[0] == "     1  New  http://127.0.0.1/feed.xml"
    assert (desk.feeds.get(1).folder, desk.feeds.get(1).pages) == ("", Pages.ALWAYS)
    run("edit", "http://127.0.0.1/feed.xml", "--url", "http://127.0.0.1/other.xml")
    assert desk.feeds.get(1).url == "http://127.0.0.1/other.xml"
    assert run("edit", 1).exit_code == 2
    result = run("unsubscribe", "127.0.0.1/other.xml/")
    assert result.stdout == "Unsubscribed from New  http://127.0.0.1/other.xml\n"
    assert desk.feeds.all() == []
    desk.undo()
    assert [one.title for one in desk.feeds.all()] == ["New"]


@pytest.mark.parametrize(
    "words", [("unsubscribe", "9"), ("edit", "9", "--title", "x"), ("refresh", "--feed", "9")]
)
def test_an_unknown_feed(desk: Desk, run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    sentence = "newsdesk: There is no feed 9; `newsdesk feeds` lists them.\n"
    assert (result.exit_code, result.stderr) == (1, sentence)


def test_the_page_of_an_article_is_fetched(desk: Desk, run: Run, site: Site) -> None:
    paragraphs = "".join(f"<p>Paragraph {number}. {TEXT}</p>" for number in range(6))
    page = site.serve("/page", f"<html><body><article><h1>Item 1</h1>{paragraphs}</article></body></html>")
    body = rss("The Daily", "Short.").replace("http://127.0.0.1/1", page)
    desk.feeds.subscribe(Subscription(site.serve("/feed.xml", body), pages=Pages.NEVER))
    run("refresh", "--defer")
    assert "Paragraph 3." not in desk.articles.get(1).text
    report = last_json(run("refresh", "--page", 1, "--json"))
    assert (report["pages"], report["troubles"]) == (1, [])
    assert "Paragraph 3." in desk.articles.get(1).text
    site.serve("/page", "", status=403)
    result = run("refresh", "--page", 1)
    assert result.exit_code == 1
    assert "The server denied access (403)." in result.stderr
    assert run("refresh", "--page", 1, "--all").exit_code == 2
