"""Output that fails: full disks, closed streams, and encodings that lack characters."""

import json
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from command_process import newsdesk, run
from newsroom import DRAFTS
from paths import ROOT

from storage.desk import Desk
from storage.model import View

FULL = Path("/dev/full")


COMMANDS = [
    ("list",),
    ("list", "--json"),
    ("list", "--full", "--json"),
    ("show", "1"),
    ("names",),
    ("stories",),
    ("feeds", "--json"),
    ("export", "jsonl"),
    ("export", "opml"),
    ("--version",),
    ("--help",),
    ("list", "--help"),
]


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", COMMANDS)
def test_a_full_disk_is_explained(sample_desk: Desk, words: Sequence[str]) -> None:
    with FULL.open("wb") as full:
        done = run(sample_desk, *words, stdout=full.fileno())
    sentence = b"newsdesk: Standard output can't be written to: No space left on device.\n"
    assert (done.returncode, done.stderr) == (1, sentence)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("words", "code"), [(("show", "99"), 1), (("list", "--limit", "0"), 1), (("list",), 0)]
)
def test_standard_error_can_be_full_too(sample_desk: Desk, words: Sequence[str], code: int) -> None:
    command = f"{shlex.join([*newsdesk(sample_desk), *words])} 2> {FULL}"
    assert subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False).returncode == code


@pytest.mark.parametrize("words", [("list",), ("show", "1", "--json"), ("--version",)])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_standard_streams_can_be_closed(sample_desk: Desk, words: Sequence[str], closed: str) -> None:
    command = f"{shlex.join([*newsdesk(sample_desk), *words])} {closed}"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert sample_desk.lists.counts().articles == len(DRAFTS)


@pytest.mark.parametrize("words", [("list",), ("refresh", "--all"), ("show", "99"), ("reanalyse", "--names")])
def test_no_file_takes_the_place_of_a_closed_stream(sample_desk: Desk, words: Sequence[str]) -> None:
    command = f"{shlex.join([*newsdesk(sample_desk), *words])} <&- >&- 2>&-"
    subprocess.run(command, shell=True, cwd=ROOT, check=False)
    assert sample_desk.path.read_bytes()[:16] == b"SQLite format 3\x00"
    assert [row.title for row in sample_desk.lists.headlines(View(), 0, 1)] == ["A short note without a date"]


NOT_UTF8 = [
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("environment", [*NOT_UTF8, {"PYTHONIOENCODING": "utf-8"}])
@pytest.mark.parametrize("words", [("list", "--json"), ("export", "jsonl")])
def test_json_is_complete_in_every_encoding(
    sample_desk: Desk, environment: Mapping[str, str], words: Sequence[str]
) -> None:
    done = run(sample_desk, *words, env={"PYTHONUTF8": "0", **environment})
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode(environment.get("PYTHONIOENCODING", "ascii"))
    rows = json.loads(printed) if words[0] == "list" else map(json.loads, printed.splitlines())
    assert {row["title"] for row in rows} == {draft.title for draft in DRAFTS}


@pytest.mark.parametrize("environment", NOT_UTF8)
@pytest.mark.parametrize("words", [("list",), ("show", "1"), ("names",), ("--help",)])
def test_characters_that_an_encoding_lacks_are_replaced(
    sample_desk: Desk, environment: Mapping[str, str], words: Sequence[str]
) -> None:
    sample_desk.articles.star(2)
    done = run(sample_desk, *words, env={"PYTHONUTF8": "0", **environment})
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize("environment", NOT_UTF8)
@pytest.mark.parametrize(("words", "code"), [(("search", "!!!"), 2), (("show", "ähm"), 2)])
def test_errors_are_printed_in_every_encoding(
    sample_desk: Desk, environment: Mapping[str, str], words: Sequence[str], code: int
) -> None:
    done = run(sample_desk, *words, env={"PYTHONUTF8": "0", **environment})
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr
