"""`newsdesk brief`."""

import json
from pathlib import Path

import pytest
from paths import ROOT

from storage.desk import Desk


def test_a_brief_as_text_and_nothing_the_second_time(sample_desk: Desk, run) -> None:
    text = run("brief", "--since", "2000-01-01", "--peek").stdout
    assert "Iraq declares victory over Islamic State\n2 articles · newsdesk sample, The Daily" in text
    assert "newsdesk sample, article 1)\n    https://example.org/victory" in text
    assert sample_desk.briefs.last() is None
    assert run("brief").exit_code == 0
    assert sample_desk.briefs.last() is not None
    assert "Nothing new and unread." in run("brief").stdout
    assert run("undo").stdout.startswith("Undone: brief marked as read")


def test_a_brief_as_json(sample_desk: Desk, run) -> None:
    document = json.loads(run("brief", "--since", "2000-01-01", "--peek", "--json").stdout)
    assert [story["id"] for story in document["stories"]] == [1]
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    story = document["stories"][0]
    for field in (*document, *story, *story["news"][0]):
        assert f'"{field}"' in documented, field


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ((), "What happened"),
        (("--markdown",), "# What"),
        (("--html",), "<!DOCTYPE html>"),
        (("--json",), "{"),
    ],
)
def test_a_brief_goes_to_a_file(
    sample_desk: Desk, run, tmp_path: Path, form: tuple[str, ...], beginning: str
) -> None:
    file = tmp_path / "brief"
    result = run("brief", "--since", "2000-01-01", *form, "--output", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text("utf-8").startswith(beginning)
    assert "Iraq declares victory" in file.read_text("utf-8")


def test_a_brief_over_the_desk_itself_is_refused(sample_desk: Desk, run) -> None:
    result = run("brief", "--output", str(sample_desk.path))
    assert result.exit_code == 1
    assert "is the desk itself" in result.stderr
    assert sample_desk.briefs.last() is None


def test_a_brief_that_cannot_be_written_is_not_marked(sample_desk: Desk, run, tmp_path: Path) -> None:
    result = run("brief", "--output", str(tmp_path / "no" / "folder"))
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
    assert sample_desk.briefs.last() is None


@pytest.mark.parametrize(
    ("since", "sentence"),
    [("never", "“never” is not a time"), ("2999-01-01", "is still to come")],
)
def test_a_wrong_time(sample_desk: Desk, run, since: str, sentence: str) -> None:
    result = run("brief", "--since", since)
    assert result.exit_code == 2
    assert sentence in result.stderr
