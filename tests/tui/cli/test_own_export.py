"""A desk's own export, imported where its articles are already, and where they are not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from daily_feed import TEXT, rss
from webserver import Site

from storage.desk import Desk
from storage.model import Subscription, View
from tui.cli.main import main

Run = Callable[..., Result]
NO_ADDRESS = f"<item><guid>g1</guid><title>Without an address</title><description>{TEXT}</description></item>"


@pytest.fixture
def exported(desk: Desk, run: Run, site: Site, tmp_path: Path) -> Path:
    """The export of a desk with two articles of a feed and one of a file, some of them marked."""
    feed = rss("The Daily", TEXT).replace("</channel>", f"{NO_ADDRESS}</channel>")
    desk.feeds.subscribe(Subscription(site.serve("/feed.xml", feed)))
    assert run("refresh", "--defer").exit_code == 0
    note = tmp_path / "note.txt"
    note.write_text("A note of my own\n\nIt says little.\n")
    assert run("import", "--defer", note).exit_code == 0
    numbers = [row.id for row in desk.lists.headlines(View(), 0, 9)]
    assert len(numbers) == 3
    desk.articles.mark_read(numbers[:1])
    desk.articles.mark_starred(numbers[1:2])
    desk.labels.change(numbers[2:], add=["to read"])
    file = tmp_path / "desk.jsonl"
    assert run("export", "jsonl", "-o", file).exit_code == 0
    return file


def marks(desk: Desk) -> dict[str, tuple[bool, bool, tuple[str, ...]]]:
    rows = desk.lists.headlines(View(), 0, 99)
    return {row.title: (row.read, row.starred, row.labels) for row in rows}


def test_imported_where_it_came_from_it_changes_nothing(desk: Desk, run: Run, exported: Path) -> None:
    before = marks(desk)
    assert run("import", "--defer", exported).stdout == "0 new articles · 0 changed · 3 unchanged\n"
    assert marks(desk) == before
    desk.articles.mark_read(desk.articles.ids(), False)
    run("import", "--defer", exported)
    assert not any(read for read, _, _ in marks(desk).values()), "what the reader did later counts"


def test_imported_into_another_desk_the_marks_come_along(desk: Desk, exported: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    command = ["--desk", str(other), "import", "--json", "--defer", str(exported)]
    report = json.loads(CliRunner().invoke(main, command).stdout.splitlines()[-1])
    assert (report["new"], report["troubles"]) == (3, [])
    with Desk.open(other) as opened:
        assert marks(opened) == marks(desk)
    report = json.loads(CliRunner().invoke(main, command).stdout.splitlines()[-1])
    assert (report["new"], report["unchanged"]) == (0, 3)


def test_a_deleted_article_stays_deleted(desk: Desk, run: Run, exported: Path) -> None:
    desk.articles.delete(desk.articles.ids()[:1])
    run("import", "--defer", exported)
    assert len(marks(desk)) == 2


def test_other_json_lines_with_the_same_address_are_articles_of_their_own(
    desk: Desk, run: Run, exported: Path
) -> None:
    rows = [json.loads(line) for line in exported.read_text().splitlines()]
    with_address = next(row for row in rows if row["url"])
    exported.write_text(json.dumps({name: with_address[name] for name in ("title", "text", "url")}) + "\n")
    assert run("import", "--defer", exported).stdout.startswith("1 new article")
