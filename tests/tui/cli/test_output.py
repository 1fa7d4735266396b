"""The commands as processes: output that fails, encodings, wrong arguments, and signals."""

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

import pytest
from newsroom import DRAFTS
from paths import ROOT
from webserver import Connection, Site

from storage.desk import Desk
from storage.model import Subscription, View

FULL = Path("/dev/full")


def run(
    desk: Desk, *words: str | bytes, stdout: int = subprocess.PIPE, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own on the test's desk."""
    return subprocess.run(
        [*newsdesk(desk), *words],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
        check=False,
    )


def newsdesk(desk: Desk) -> list[str]:
    return [sys.executable, "-m", "tui", "--desk", str(desk.path)]


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
@pytest.mark.parametrize(("words", "code"), [(("search", "!!!"), 1), (("show", "ähm"), 2)])
def test_errors_are_printed_in_every_encoding(
    sample_desk: Desk, environment: Mapping[str, str], words: Sequence[str], code: int
) -> None:
    done = run(sample_desk, *words, env={"PYTHONUTF8": "0", **environment})
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr


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


@pytest.fixture
def silent(desk: Desk) -> Iterator[Event]:
    """Subscribe to a feed whose server never answers. The event is set once it was asked."""
    asked = Event()

    def script(connection: Connection) -> None:
        asked.set()
        connection.stay_silent()

    with Site() as site:
        desk.feeds.subscribe(Subscription(site.script("/feed.xml", script)))
        yield asked


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_a_refresh_in_order(
    desk: Desk, silent: Event, number: signal.Signals, code: int
) -> None:
    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        [*newsdesk(desk), "refresh", "--defer"], cwd=ROOT, stdout=subprocess.PIPE, stderr=its_end
    ) as process:
        os.close(its_end)
        try:
            assert silent.wait(30)
            process.send_signal(number)
            assert process.wait(30) == code
        finally:
            process.kill()
    printed = read_to_end(terminal)
    assert b"newsdesk: Stopped; what was done so far is kept.\r\n" in printed
    assert printed.count(b"\x1b[?25h") == printed.count(b"\x1b[?25l") > 0
    assert printed.rfind(b"\x1b[?25h") > printed.rfind(b"\x1b[?25l")
    assert b"Traceback" not in printed
    assert desk.feeds.all()[0].failures == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_app_in_order(sample_desk: Desk, number: signal.Signals, code: int) -> None:
    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        newsdesk(sample_desk),
        cwd=ROOT,
        stdin=its_end,
        stdout=its_end,
        stderr=its_end,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    ) as process:
        os.close(its_end)
        try:
            printed = b""
            while b"Articles" not in printed:
                printed += os.read(terminal, 1 << 16)
            process.send_signal(number)
            printed += read_to_end(terminal)
            assert process.wait(30) == code
        finally:
            process.kill()
    for mode in (b"1049", b"1000"):  # the other screen, the mouse
        assert printed.count(b"\x1b[?%sh" % mode) == printed.count(b"\x1b[?%sl" % mode) > 0
    assert b"Traceback" not in printed


def test_signals_that_the_caller_ignores_stay_ignored(desk: Desk, silent: Event) -> None:
    # As with `nohup`: the terminal may close while the refresh goes on.
    with subprocess.Popen(
        [*newsdesk(desk), "refresh", "--defer"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509
    ) as process:
        try:
            assert silent.wait(30)
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 143
        finally:
            process.kill()


def read_to_end(terminal: int) -> bytes:
    """Return all that was printed to a terminal whose other end is closed by now."""
    printed = b""
    try:
        while more := os.read(terminal, 1 << 16):
            printed += more
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(terminal)
    return printed


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_an_export_to_a_device_does_not_replace_it(sample_desk: Desk) -> None:
    done = run(sample_desk, "export", "jsonl", "-o", str(FULL))
    assert done.returncode == 1
    assert done.stderr == b"newsdesk: /dev/full can't be written: No space left on device.\n"
    assert FULL.is_char_device()
    assert run(sample_desk, "export", "jsonl", "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_an_export_to_a_link_replaces_what_it_links_to(sample_desk: Desk, tmp_path: Path) -> None:
    file, link = tmp_path / "file.jsonl", tmp_path / "link.jsonl"
    file.write_text("earlier")
    link.symlink_to(file)
    assert run(sample_desk, "export", "jsonl", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert len(file.read_text("utf-8").splitlines()) == len(DRAFTS)
    assert {one.name for one in tmp_path.iterdir() if "jsonl" in one.name} == {"file.jsonl", "link.jsonl"}
