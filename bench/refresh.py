"""Refreshing 500 feeds: newsdesk beside newsboat, sfeed and bare requests. See docs/speed.md.

Whole programs in turns, each on an empty store of its own, then again with nothing new. What each stored and
how often each asked is checked. newsdesk's analysis of the articles, which no other has, is left out
there (`--defer`) and measured by itself at the end.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from readers import Bare, Newsdesk, Reader, Run, installed

HERE = Path(__file__).parent
ANALYSED_FEEDS = 5


@contextmanager
def served(feeds: int, entries: int, latency: float) -> Iterator[list[str]]:
    """Serve feeds in another process and give their addresses."""
    options = ("--feeds", str(feeds)), ("--entries", str(entries)), ("--latency", str(latency))
    words = [word for option in options for word in option]
    command = [sys.executable, str(HERE / "feedserver.py"), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            addresses = [line.strip() for line in iter(server.stdout.readline, "\n") if line]
            yield addresses
        finally:
            server.terminate()


def answered(address: str) -> dict[str, int]:
    """Return how many feeds were answered by status since this was last asked."""
    with urlopen(urljoin(address, "/answered")) as answer:
        found: dict[str, int] = json.load(answer)
    return found


def check(reader: Reader, addresses: list[str], entries: int, again: bool) -> None:
    """Stop unless a reader has asked for every feed once and holds every article."""
    statuses = answered(addresses[0])
    asked, wanted = sum(statuses.values()), len(addresses) * entries
    if asked != len(addresses):
        sys.exit(f"{reader.name} asked {asked:,} times for {len(addresses):,} feeds: {statuses}")
    if not again and statuses["304"]:
        sys.exit(f"{reader.name} was not on an empty store: {statuses}")
    if (stored := reader.stored()) not in (None, wanted):
        sys.exit(f"{reader.name} stored {stored:,} articles of {wanted:,}")


def measure(
    readers: list[type[Reader]], addresses: list[str], entries: int, rounds: int
) -> dict[str, list[tuple[Run, Run]]]:
    """Return the first and the later run of each reader in each round, taken in turns."""
    runs: dict[str, list[tuple[Run, Run]]] = {kind.name: [] for kind in readers}
    for turn in range(rounds):
        shift = turn % len(readers)
        for kind in readers[shift:] + readers[:shift]:
            runs[kind.name].append(first_and_again(kind, addresses, entries))
    return runs


def first_and_again(kind: type[Reader], addresses: list[str], entries: int) -> tuple[Run, Run]:
    """Return a run on an empty store and a later one, with nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        reader = kind(Path(folder), addresses)
        answered(addresses[0])
        runs = []
        for number in range(2 + kind.warm_ups):
            runs.append(reader.run(again=number > 0))
            check(reader, addresses, entries, again=number > 0)
    return runs[0], runs[-1]


def print_table(title: str, runs: dict[str, list[Run]]) -> None:
    """Print the times of each reader, and how many times newsdesk's they are, round by round."""
    print(f"\n{title:34} {'min s':>7} {'median s':>9} {'CPU s':>7} {'x newsdesk':>11} {'x bare':>7}")
    for name, taken in runs.items():
        seconds = [run.seconds for run in taken]
        processor = statistics.median(run.processor for run in taken)
        print(
            f"{name:34} {min(seconds):7.2f} {statistics.median(seconds):9.2f} {processor:7.2f}"
            f" {_ratio(taken, runs[Newsdesk.name]):11.2f} {_ratio(taken, runs[Bare.name]):7.2f}"
        )


def _ratio(runs: list[Run], others: list[Run]) -> float:
    return statistics.median(one.seconds / other.seconds for one, other in zip(runs, others, strict=True))


def print_analysis(addresses: list[str], entries: int) -> None:
    """Print what finding names and links costs, which the table leaves out."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Newsdesk(Path(folder), addresses[:ANALYSED_FEEDS])
        reader.run(again=False)
        desk = str(Path(folder) / "newsdesk.db")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "tui", "--desk", desk, "reanalyse", "--pending"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken = time.perf_counter() - begun
    articles = ANALYSED_FEEDS * entries
    each = 1000 * taken / articles
    print("\nNo other reader finds names and links, so newsdesk was told to put that off (--defer). Done")
    print(f"afterwards for {articles} of the articles: {taken:.1f} s, {each:.0f} ms each, start included.")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds before each answer")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("bench/refresh.py gives each feed a host of its own in 127.0.0.0/8, which only Linux has.")
    readers = installed()
    what = f"{options.feeds:,} feeds, {options.entries} entries"
    with served(options.feeds, options.entries, options.latency) as addresses:
        runs = measure(readers, addresses, options.entries, options.rounds)
        print_table(what, {name: [first for first, _ in taken] for name, taken in runs.items()})
        print_table(
            "the same, nothing new", {name: [again for _, again in taken] for name, taken in runs.items()}
        )
        print_analysis(addresses, options.entries)


if __name__ == "__main__":
    main()
