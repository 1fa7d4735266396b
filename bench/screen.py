"""The reading screen against its bars: start, memory, key to repaint, also while a refresh runs.

See docs/speed.md.

Whole programs in a real pseudo-terminal, newsdesk and a bare Textual app in turn, so that what the
machine does besides falls on both. Desks are generated once, into --keep (a temporary folder else).
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from generate import generate

from storage.desk import Desk
from storage.model import Subscription

HERE = Path(__file__).parent
SIZES = (1_000, 100_000)
KEYS = {"j: next row": [b"j"], "Page Down": [b"\x1b[6~"], "G, g: last, first": [b"G", b"g"]}
QUIET = 0.25  # seconds without output after which a screen counts as painted
FEEDS = 500
STAGES = {b"Fetching feeds": "while feeds are fetched", b"Finding names": "while names are found"}


class Terminal:
    """A program in a pseudo-terminal of 120x40."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
            os.execvp(command[0], command)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, timeout: float) -> bytes:
        """Return what was printed next, nothing if it stayed quiet."""
        if not select.select([self.screen], [], [], timeout)[0]:
            return b""
        return os.read(self.screen, 1 << 16)

    def wait_for(self, text: bytes, timeout: float = 60) -> float:
        """Return the seconds from the start until `text` was printed."""
        seen = b""
        while text not in seen:
            seen += self.read(timeout)
            if time.perf_counter() - self.started > timeout:
                raise TimeoutError(seen[-2000:])
        return time.perf_counter() - self.started

    def settle(self) -> None:
        """Read until nothing more comes."""
        while self.read(QUIET):
            pass

    def press(self, key: bytes) -> float:
        """Return the seconds from a key to the first output that follows."""
        begun = time.perf_counter()
        os.write(self.screen, key)
        if not self.read(5):
            raise TimeoutError(key)
        taken = time.perf_counter() - begun
        self.settle()
        return taken

    def move_to(self, headline: int) -> tuple[float, bytes]:
        """Press `j`: return the seconds until the cursor stands on a headline, and what was printed."""
        cursor = re.compile(rb"\xe2\x96\x8c(?:\x1b\[[0-9;:]*m|\xe2\x97\x8f| )*Headline %d\b" % headline)
        begun, seen = time.perf_counter(), b""
        os.write(self.screen, b"j")
        while not cursor.search(seen):
            seen += self.read(5)
            if time.perf_counter() - begun > 30:
                raise TimeoutError(seen[-2000:])
        return time.perf_counter() - begun, seen

    def watch(self, seconds: float) -> bytes:
        """Return what is printed within some seconds."""
        seen, end = b"", time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            seen += self.read(left)
        return seen

    def memory(self) -> float:
        """Return the resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024


@contextmanager
def running(command: list[str]) -> Iterator[Terminal]:
    """Run a program in a terminal and end it."""
    terminal = Terminal(command)
    try:
        yield terminal
    finally:
        os.kill(terminal.pid, signal.SIGKILL)
        os.close(terminal.screen)
        os.waitpid(terminal.pid, 0)


def newsdesk(desk: Path) -> list[str]:
    """Return the command that opens a desk."""
    return [sys.executable, "-m", "tui", "--desk", str(desk)]


def starts(desks: dict[int, Path], runs: int) -> None:
    """Print start to first painted list, and memory, per size of desk."""
    bare = [sys.executable, str(HERE / "bare.py")]
    seconds: dict[str, list[float]] = {"bare": [], **{str(size): [] for size in desks}}
    memory: dict[str, list[float]] = {name: [] for name in seconds}
    for _ in range(runs):
        for name, command in [("bare", bare), *((str(size), newsdesk(desk)) for size, desk in desks.items())]:
            with running(command) as terminal:
                seconds[name].append(terminal.wait_for(b"Headline"))
                terminal.settle()
                memory[name].append(terminal.memory())
    base = statistics.median(seconds["bare"])
    print(f"{'start to first painted list':34} {'median s':>9} {'x bare':>7} {'memory MB':>10}")
    for name, values in seconds.items():
        label = "a bare Textual app" if name == "bare" else f"newsdesk, {int(name):,} articles"
        middle = statistics.median(values)
        print(f"{label:34} {middle:9.3f} {middle / base:7.2f} {statistics.median(memory[name]):10.0f}")


def keys(desk: Path, presses: int) -> None:
    """Print the time from a key to the repaint that follows, in a large desk."""
    print(f"\n{'key to repaint, 100,000 articles':34} {'median ms':>9} {'p95':>7} {'worst':>10}")
    with running(newsdesk(desk)) as terminal:
        terminal.wait_for(b"Headline")
        terminal.settle()
        for label, pressed in KEYS.items():
            taken = [1000 * terminal.press(pressed[turn % len(pressed)]) for turn in range(presses)]
            taken.sort()
            p95 = taken[int(0.95 * len(taken))]
            print(f"{label:34} {statistics.median(taken):9.1f} {p95:7.1f} {taken[-1]:10.1f}")


@contextmanager
def feeds_served() -> Iterator[list[str]]:
    """Serve feeds on loopback and give their addresses."""
    command = [sys.executable, str(HERE / "feedserver.py"), "--feeds", str(FEEDS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield list(takewhile(bool, map(str.strip, server.stdout or ())))
        finally:
            server.terminate()


def while_refreshing(desk: Path, size: int, presses: int) -> None:
    """Print the time from a key to the cursor on the next row, before and while all feeds are fetched."""
    copy = desk.with_name("refreshed.db")
    _remove(copy)
    Desk.open(desk).close()  # the apps before were killed: what they wrote last lies beside the file
    shutil.copy(desk, copy)
    chance = random.Random(0)
    taken: dict[str, list[float]] = {
        "with nothing else to do": [],
        **{words: [] for words in STAGES.values()},
    }
    stage, headline = "with nothing else to do", size - 1
    with feeds_served() as addresses:
        with Desk.open(copy) as opened:
            for address in addresses:
                opened.feeds.subscribe(Subscription(address))
        # All feeds are due: the app begins to fetch them by itself, a moment after it has opened.
        with running(newsdesk(copy)) as terminal:
            terminal.wait_for(b"Headline")
            terminal.settle()
            while len(taken[stage]) < presses:
                headline -= 1
                seconds, seen = terminal.move_to(headline)
                taken[stage].append(1000 * seconds)
                seen += terminal.watch(chance.uniform(0.03, 0.13))
                now = max((seen.rfind(mark), words) for mark, words in STAGES.items())
                stage = now[1] if now[0] >= 0 else stage
            print(f"{'memory while a refresh runs, MB':34} {terminal.memory():9.0f}")
    _remove(copy)
    heading = f"j to the next row, {size:,} articles"
    print(f"\n{heading:34} {'presses':>7} {'median ms':>9} {'p95':>7} {'worst':>10}")
    for label, values in taken.items():
        values.sort()
        if values:
            p95 = values[int(0.95 * len(values))]
            print(
                f"{label:34} {len(values):7} {statistics.median(values):9.1f} {p95:7.1f} {values[-1]:10.1f}"
            )


def _remove(desk: Path) -> None:
    for path in desk.parent.glob(f"{desk.name}*"):
        path.unlink()


def main() -> None:
    """Generate what is missing and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder that keeps the generated desks")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--presses", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        desks = {size: folder / f"{size}.db" for size in SIZES}
        for size, desk in desks.items():
            generate(desk, size)
        starts(desks, options.runs)
        keys(desks[max(desks)], options.presses)
        while_refreshing(desks[max(desks)], max(desks), 2 * options.presses)


if __name__ == "__main__":
    main()
