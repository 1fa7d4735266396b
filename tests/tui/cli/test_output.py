"""What the commands do when their output, arguments or time is cut: a sentence and an exit code."""

import json
import os
import pty
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
from storage.model import Subscription

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


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words",
    [("list",), ("list", "--json"), ("show", "1"), ("export", "jsonl"), ("export", "opml"), ("names",)],
)
def test_a_full_disk_is_told_in_a_sentence(sample_desk: Desk, words: Sequence[str]) -> None:
    with FULL.open("wb") as full:
        done = run(sample_desk, *words, stdout=full.fileno())
    sentence = b"newsdesk: Standard output can't be written to: No space left on device.\n"
    assert (done.returncode, done.stderr) == (1, sentence)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_json_is_whole_in_every_encoding(sample_desk: Desk, encoding: str) -> None:
    done = run(sample_desk, "list", "--json", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    titles = {row["title"] for row in json.loads(done.stdout.decode(encoding))}
    assert titles == {draft.title for draft in DRAFTS}


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_what_an_encoding_lacks_is_no_failure(sample_desk: Desk, encoding: str) -> None:
    sample_desk.articles.star(2)
    done = run(sample_desk, "list", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Baghdad announces the end of the war" in done.stdout


def test_an_argument_that_is_no_text_is_refused(sample_desk: Desk) -> None:
    for words in (
        ("search", b"caf\xe9"),
        ("names", b"caf\xe9"),
        ("list", "--feed", b"\xff"),
        ("add", b"\xff"),
    ):
        done = run(sample_desk, *words)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode().endswith("” is not text in the encoding of your terminal.\n")


def test_a_file_may_have_a_name_that_is_no_text(desk: Desk, tmp_path: Path) -> None:
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
    assert run(sample_desk, "show", "9" * 5000).returncode == 2
    assert run(sample_desk, "list", "--limit", str(2**63)).returncode == 2


def test_without_any_standard_output(sample_desk: Desk) -> None:
    command = " ".join([*newsdesk(sample_desk), "list >&-"])
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def silent(desk: Desk) -> Iterator[Event]:
    """The desk follows a feed whose server says nothing; the event tells that it was asked."""
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
def test_a_refresh_ends_in_order(desk: Desk, silent: Event, number: signal.Signals, code: int) -> None:
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
def test_the_app_leaves_the_terminal_as_it_was(sample_desk: Desk, number: signal.Signals, code: int) -> None:
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


def test_a_signal_that_the_caller_ignores_stays_ignored(desk: Desk, silent: Event) -> None:
    # As by `nohup`: the terminal may close while the refresh goes on.
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
    except OSError:  # how Linux says that nobody is at the other end
        pass
    finally:
        os.close(terminal)
    return printed
