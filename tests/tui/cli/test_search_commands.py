"""Saved searches on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storage.desk import Desk
from tui.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run(sample_desk: Desk) -> Run:
    """Run a command on the sample desk of the tests."""

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--desk", str(sample_desk.path), *map(str, words)])

    return run


def names(run: Run) -> list[str]:
    return [one["name"] for one in json.loads(run("searches", "--json").stdout)]


def test_saved_listed_changed_and_deleted(run: Run) -> None:
    assert run("searches").stderr.startswith("No saved searches")
    saved = run("searches", "save", "War", "islamic", "state", "--folder", "News/Iraq")
    assert saved.stdout.strip() == "1  News/Iraq / War  3 unread of 3  islamic state"
    run("searches", "save", "Chess", "carlsen")
    assert names(run) == ["Chess", "War"]
    document = json.loads(run("searches", "edit", "war", "--query", "mosul", "--folder", "", "--json").stdout)
    assert (document["query"], document["folder"], document["articles"]) == ("mosul", "", 2)
    assert "Mosul  2 unread of 2" in run("searches", "rename", "War", "Mosul").stdout
    assert names(run) == ["Chess", "Mosul"]
    run("searches", "move", "Mosul", "up")
    assert names(run) == ["Mosul", "Chess"]
    assert "“Mosul” is the first one already." in run("searches", "move", "Mosul", "up").stderr
    assert run("searches", "delete", "Mosul", "Chess", "Mosul").stdout.count("Deleted") == 2
    assert names(run) == []
    run("undo")
    assert names(run) == ["Mosul", "Chess"]


def test_mistakes_are_said(run: Run) -> None:
    wrong = run("searches", "save", "Wrong", "nofield:x")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "There is no field “nofield:”" in wrong.stderr
    run("searches", "save", "Two", "x")
    run("searches", "save", "Two", "y")
    assert (
        "“Two” can mean the saved searches 1, 2: give the number." in run("searches", "delete", "Two").stderr
    )
    assert "There is no saved search “Three”" in run("searches", "delete", "Three").stderr
    assert run("searches", "edit", "1").exit_code == 2
    assert run("searches", "delete", "2").exit_code == 0


def test_from_one_desk_to_another(run: Run, tmp_path: Path) -> None:
    run("searches", "save", "War", "islamic", "--folder", "F")
    file = tmp_path / "searches.json"
    assert run("searches", "export", "-o", file).exit_code == 0
    assert json.loads(file.read_text()) == json.loads(run("searches", "export").stdout)
    assert run("searches", "import", file).stdout == "0 new saved searches\n"
    other = CliRunner().invoke(main, ["--desk", str(tmp_path / "other.db"), "searches", "import", str(file)])
    assert other.stdout == "1 new saved search\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "is not a text in UTF-8"), (b"{", "is not JSON"), (b"[]", "no saved searches")],
)
def test_a_file_that_is_no_list_of_searches(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "searches.json"
    file.write_bytes(content)
    result = run("searches", "import", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert "can't be read" in run("searches", "import", tmp_path / "missing.json").stderr


def test_newsboats_query_feeds_are_imported(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text('"query:Iraq:title =~ \\"iraq\\"" News\n"query:Code:link =~ \\"x\\""\n')
    result = run("import", "--defer", file)
    assert (result.exit_code, result.stdout) == (1, "2 saved searches · 1 problem\n")
    assert "urls:2: the query “Code” is saved as it is written and must be edited" in result.stderr
    code, iraq = json.loads(run("searches", "--json").stdout)
    assert (iraq["query"], iraq["folder"], iraq["articles"]) == ("title:iraq*", "News", 1)
    assert "newsboat:" in code["problem"]
    document = json.loads(run("peek", file, "--json").stdout)
    assert [one["name"] for one in document["searches"]] == ["Iraq", "Code"]
