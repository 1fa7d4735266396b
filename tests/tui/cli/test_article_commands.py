"""The commands for articles: list, search, show, delete."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import Result
from daily_feed import TEXT, rss
from newsroom import DRAFTS, draft, fill
from paths import ROOT
from webserver import Site

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Subscription

Run = Callable[..., Result]


MANY = 60


def left(desk: Desk) -> int:
    return desk.lists.counts().articles


def test_list_prints_lines_for_people(sample_desk: Desk, run: Run) -> None:
    sample_desk.articles.star(2)
    sample_desk.articles.mark_read([1])
    lines = run("list").stdout.splitlines()
    assert len(lines) == len(DRAFTS)
    assert lines[0] == "     7  ●     undated  A short note without a date"
    title = "Baghdad announces the end of the war against Islamic State"
    assert f"     2 ★●  9 Dec 2017  {title}  (The Daily · 2 sources)" in lines
    assert len(run("list", "--unread").stdout.splitlines()) == len(DRAFTS) - 1
    assert len(run("list", "--starred").stdout.splitlines()) == 1


def test_a_list_with_a_limit_says_so_on_stderr(sample_desk: Desk, run: Run) -> None:
    result = run("list", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "2 of 7 shown; --limit shows more.\n"


def test_standard_output_holds_nothing_but_json(sample_desk: Desk, run: Run) -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert {row["id"] for row in rows} == set(range(1, 8))
    assert rows[-1]["published"] == "2017-07-10T09:00:00+00:00"
    assert [row["id"] for row in json.loads(run("search", "prime minister", "--json").stdout)] == [1]
    article = json.loads(run("show", "1", "--json").stdout)
    assert article["title"] == DRAFTS[0].title
    assert json.loads(run("list", "--full", "--json").stdout)[-2:][0].keys() == article.keys()


def test_the_documented_fields_are_the_real_ones(sample_desk: Desk, run: Run) -> None:
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    article = json.loads(run("show", "1", "--json").stdout)
    for field in (*article, *article["names"][0], *article["links"][0], *article["spans"][0]):
        assert f"`{field}`" in documented or f'"{field}"' in documented, field


def test_words_can_be_excluded(sample_desk: Desk, run: Run) -> None:
    assert [row["id"] for row in json.loads(run("search", "war", "-baghdad", "--json").stdout)] == [1]


def test_show_for_people(sample_desk: Desk, run: Run) -> None:
    shown = run("show", "1").stdout
    assert "newsdesk sample · A. Reporter · 9 Dec 2017 · from a file · https://example.org/victory" in shown
    assert "  Haidar al-Abadi (person, 2 mentions)" in shown
    assert "Same story: 2  Baghdad announces" in shown
    assert "  both name Haidar al-Abadi; title word war; 2 hours apart" in shown


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
    assert earlier.keys() == {"replaced", "title", "text", "provenance", "changes"}
    assert {one["change"] for one in earlier["changes"]} == {"removed", "added"}
    lines = run("show", 1, "--revisions").stdout.splitlines()
    assert lines[:2] == ["Item 1", "1 change; - marks what was removed, + what was added"]
    marks = [(line[0], "nine" in line, "ten h" in line) for line in lines[4:]]
    assert set(marks) == {(" ", False, False), ("-", True, False), ("+", False, True)}


@pytest.fixture
def full_desk(desk: Desk, desk_file: DeskFile) -> Desk:
    """A desk with more articles of one kind than a query deletes without a question."""
    fill(desk_file, [*DRAFTS, *(draft(f"Weather report {number}", "Rain.") for number in range(MANY))])
    return desk


def test_articles_are_deleted_by_number(sample_desk: Desk, run: Run) -> None:
    assert run("delete", "7").stdout == "1 article deleted; `newsdesk undo` brings it back.\n"
    assert run("delete", "1", "2").stdout == "2 articles deleted; `newsdesk undo` brings them back.\n"
    assert left(sample_desk) == len(DRAFTS) - 3
    assert run("undo").exit_code == 0
    assert left(sample_desk) == len(DRAFTS) - 1
    assert sample_desk.articles.get(1).title == DRAFTS[0].title


def test_articles_are_deleted_by_query(sample_desk: Desk, run: Run) -> None:
    found = {row["id"] for row in json.loads(run("search", "mosul", "-victory", "--json").stdout)}
    assert found == {3}
    assert json.loads(run("delete", "mosul", "-victory", "--json").stdout) == {"deleted": 1}
    assert left(sample_desk) == len(DRAFTS) - 1
    assert run("search", "free again").stdout == ""


def test_a_query_may_hold_numbers_in_quotes(sample_desk: Desk, run: Run) -> None:
    mixed = run("delete", "1", "mosul")
    assert (mixed.exit_code, left(sample_desk)) == (2, len(DRAFTS))
    assert "put a query with numbers in quotes" in mixed.stderr
    nothing = run("delete", "mosul 1999")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "No articles.\n")


@pytest.mark.parametrize("number", ["99", str(2**63), "9" * 5000])
def test_an_unknown_number_deletes_nothing(sample_desk: Desk, run: Run, number: str) -> None:
    result = run("delete", "1", number)
    assert (result.exit_code, result.stdout, left(sample_desk)) == (1, "", len(DRAFTS))
    assert result.stderr.startswith("newsdesk: There is no article ")


def test_many_articles_need_yes_without_a_terminal(full_desk: Desk, run: Run) -> None:
    result = run("delete", "weather")
    assert (result.exit_code, left(full_desk)) == (2, len(DRAFTS) + MANY)
    assert "Delete 60 articles? Add --yes if you want that." in result.stderr
    assert run("delete", "weather", "--yes").exit_code == 0
    assert left(full_desk) == len(DRAFTS)
    run("undo")
    assert left(full_desk) == len(DRAFTS) + MANY


@pytest.mark.parametrize(("answer", "code", "rest"), [("y", 0, 0), ("n", 1, MANY)])
def test_many_articles_are_asked_about_on_a_terminal(
    full_desk: Desk, answer: str, code: int, rest: int
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--desk", full_desk.path, "delete", "weather"],
        cwd=ROOT,
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, left(full_desk)) == (code, len(DRAFTS) + rest)
    assert "Delete 60 articles?" in done.stderr
