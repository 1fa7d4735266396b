"""The app in a real terminal: what it prints to a pseudo-terminal, read without the escape sequences."""

import os
import pty
import re
import select
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
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(command[0], command)
        ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._printed = b""

    def wait_for(self, text: str) -> None:
        """Read until the program has printed `text` since the last key."""
        deadline = time.monotonic() + DEADLINE
        while text not in self.printed():
            waiting = select.select([self._fd], [], [], max(0.0, deadline - time.monotonic()))[0]
            more = self._read() if waiting else b""
            assert more, f"no {text!r} in\n{self.printed()}"
            self._printed += more

    def _read(self) -> bytes:
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:  # so a pseudo-terminal tells that the program has ended
            return b""

    def printed(self) -> str:
        """Return the text printed since the last key, without what only steers the terminal."""
        return ESCAPE.sub("", self._printed.decode(errors="replace"))

    def press(self, keys: str) -> None:
        """Type."""
        self._printed = b""
        os.write(self._fd, keys.encode())

    def end(self) -> int:
        """Wait for the program to end by itself; returns its exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@contextmanager
def newsdesk(desk: Path, columns: int = 120, lines: int = 40) -> Iterator[Terminal]:
    """Open the app on a desk."""
    terminal = Terminal([sys.executable, "-m", "tui", "--desk", str(desk)], columns, lines)
    try:
        yield terminal
    finally:
        os.close(terminal._fd)


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40), (200, 50)])
def test_from_an_article_to_the_other_report_and_back(sample_desk: Desk, columns: int, lines: int) -> None:
    with newsdesk(sample_desk.path, columns, lines) as terminal:
        terminal.wait_for("Iraq declares victory")
        terminal.press("/")
        terminal.press("victory\r")
        terminal.wait_for("1 of 1")
        terminal.press("\r")
        terminal.wait_for("Mosul was taken")
        terminal.press("1")
        terminal.wait_for("Islamic State has lost")
        terminal.press("\x0f")
        terminal.wait_for("Mosul was taken")
        terminal.press("qqqqq")
        assert terminal.end() == 0
    assert sample_desk.articles.get(2).read
