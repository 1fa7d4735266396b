"""Measure the reading screen: start, memory, and key to repaint, also during a refresh. See docs/speed.md.

    python bench/screen.py [--keep FOLDER] [--runs N] [--presses N] [--articles N]

Runs whole programs in a real pseudo-terminal. newsdesk and a minimal Textual app, the baseline, take turns,
so that other load on the machine affects both.
"""

import argparse
import compileall
import random
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from feed_server import served_feeds
from synthetic_desk import write_desk
from terminal import running

import storage
import tui
from storage.desk import Desk
from storage.model import Subscription

BASELINE = Path(__file__).with_name("baseline_app.py")
SMALL_DESK = 1_000
KEYS = {"j: next row": [b"j"], "Page Down": [b"\x1b[6~"], "G, g: last, first": [b"G", b"g"]}
IDLE = "before the refresh"
STAGES = {b"Fetching feeds": "while feeds are fetched", b"Finding names": "while names are found"}


def newsdesk_command(desk: Path) -> list[str]:
    """Return the command that opens a desk."""
    return [sys.executable, "-m", "tui", "--desk", str(desk)]


def measure_start(desks: dict[int, Path], runs: int) -> None:
    """Print the time to the first painted list, and the memory, of the baseline and of each desk by size."""
    commands = {"minimal Textual app (baseline)": [sys.executable, str(BASELINE)]}
    commands |= {f"newsdesk, {size:,} articles": newsdesk_command(desk) for size, desk in desks.items()}
    seconds: dict[str, list[float]] = {label: [] for label in commands}
    memory: dict[str, list[float]] = {label: [] for label in commands}
    for _ in range(runs):
        for label, command in commands.items():
            with running(command) as terminal:
                seconds[label].append(terminal.wait_for(b"Headline"))
                terminal.settle()
                memory[label].append(terminal.memory())
    baseline = statistics.median(next(iter(seconds.values())))
    print(f"{'start to first painted list':34} {'median s':>9} {'x baseline':>11} {'memory MB':>10}")
    for label, values in seconds.items():
        median = statistics.median(values)
        print(f"{label:34} {median:9.3f} {median / baseline:11.2f} {statistics.median(memory[label]):10.0f}")


def measure_keys(desk: Path, size: int, presses: int) -> None:
    """Print the time from each key to the repaint in a desk of `size` articles."""
    _print_heading(f"key to repaint, {size:,} articles")
    with running(newsdesk_command(desk)) as terminal:
        terminal.wait_for(b"Headline")
        terminal.settle()
        for label, keys in KEYS.items():
            _print_times(label, [terminal.press(keys[number % len(keys)]) for number in range(presses)])


def measure_keys_during_refresh(desk: Path, size: int, presses: int) -> None:
    """Print the time from `j` to the cursor on the next row, before a refresh and in each of its stages."""
    copy = desk.with_name("refreshed.db")
    _remove(copy)
    Desk.open(desk).close()  # the apps before were killed: this moves their last writes into the file
    shutil.copy(desk, copy)
    rng = random.Random(0)
    seconds: dict[str, list[float]] = {stage: [] for stage in (IDLE, *STAGES.values())}
    stage, headline = IDLE, size - 1
    with served_feeds() as addresses:
        with Desk.open(copy) as opened:
            for address in addresses:
                opened.feeds.subscribe(Subscription(address))
        # All feeds are due, so the app starts to fetch them shortly after it opens.
        with running(newsdesk_command(copy)) as terminal:
            terminal.wait_for(b"Headline")
            terminal.settle()
            while len(seconds[stage]) < presses:
                headline -= 1
                taken, output = terminal.press_until(b"j", _cursor_on(headline))
                seconds[stage].append(taken)
                output += terminal.read_for(rng.uniform(0.03, 0.13))
                stage = _latest_stage(output) or stage
            print(f"{'memory during a refresh, MB':34} {terminal.memory():9.0f}")
    _remove(copy)
    _print_heading(f"j to the next row, {size:,} articles")
    for label, values in seconds.items():
        if values:
            _print_times(label, values)


def _cursor_on(headline: int) -> re.Pattern[bytes]:
    return re.compile(rb"\xe2\x96\x8c(?:\x1b\[[0-9;:]*m|\xe2\x97\x8f| )*Headline %d\b" % headline)


def _latest_stage(output: bytes) -> str | None:
    position, stage = max((output.rfind(text), stage) for text, stage in STAGES.items())
    return stage if position >= 0 else None


def _print_heading(heading: str) -> None:
    print(f"\n{heading:34} {'presses':>7} {'median ms':>9} {'p95':>7} {'worst':>10}")


def _print_times(label: str, seconds: Sequence[float]) -> None:
    ms = sorted(1000 * one for one in seconds)
    p95 = ms[int(0.95 * len(ms))]
    print(f"{label:34} {len(ms):7} {statistics.median(ms):9.1f} {p95:7.1f} {ms[-1]:10.1f}")


def _remove(desk: Path) -> None:
    for path in desk.parent.glob(f"{desk.name}*"):
        path.unlink()


def main() -> None:
    """Generate the missing desks, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", type=Path, help="folder for the generated desks (a temporary one)")
    parser.add_argument("--runs", type=int, default=7, help="starts of each program (%(default)s)")
    parser.add_argument("--presses", type=int, default=60, help="presses of each key (%(default)s)")
    parser.add_argument("--articles", type=int, default=100_000, help="size of the large desk (%(default)s)")
    options = parser.parse_args()
    for package in (storage, tui):  # an installed newsdesk has its byte code, as Textual has
        compileall.compile_dir(Path(package.__file__ or "").parent, quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        desks = {size: folder / f"{size}.db" for size in (SMALL_DESK, options.articles)}
        for size, desk in desks.items():
            write_desk(desk, size)
        measure_start(desks, options.runs)
        measure_keys(desks[options.articles], options.articles, options.presses)
        measure_keys_during_refresh(desks[options.articles], options.articles, 2 * options.presses)


if __name__ == "__main__":
    main()
