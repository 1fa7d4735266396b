"""`newsdesk delete`: by number and by query, with a question before many, and undo."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import Result
from newsroom import DRAFTS, draft, fill
from paths import ROOT

from storage.database.connection import DeskFile
from storage.desk import Desk

Run = Callable[..., Result]
MANY = 60


def left(desk: Desk) -> int:
    return desk.lists.counts().articles


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
    assert "This deletes 60 articles; add --yes" in result.stderr
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
