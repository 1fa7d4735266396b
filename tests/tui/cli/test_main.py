"""The command line as a whole: help, version, the desk, the settings, failures."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result
from newsroom import DRAFTS
from paths import ROOT

from storage.desk import Desk
from tui.cli.main import main

Run = Callable[..., Result]


def test_the_desk_may_be_named_after_the_command(sample_desk: Desk, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["list", "--desk", str(sample_desk.path)])
    assert len(result.stdout.splitlines()) == len(DRAFTS)


def test_other_commands_create_no_desk(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    for words in (
        ["list"],
        ["search", "x"],
        ["show", "1"],
        ["names"],
        ["export", "opml"],
        ["reanalyse"],
        ["refresh"],
    ):
        result = CliRunner().invoke(main, [*words, "--desk", str(path)])
        assert (result.exit_code, result.stderr) == (
            1,
            f"newsdesk: There is no desk {path}; `newsdesk add` and `newsdesk import` create one.\n",
        )
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "99"), "newsdesk: There is no article 99 in this desk.\n"),
        (
            ("export", "jsonl", "-o", "/nowhere/at/all"),
            "newsdesk: /nowhere/at/all can't be written: No such file",
        ),
        (("peek", "/nowhere.txt"), "newsdesk: /nowhere.txt: no such file or folder\n"),
    ],
)
def test_a_failure_is_explained_and_exits_with_1(
    desk: Desk, run: Run, words: tuple[str, ...], sentence: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(sentence)


def test_errors_contain_no_control_characters(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--desk", str(tmp_path / "\x1b]0;owned\x07\x9b31m.db"), "list"])
    assert result.exit_code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(result.stderr)


def test_wrong_usage_exits_with_2(run: Run) -> None:
    for words in (("import",), ("show", "first"), ("list", "--limit", "0"), ("export", "pdf"), ("nothing",)):
        assert run(*words).exit_code == 2


def test_a_file_that_is_no_desk(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, this is no database, however often you try. " * 30)
    result = CliRunner().invoke(main, ["--desk", str(file), "list"])
    assert (result.exit_code, result.stderr) == (1, f"newsdesk: {file} is not a newsdesk file.\n")


def test_without_a_terminal_the_app_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--desk", tmp_path / "desk.db"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "needs a terminal" in done.stderr


def test_a_closed_pipe_is_no_error(sample_desk: Desk) -> None:
    command = f"{sys.executable} -m tui --desk {sample_desk.path} export jsonl | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == ""


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("newsdesk, version 0.")
    commands = run("--help").stdout
    assert len(main.list_commands(Context(main))) >= 17
    for command in main.list_commands(Context(main)):
        assert f"\n  {command} " in commands
        assert run(command, "--help").stdout.startswith("Usage: ")


def test_mistakes_in_the_settings_stop_no_command(
    sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    monkeypatch.setitem(os.environ, "NEWSDESK_SETTINGS", str(file))
    file.write_text("brackets = 'yes'\n")
    result = CliRunner().invoke(main, ["--desk", str(sample_desk.path), "list"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(DRAFTS)
    assert result.stderr == f"newsdesk: {file}, line 1: “brackets” must be true or false.\n"
