"""Queries on the command line: what they find and change, words with a minus, and mistakes."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from newsroom import DRAFTS, draft, fill
from paths import ROOT

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Filter, View

Run = Callable[..., Result]

VICTORY, WAR, MOSUL, CHESS = 1, 2, 3, 4


def ids(result: Result) -> list[int]:
    assert result.exit_code == 0, result.stderr
    return [row["id"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["list", "--json"], [7, 5, 4, 2, 1, 6, 3]),
        (["list", "mosul", "--json"], [1, 3]),
        (["list", "sort:oldest", "mosul", "--json"], [3, 1]),
        (["list", "--unread", "source:daily", "--json"], [2]),
        (["search", "--json", "war", "-baghdad"], [1]),
        (["search", "--json", "war", "-hussein", "-baghdad"], [1]),
        (["search", "--json", "--", "-iraq", "telescope"], [5]),
        (["search", "-iraq", "telescope", "--json"], [5]),
        (["search", "--json", "islamic state", "free again"], [3]),
        (["search", "--json", "title:free again"], [3]),
        (["search", "--json", "title:free again", "iraq"], [3]),
        (["search", "--json", "(chess or telescope)", "-webb"], []),
        (["list", "--json", "(carlsen", "or", "webb)"], [5, 4]),
    ],
)
def test_what_a_query_finds(sample_desk: Desk, run: Run, words: list[str], found: list[int]) -> None:
    assert ids(run(*words)) == found


@pytest.mark.parametrize("command", ["list", "search", "delete", "mark", "export", "offline"])
def test_h_is_help(run: Run, command: str) -> None:
    assert run(command, "-h").stdout == run(command, "--help").stdout
    assert run(command, "-h").stdout.startswith("Usage: ")


def test_a_word_that_looks_like_an_option_says_how_to_search_for_it(sample_desk: Desk, run: Run) -> None:
    result = run("search", "--unraed", "iraq")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No such option: --unraed" in result.stderr
    assert "search -- -iraq" in result.stderr
    assert ids(run("search", "--json", "-help-wanted", "carlsen")) == [CHESS]


@pytest.mark.parametrize(
    ("words", "query", "before"),
    [
        (["list", 'title:"abc'], 'title:"abc', "title:"),
        (["search", "iraq", "nosuch:field"], "iraq nosuch:field", "iraq "),
        (["delete", "after:2024-02-31"], "after:2024-02-31", "after:"),
        (["mark", "read", "(iraq or"], "(iraq or", "(iraq "),
        (["stories", "newer:soon"], "newer:soon", "newer:"),
        (["names", "--in", "newer:soon"], "newer:soon", "newer:"),
        (["export", "jsonl", "伊拉克 is:nothing"], "伊拉克 is:nothing", "伊拉克 is:"),
    ],
)
def test_a_mistake_is_marked_in_the_query(
    sample_desk: Desk, run: Run, words: list[str], query: str, before: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    sentence, shown, mark = result.stderr.splitlines()
    assert sentence.startswith("newsdesk: ")
    assert shown == f"  {query}"
    cells = sum(2 if ord(char) > 0x2E80 else 1 for char in before)
    assert mark == f"  {' ' * cells}^"


def test_a_query_of_punctuation_alone(sample_desk: Desk, run: Run) -> None:
    result = run("search", "!!!")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("newsdesk: Nothing to search for in “!!!”: type a word or a phrase.\n")


def test_the_value_of_an_option_may_begin_with_a_minus(sample_desk: Desk, run: Run) -> None:
    result = run("search", "iraq", "--limit", "-5")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "“-5” is not a number" in result.stderr


def test_a_mistake_in_a_long_query_is_shown_with_what_is_around_it(sample_desk: Desk, run: Run) -> None:
    result = run("list", "iraq " * 100 + "nosuch:field " + "or mosul " * 20)
    _, shown, mark = result.stderr.splitlines()
    assert len(shown) < 80
    assert shown[mark.index("^") :].startswith("nosuch:field")
    assert (shown[2], shown[-1]) == ("…", "…")


@pytest.mark.parametrize(("state", "which"), [("read", Filter.UNREAD), ("starred", Filter.STARRED)])
def test_marks_by_query_and_number_with_undo(sample_desk: Desk, run: Run, state: str, which: Filter) -> None:
    def have() -> set[int]:
        marked = {row.id for row in sample_desk.lists.headlines(View(filter=which), 0, 99)}
        return set(range(1, 8)) - marked if state == "read" else marked

    assert (
        run("mark", state, "mosul").stdout == f"2 articles marked {state}; `newsdesk undo` takes that back.\n"
    )
    assert have() == {1, 3}
    assert json.loads(run("mark", state, str(CHESS), "3", "--json").stdout) == {"changed": 1}
    assert have() == {1, 3, 4}
    assert run("mark", f"un{state}", "3").exit_code == 0
    assert have() == {1, 4}
    run("undo")
    run("undo")
    assert have() == {1, 3}
    assert run("mark", state, "mosul").stderr == "Nothing changed.\n"
    assert run("mark", state, "nowhere").stderr == "No articles.\n"
    assert run("mark", "blue", "mosul").exit_code == 2


def test_labels_by_query(sample_desk: Desk, run: Run) -> None:
    assert json.loads(run("labels", "add", "to read", "mosul", "--json").stdout) == {"changed": 2}
    assert ids(run("list", "--json", 'label:"to read"')) == [1, 3]
    assert json.loads(run("labels", "remove", "to read", "--json", "mosul", "-victory").stdout) == {
        "changed": 1
    }
    assert ids(run("list", "--json", "label:to read", "iraq")) == [1]
    assert run("labels", "add", "x", "newer:soon").exit_code == 2


def test_many_articles_are_changed_only_with_yes(desk: Desk, desk_file: DeskFile, run: Run) -> None:
    fill(desk_file, [*DRAFTS, *(draft(f"Weather report {number}", "Rain.") for number in range(51))])
    refused = run("mark", "read", "weather")
    assert refused.exit_code == 2
    assert "Mark read 51 articles? Add --yes if you want that." in refused.stderr
    assert json.loads(run("mark", "read", "--yes", "weather", "--json").stdout) == {"changed": 51}


def test_stories_of_a_query(sample_desk: Desk, run: Run) -> None:
    (story,) = json.loads(run("stories", "--json").stdout)
    assert json.loads(run("stories", "--json", "baghdad").stdout) == [story]
    assert json.loads(run("stories", "chess", "--json").stdout) == []
    assert json.loads(run("stories", "list", "--json", "--", "-telescope", "war").stdout) == [story]
    assert run("stories", "--unread", "war").exit_code == 2


def test_names_of_the_articles_of_a_query(sample_desk: Desk, run: Run) -> None:
    found = json.loads(run("names", "--json", "--in", "source:newsdesk -victory").stdout)
    assert {one["name"]: one["found"] for one in found} == {"Mosul": 1, "Iraq": 1, "Islamic State": 1}
    (one,) = json.loads(run("names", "--json", "--in", "mosul", "al-abadi").stdout)
    assert (one["name"], one["found"], one["articles"]) == ("Haidar al-Abadi", 1, 2)
    assert "Mosul" in run("names", "--in", "mosul").stdout


def test_json_lines_of_a_query(sample_desk: Desk, run: Run) -> None:
    lines = run("export", "jsonl", "mosul").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1, 3]
    assert len(run("export", "jsonl").stdout.splitlines()) == 7
    assert run("export", "opml", "mosul").exit_code == 2


def test_notes_of_a_query(sample_desk: Desk, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    result = run("export", "markdown", "mosul", "-victory", folder)
    assert result.stdout == "1 new note · 0 changed · 0 unchanged\n"
    (note,) = folder.rglob("*.md")
    assert note.name.startswith("2017-07-10 Mosul is free again")
    assert json.loads(run("export", "markdown", "--json", folder).stdout.splitlines()[-1])["new"] > 7
    note.write_text("mine")
    assert "1 left as you have changed them" in run("export", "markdown", folder).stdout
    for words in (["markdown"], ["markdown", "-o", "x", folder]):
        assert run("export", *words).exit_code == 2


@pytest.mark.parametrize("command", ["list", "search iraq", "export jsonl", "list --full --json", "names"])
def test_a_reader_that_ends_early_is_no_failure(sample_desk: Desk, command: str) -> None:
    script = f'{sys.executable} -m tui --desk "$1" {command}; echo $? >&2'
    done = subprocess.run(
        ["bash", "-c", f"{{ {script}; }} | true", "bash", sample_desk.path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert re.fullmatch(r"0\n", done.stderr), done.stderr
