"""Arguments that are no text, and numbers that are too large."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_process import run

from storage.desk import Desk


def test_arguments_that_are_no_text_are_refused(sample_desk: Desk) -> None:
    for words in (
        ("search", b"caf\xe9"),
        ("names", b"caf\xe9"),
        ("list", "--feed", b"\xff"),
        ("add", b"\xff"),
    ):
        done = run(sample_desk, *words)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode().endswith("” is not text in the encoding of your terminal.\n")


def test_a_file_name_need_not_be_text(desk: Desk, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(file, "w") as stream:  # noqa: PTH123 - a name in bytes
        stream.write("Title\n\nText.")
    done = run(desk, "import", "--defer", "--json", file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.splitlines()[-1])["new"] == 1
    missing = run(desk, "import", "--defer", "--json", os.fsencode(tmp_path) + b"/th\xe9.txt")
    assert missing.returncode == 1
    assert json.loads(missing.stdout.splitlines()[-1])["troubles"]


def test_numbers_that_no_article_can_have(sample_desk: Desk) -> None:
    for number in (str(2**63), str(10**40)):
        done = run(sample_desk, "show", number)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode() == f"newsdesk: There is no article {number} in this desk.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show",), 1),
        (("show", "--revisions"), 1),
        (("list", "--feed"), 1),
        (("list", "--limit"), 2),
        (("search", "war", "--limit"), 2),
        (("names", "show"), 1),
        (("names", "--limit"), 2),
        (("names", "same", "Iraq"), 1),
        (("stories", "show"), 1),
        (("stories", "not"), 1),
        (("stories", "same", "1"), 1),
        (("refresh", "--feed"), 1),
        (("refresh", "--page"), 1),
        (("unsubscribe",), 1),
    ],
)
def test_numbers_beyond_64_bits_are_refused(sample_desk: Desk, words: Sequence[str], code: int) -> None:
    done = run(sample_desk, *words, str(2**63))
    assert (done.returncode, done.stdout) == (code, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("show",), ("names", "show"), ("stories", "show"), ("refresh", "--page")])
def test_numbers_of_thousands_of_digits_are_refused(sample_desk: Desk, words: Sequence[str]) -> None:
    done = run(sample_desk, *words, "9" * 5000)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().endswith(f" {'9' * 60}… in this desk.\n")
