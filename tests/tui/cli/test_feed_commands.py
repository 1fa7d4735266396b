"""The commands for feeds, with a real server: add, refresh, feeds, edit, unsubscribe, revisions, OPML."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from paths import ROOT
from webserver import Site

from storage.desk import Desk
from storage.model import Feed, Pages, Subscription
from tui.cli import feed_output
from tui.cli.main import main

TEXT = "The council has decided, after a debate of nine hours, to keep the old bridge. " * 8
Run = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def run(desk: Desk) -> Run:
    """Run a command on the test's desk."""

    def run(*words: str | Path | int) -> Result:
        return CliRunner().invoke(main, ["--desk", str(desk.path), *map(str, words)])

    return run


def rss(title: str = "The Daily", *texts: str) -> str:
    items = "".join(
        f"<item><title>Item {number}</title><guid>{number}</guid><link>http://127.0.0.1/{number}</link>"
        f"<description>{text}</description></item>"
        for number, text in enumerate(texts, start=1)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def last(result: Result) -> Any:
    """Return the JSON of the last line."""
    return json.loads(result.stdout.splitlines()[-1])


def test_a_feed_is_added_and_fetched(desk: Desk, run: Run, site: Site) -> None:
    url = site.serve("/feed.xml", rss("The Daily", TEXT, TEXT))
    result = run("add", url, "--folder", "/World//Iraq/", "--pages", "never", "--defer")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"     1  The Daily  {url} · 2 new articles\n"
    feed = desk.feeds.get(1)
    assert (feed.folder, feed.pages, feed.articles) == ("World/Iraq", Pages.NEVER, 2)
    again = run("add", url, "--json")
    fields = {"id": 1, "url": url, "title": "The Daily", "folder": "World/Iraq", "known": True, "new": 0}
    assert last(again)["feeds"] == [fields]
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
    report = last(run("add", page, "--json", "--defer"))
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
    assert result.stderr == f"newsdesk: {bad}: The server has an internal error (500).\n"
    report = last(run("add", bad, "--json"))
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
    report = last(run("refresh", "--all", "--defer", "--json"))
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
        for field in last(run(*command)):
            assert f'"{field}"' in documented, field


def feed(**changes: Any) -> Feed:
    values: dict[str, Any] = {
        "id": 3,
        "url": "https://example.org/feed",
        "title": "The Daily",
        "site": "",
        "folder": "World",
        "pages": Pages.AUTO,
        "checked": 1000.0 * 60 - 300,
        "succeeded": 1000.0 * 60 - 300,
        "due": 1000.0 * 60 + 1500,
        "failures": 0,
        "trouble": "",
        "failing_since": None,
        "gone": False,
        "articles": 12,
        "unread": 3,
        "weekly": 14.2,
    }
    return Feed(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["12 articles, 3 unread · checked 5 min ago, next in 25 min · about 14 a week"]),
        (
            {"articles": 1, "unread": 0, "weekly": 0.0, "checked": None, "due": 0.0},
            ["1 article, 0 unread · not fetched yet, next now"],
        ),
        (
            {"trouble": "The server denied access (403).", "failing_since": 1000.0 * 60 - 7300},
            [
                "12 articles, 3 unread · checked 5 min ago, next in 25 min · about 14 a week",
                "failing for 2 h: The server denied access (403).",
            ],
        ),
        (
            {"gone": True, "trouble": "It is gone (410).", "failing_since": 1000.0 * 60 - 300, "weekly": 0.0},
            [
                "12 articles, 3 unread · checked 5 min ago, no longer fetched",
                "failing for 5 min: It is gone (410).",
            ],
        ),
    ],
)
def test_health_in_words(changes: dict[str, Any], lines: list[str]) -> None:
    assert list(feed_output.health(feed(**changes), 1000.0 * 60)) == lines


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


def test_articles_of_a_feed_or_folder(desk: Desk, run: Run, site: Site) -> None:
    for number, folder in enumerate(("World", "World/Iraq", "Sport")):
        text = f"{number} {TEXT}"
        feed = rss(f"Feed {number}", text).replace("127.0.0.1/1", f"127.0.0.1/{number}")
        desk.feeds.subscribe(Subscription(site.serve(f"/{number}.xml", feed), folder=folder))
    run("refresh", "--defer")
    assert len(json.loads(run("list", "--json").stdout)) == 3
    assert len(json.loads(run("list", "--json", "--folder", "World").stdout)) == 2
    assert len(json.loads(run("list", "--json", "--folder", "World/Iraq/").stdout)) == 1
    (row,) = json.loads(run("list", "--json", "--feed", site.url("/2.xml")).stdout)
    assert row["source"] == "Feed 2"
    assert run("list", "--feed", "1", "--folder", "World").exit_code == 2
    nowhere = run("list", "--folder", "World/Nope")
    sentence = "newsdesk: There is no folder “World/Nope”; `newsdesk feeds` shows them.\n"
    assert (nowhere.exit_code, nowhere.stderr) == (1, sentence)


def test_earlier_texts_are_shown(desk: Desk, run: Run, site: Site) -> None:
    desk.feeds.subscribe(
        Subscription(site.serve("/feed.xml", rss("The Daily", f"<p>Kept.</p><p>{TEXT}</p>")))
    )
    run("refresh", "--defer")
    assert run("show", 1, "--revisions").stderr == "The text has not changed.\n"
    site.serve("/feed.xml", rss("The Daily", f"<p>Kept.</p><p>{TEXT.replace('nine', 'ten')}</p>"))
    run("refresh", "--all", "--defer")
    (earlier,) = json.loads(run("show", 1, "--revisions", "--json").stdout)
    assert "nine hours" in earlier["text"]
    assert earlier.keys() == {"replaced", "title", "text", "provenance"}
    lines = run("show", 1, "--revisions").stdout.splitlines()
    assert lines[:2] == ["Item 1", "1 earlier text; - marks what was removed, + what was added"]
    marks = [(line[0], "nine" in line, "ten h" in line) for line in lines[4:]]
    assert marks == [(" ", False, False), (" ", False, False), ("-", True, False), ("+", False, True)]


def test_opml_is_exported_and_imported(desk: Desk, run: Run, tmp_path: Path) -> None:
    desk.feeds.subscribe(Subscription("http://127.0.0.1/a", "Ä & <B>", folder="World/Iraq"))
    desk.feeds.subscribe(Subscription("http://127.0.0.1/b", "Plain"))
    file = tmp_path / "feeds.opml"
    assert run("export", "opml", "-o", file).exit_code == 0
    assert run("export", "opml").stdout == file.read_text("utf-8")
    again = CliRunner().invoke(main, ["--desk", str(tmp_path / "again.db"), "import", "--json", str(file)])
    assert last(again)["subscribed"] == 2
    with Desk.open(tmp_path / "again.db") as copy:
        assert [(one.url, one.title, one.folder) for one in copy.feeds.all()] == [
            (one.url, one.title, one.folder) for one in desk.feeds.all()
        ]
    imported = CliRunner().invoke(
        main, ["--desk", str(tmp_path / "third.db"), "import", "--defer", str(file)]
    )
    assert imported.stdout == "2 new feeds\n"


def test_the_page_of_an_article_is_fetched(desk: Desk, run: Run, site: Site) -> None:
    paragraphs = "".join(f"<p>Paragraph {number}. {TEXT}</p>" for number in range(6))
    page = site.serve("/page", f"<html><body><article><h1>Item 1</h1>{paragraphs}</article></body></html>")
    body = rss("The Daily", "Short.").replace("http://127.0.0.1/1", page)
    desk.feeds.subscribe(Subscription(site.serve("/feed.xml", body), pages=Pages.NEVER))
    run("refresh", "--defer")
    assert "Paragraph 3." not in desk.articles.get(1).text
    report = last(run("refresh", "--page", 1, "--json"))
    assert (report["pages"], report["troubles"]) == (1, [])
    assert "Paragraph 3." in desk.articles.get(1).text
    site.serve("/page", "", status=403)
    result = run("refresh", "--page", 1)
    assert result.exit_code == 1
    assert "The server denied access (403)." in result.stderr
    assert run("refresh", "--page", 1, "--all").exit_code == 2


def test_peeking_at_a_feed_stores_nothing(site: Site, tmp_path: Path) -> None:
    dated = "<pubDate>Thu, 09 Dec 2021 12:00:00 GMT</pubDate></item>"
    url = site.serve("/feed.xml", rss("The Daily", TEXT).replace("</item>", dated))
    shown = CliRunner().invoke(main, ["peek", url]).stdout
    assert shown.startswith("feed “The Daily”: 1 article\n\nItem 1\n")
    assert " · 9 Dec 2021 · " in shown
    assert list(tmp_path.glob("*.db")) == []


def test_peeking_at_a_page(site: Site) -> None:
    paragraphs = "".join(f"<p>Paragraph {number}. {TEXT}</p>" for number in range(6))
    page = site.serve("/page", f"<html><body><article><h1>Item 1</h1>{paragraphs}</article></body></html>")
    document = json.loads(CliRunner().invoke(main, ["peek", page, "--json"]).stdout)
    assert (document["kind"], document["troubles"]) == ("page", [])
    (article,) = document["articles"]
    assert article["provenance"] == "page"
    assert "Paragraph 3." in article["text"]
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    for field in (*document, *article):
        assert f"`{field}`" in documented or f'"{field}"' in documented, field
