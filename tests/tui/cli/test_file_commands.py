"""The commands for files: import, export, peek."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_process import run as run_process
from daily_feed import TEXT, last_json, rss
from newsroom import DRAFTS
from paths import ROOT
from webserver import Site

from storage.desk import Desk
from storage.model import Subscription
from tui.cli.main import main

Run = Callable[..., Result]


def test_an_export_can_be_imported_again(sample_desk: Desk, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl"
    assert run("export", "jsonl", "-o", file).exit_code == 0
    again = tmp_path / "again.db"
    arguments = ["--desk", str(again), "import", "--defer", str(file)]
    assert CliRunner().invoke(main, arguments).stdout.startswith("7 new articles")
    assert CliRunner().invoke(main, arguments).stdout.startswith("0 new articles · 0 changed · 7 unchanged")
    with Desk.open(again) as copy:
        for number in range(1, 8):
            one, other = sample_desk.articles.get(number), copy.article(number)
            assert (one.title, one.text, one.published, one.source, one.key) == (
                other.title,
                other.text,
                other.published,
                other.source,
                other.key,
            )


def test_offsets_select_the_name(sample_desk: Desk, run: Run) -> None:
    lines = run("export", "jsonl").stdout.splitlines()
    assert len(lines) == len(DRAFTS)
    cut = [
        (name["name"], article[place["field"]][place["start"] : place["end"]])
        for article in map(json.loads, lines)
        for name in article["names"]
        for place in name["mentions"]
    ]
    assert len(cut) > 15
    assert all(name == surface for name, surface in cut)


def test_an_export_over_the_desk_itself_is_refused(sample_desk: Desk, run: Run) -> None:
    result = run("export", "jsonl", "-o", sample_desk.path)
    assert result.exit_code == 1
    assert "is the desk itself" in result.stderr
    assert sample_desk.lists.counts().articles == len(DRAFTS)


def test_files_with_the_same_ids_keep_all_their_articles(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rows.jsonl").write_text(json.dumps({"id": 1, "title": f"In {folder}"}))
    assert run("import", "--defer", tmp_path).stdout == "2 new articles · 0 changed · 0 unchanged\n"
    assert run("import", "--defer", tmp_path).stdout == "0 new articles · 0 changed · 2 unchanged\n"


def test_an_import_continues_after_what_it_cannot_read(run: Run, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "wide.txt").write_bytes("Wide title\n\nWide text, with an ümlaut.".encode("utf-16"))
    (folder / "large.txt").write_bytes(b"word " * 10_000_000)
    (folder / "rows.jsonl").write_text(
        '{"title": "Good row", "text": "Text."}\n{"title": "broken\n[1, 2]\n{"text": "Only text."}\n', "utf-8"
    )
    (folder / "odd.txt").write_text("\x1b]0;owned\x07Title \u202eevil\x1b[2J\n\nText\x9b31m.", "utf-8")
    (folder / "long.txt").write_text("T" * 10_000 + "\n\nText.", "utf-8")
    (folder / "arabic.txt").write_text("عنوان\n\nنص قصير عن بغداد.", "utf-8")
    result = run("import", "--defer", folder)
    assert result.exit_code == 1
    assert result.stdout == "6 new articles · 0 changed · 0 unchanged · 5 problems\n"
    troubles = result.stderr.splitlines()
    assert len(troubles) == 5
    for file, line in (
        ("empty.txt", ""),
        ("binary.txt", ""),
        ("large.txt", ""),
        ("rows.jsonl", ":2"),
        ("rows.jsonl", ":3"),
    ):
        assert any(f"{file}{line}: " in trouble for trouble in troubles), file
    titles = json.loads(run("list", "--json").stdout)
    assert {"Wide title", "Good row", "عنوان"} <= {row["title"] for row in titles}
    everything = run("list").stdout + "".join(run("show", str(number)).stdout for number in range(1, 7))
    assert not [char for char in everything if char != "\n" and unicodedata.category(char) == "Cc"]
    assert "\u202e" not in everything


def test_progress_as_json_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nText.")
    lines = [
        json.loads(line)
        for line in run("import", "--defer", "--json", tmp_path / "a.txt").stdout.splitlines()
    ]
    assert lines[0] == {"stage": "reading", "done": 1, "total": 1, "what": "Title"}
    assert lines[-1] == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "analysed": 0,
        "subscribed": 0,
        "searches": 0,
        "corrected": 0,
        "troubles": [],
    }


def test_opml_is_exported_and_imported(desk: Desk, run: Run, tmp_path: Path) -> None:
    desk.feeds.subscribe(Subscription("http://127.0.0.1/a", "Ä & <B>", folder="World/Iraq"))
    desk.feeds.subscribe(Subscription("http://127.0.0.1/b", "Plain"))
    file = tmp_path / "feeds.opml"
    assert run("export", "opml", "-o", file).exit_code == 0
    assert run("export", "opml").stdout == file.read_text("utf-8")
    again = CliRunner().invoke(main, ["--desk", str(tmp_path / "again.db"), "import", "--json", str(file)])
    assert last_json(again)["subscribed"] == 2
    with Desk.open(tmp_path / "again.db") as copy:
        assert [(one.url, one.title, one.folder) for one in copy.feeds.all()] == [
            (one.url, one.title, one.folder) for one in desk.feeds.all()
        ]
    imported = CliRunner().invoke(
        main, ["--desk", str(tmp_path / "third.db"), "import", "--defer", str(file)]
    )
    assert imported.stdout == "2 new feeds\n"


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


def test_peeking_lists_the_feeds_of_a_page_and_of_a_list(site: Site, tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="All news" href="/rss.xml">'
    page = site.serve("/page", f"<html><head>{link}</head><body><h1>Item 1</h1><p>{TEXT}</p></body></html>")
    lines = CliRunner().invoke(main, ["peek", page]).stdout.splitlines()
    assert lines[:2] == ["page: 1 article, 1 feed", f"  {site.url('/rss.xml')}  (All news)"]
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/feed "~The A"\nhttps://b.example/feed\n')
    assert CliRunner().invoke(main, ["peek", str(urls)]).stdout.splitlines() == [
        "urls: 2 feeds",
        "  https://a.example/feed  (The A)",
        "  https://b.example/feed",
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_export_to_a_device_does_not_replace_it(sample_desk: Desk) -> None:
    done = run_process(sample_desk, "export", "jsonl", "-o", str(Path("/dev/full")))
    assert done.returncode == 1
    assert done.stderr == b"newsdesk: /dev/full can't be written: No space left on device.\n"
    assert Path("/dev/full").is_char_device()
    assert run_process(sample_desk, "export", "jsonl", "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_an_export_to_a_link_replaces_what_it_links_to(sample_desk: Desk, tmp_path: Path) -> None:
    file, link = tmp_path / "file.jsonl", tmp_path / "link.jsonl"
    file.write_text("earlier")
    link.symlink_to(file)
    assert run_process(sample_desk, "export", "jsonl", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert len(file.read_text("utf-8").splitlines()) == len(DRAFTS)
    assert {one.name for one in tmp_path.iterdir() if "jsonl" in one.name} == {"file.jsonl", "link.jsonl"}


def test_an_analysis_without_work_says_so(desk: Desk, run: Run) -> None:
    assert run("reanalyse", "--pending").stdout == "Nothing pending.\n"
    assert run("reanalyse").stdout == "Nothing to analyse.\n"
