"""The app in a real terminal: what it prints to a pseudo-terminal, read without the escape sequences."""

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest

from storage.desk import Desk

DEADLINE = 30.0


ESCAPE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[P\]_^X][^\x1b\x07]*(\x1b\\|\x07)|[ -/]*[0-~])")


class Terminal:
    """A program in a pseudo-terminal, and what it has printed since the last key."""

    def __init__(self, command: list[str], columns: int, lines: int) -> None:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            for name in ("COLUMNS", "LINES"):  # the readline of this process sets them for its children
                os.unsetenv(name)
            os.execv(command[0], command)
        self._printed = b""

    def wait_for(self, text: str) -> None:
        """Read until the program has printed `text` since the last key."""
        deadline = time.monotonic() + DEADLINE
        while text not in self.printed():
            more = self._read(deadline - time.monotonic())
            assert more, f"no {text!r} in\n{self.printed()}"
            self._printed += more

    def _read(self, seconds: float = DEADLINE) -> bytes:
        """Return what the program prints next, b"" if it has ended or prints nothing in time."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:  # the program has ended
            return b""

    def printed(self) -> str:
        """Return the text printed since the last key, without what only steers the terminal."""
        return ESCAPE.sub("", self._printed.decode(errors="replace"))

    def press(self, keys: str) -> None:
        """Type."""
        self._printed, self._last_key = b"", time.monotonic()
        os.write(self._fd, keys.encode())

    def modes(self) -> list[object]:
        """Return how the terminal treats what is typed and printed."""
        return termios.tcgetattr(self._fd)

    def settle(self, seconds: float) -> None:
        """Read what the program prints for some time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._printed += self._read(left)

    def end(self) -> int:
        """Wait until the program ends by itself; return its exit code."""
        while self._read():
            pass
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        while not ended and time.monotonic() < self._last_key + DEADLINE:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
        assert ended, f"still running:\n{self.printed()}"
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the program if it still runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)


@contextmanager
def newsdesk(desk: Path, columns: int = 120, lines: int = 40) -> Iterator[Terminal]:
    """Open the app on a desk."""
    terminal = Terminal([sys.executable, "-m", "tui", "--desk", str(desk)], columns, lines)
    try:
        yield terminal
    finally:
        terminal.close()


def go_to_the_fifth_row(terminal: Terminal) -> None:
    """Wait for the first list, and go to its fifth row."""
    terminal.wait_for("Iraq declares victory")
    terminal.press("jjjj")
    terminal.wait_for("5 of 7")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40), (200, 50)])
def test_from_an_article_to_the_other_report_and_back(sample_desk: Desk, columns: int, lines: int) -> None:
    with newsdesk(sample_desk.path, columns, lines) as terminal:
        terminal.wait_for("Iraq declares victory")
        terminal.press("/")
        terminal.press("victory\r")
        terminal.wait_for("1 of 1")
        terminal.press("\r")
        terminal.wait_for("Mosul was taken")
        if columns > 80:  # the links are beside the article
            terminal.wait_for("hours apart")
        terminal.press("1")
        terminal.wait_for("Islamic State has lost")
        terminal.press("\x0f")
        terminal.wait_for("Mosul was taken")
        terminal.press("q")
        terminal.wait_for("1 of 1")
        terminal.press("q")
        terminal.wait_for("1 of 7")
        terminal.press("q")
        assert terminal.end() == 0
    assert sample_desk.articles.get(2).read


def test_a_program_gets_the_terminal_and_gives_it_back(
    sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\nprintf "page of %s, your name? " "$1"\nread name\nprintf "hello $name"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with newsdesk(sample_desk.path) as terminal:
        go_to_the_fifth_row(terminal)
        terminal.press("o")
        terminal.wait_for("page of https://example.org/victory, your name?")
        terminal.press("reader\r")
        terminal.wait_for("hello reader")
        terminal.wait_for("Magnus Carlsen keeps the title")
        terminal.wait_for("Opened https://example.org/victory")
        terminal.press("q")
        assert terminal.end() == 0


def test_a_program_that_fails_in_the_terminal_is_read_before_it_goes(
    sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "lynx"
    browser.write_text('#!/bin/sh\necho "no such host"\nexit 4\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with newsdesk(sample_desk.path) as terminal:
        go_to_the_fifth_row(terminal)
        terminal.press("o")
        terminal.wait_for("“lynx” failed with code 4. Press Enter to go back to newsdesk.")
        assert "no such host" in terminal.printed()
        terminal.press("\r")
        terminal.wait_for("Magnus Carlsen keeps the title")
        terminal.press("q")
        assert terminal.end() == 0


def test_a_restart_goes_on_where_the_app_ended(sample_desk: Desk) -> None:
    with newsdesk(sample_desk.path) as terminal:
        go_to_the_fifth_row(terminal)
        terminal.press("\r")
        terminal.wait_for("% · ")
        terminal.press("1")
        terminal.wait_for("Islamic State has lost")
        terminal.press("qqqq")
        assert terminal.end() == 0
    with newsdesk(sample_desk.path) as terminal:
        terminal.wait_for("Islamic State has lost")
        terminal.press("\x0f")
        terminal.wait_for("Mosul was taken")
        terminal.press("q")
        terminal.wait_for("5 of 7")
        terminal.press("q")
        assert terminal.end() == 0


def test_a_crash_keeps_the_place_of_some_seconds_before(sample_desk: Desk) -> None:
    with newsdesk(sample_desk.path) as terminal:
        go_to_the_fifth_row(terminal)
        deadline = time.monotonic() + DEADLINE
        while '"under": 1' not in (sample_desk.values.get("history") or "") and time.monotonic() < deadline:
            terminal.settle(0.1)
        os.kill(terminal.pid, signal.SIGKILL)
    with newsdesk(sample_desk.path) as terminal:
        terminal.wait_for("5 of 7")
        terminal.press("q")
        assert terminal.end() == 0


def test_a_program_that_is_killed_leaves_a_terminal_that_works(
    sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "elinks"
    browser.write_text("#!/bin/sh\nstty raw -echo\nprintf '\\033[?1049h\\033[?25lpage'\nkill -9 $$\n")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with newsdesk(sample_desk.path) as terminal:
        before = terminal.modes()
        go_to_the_fifth_row(terminal)
        terminal.press("o")
        terminal.wait_for("Press Enter to go back to newsdesk.")
        assert terminal.modes() == before
        terminal.press("\r")
        terminal.wait_for("Magnus Carlsen keeps the title")
        terminal.press("q")
        assert terminal.end() == 0
