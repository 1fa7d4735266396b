"""A program in a real pseudo-terminal: start it, press keys, and time what it prints."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIET = 0.25  # seconds without output after which the screen counts as painted


class Terminal:
    """A program in a pseudo-terminal of 120x40. All times are in seconds."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
            os.execvp(command[0], command)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, timeout: float) -> bytes:
        """Return the next output, empty if there is none within the timeout."""
        if not select.select([self._screen], [], [], timeout)[0]:
            return b""
        return os.read(self._screen, 1 << 16)

    def read_for(self, seconds: float) -> bytes:
        """Return everything printed within this time."""
        output, end = b"", time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            output += self.read(left)
        return output

    def wait_for(self, text: bytes, timeout: float = 60) -> float:
        """Return the time from the start until `text` is printed. Raises `TimeoutError`."""
        output = b""
        while text not in output:
            output += self.read(timeout)
            if time.perf_counter() - self.started > timeout:
                raise TimeoutError(output[-2000:])
        return time.perf_counter() - self.started

    def settle(self) -> None:
        """Read until the program prints nothing for a while."""
        while self.read(QUIET):
            pass

    def press(self, key: bytes) -> float:
        """Press a key and return the time until the first output. Raises `TimeoutError` after 5 s."""
        pressed = time.perf_counter()
        os.write(self._screen, key)
        if not self.read(5):
            raise TimeoutError(key)
        taken = time.perf_counter() - pressed
        self.settle()
        return taken

    def press_until(self, key: bytes, pattern: re.Pattern[bytes]) -> tuple[float, bytes]:
        """Press a key; return the time until `pattern` is printed, and the output. Raises `TimeoutError`."""
        pressed, output = time.perf_counter(), b""
        os.write(self._screen, key)
        while not pattern.search(output):
            output += self.read(5)
            if time.perf_counter() - pressed > 30:
                raise TimeoutError(output[-2000:])
        return time.perf_counter() - pressed, output

    def memory(self) -> float:
        """Return the resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """Kill the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._screen)
        os.waitpid(self.pid, 0)


@contextmanager
def running(command: list[str]) -> Iterator[Terminal]:
    """Run a program in a terminal and kill it at the end."""
    terminal = Terminal(command)
    try:
        yield terminal
    finally:
        terminal.close()
