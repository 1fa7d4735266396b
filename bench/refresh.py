"""Measure a refresh of 500 feeds: newsdesk, newsboat, sfeed and plain requests. See docs/speed.md.

    python bench/refresh.py [--feeds N] [--entries N] [--latency SECONDS] [--rounds N]

Whole programs take turns. A first run starts with an empty store; a second one finds nothing new. After each
run the benchmark checks how often the program asked and how many articles it stored. newsdesk's analysis of
the articles, which no other program does, is deferred (`--defer`) and measured at the end.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from feed_server import add_options, served_feeds
from readers import Baseline, Newsdesk, Reader, Run, installed_readers

ANALYSED_FEEDS = 5


def status_counts(address: str) -> dict[str, int]:
    """Return the number of answers by status since the last call."""
    with urlopen(urljoin(address, "/answered")) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts


def check(reader: Reader, addresses: list[str], entries: int, again: bool) -> None:
    """End the program unless the reader asked for every feed once and stored every article."""
    statuses = status_counts(addresses[0])
    requests, expected = sum(statuses.values()), len(addresses) * entries
    if requests != len(addresses):
        sys.exit(f"{reader.name} sent {requests:,} requests for {len(addresses):,} feeds: {statuses}")
    if not again and statuses["304"]:
        sys.exit(f"{reader.name} did not start with an empty store: {statuses}")
    if (stored := reader.stored()) not in (None, expected):
        sys.exit(f"{reader.name} stored {stored:,} of {expected:,} articles")


def measure(
    readers: list[type[Reader]], addresses: list[str], entries: int, rounds: int
) -> dict[str, list[tuple[Run, Run]]]:
    """Return the first and the repeated run of each reader in each round. The order rotates by round."""
    runs: dict[str, list[tuple[Run, Run]]] = {reader.name: [] for reader in readers}
    for number in range(rounds):
        shift = number % len(readers)
        for reader in readers[shift:] + readers[:shift]:
            runs[reader.name].append(first_and_repeated(reader, addresses, entries))
    return runs


def first_and_repeated(reader: type[Reader], addresses: list[str], entries: int) -> tuple[Run, Run]:
    """Return a run with an empty store and a later one with nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        program = reader(Path(folder), addresses)
        status_counts(addresses[0])
        runs = []
        for number in range(2 + program.warm_ups):
            runs.append(program.run(again=number > 0))
            check(program, addresses, entries, again=number > 0)
    return runs[0], runs[-1]


def print_table(title: str, runs: dict[str, list[Run]]) -> None:
    """Print the times of each reader, and their median ratios to newsdesk and to the baseline."""
    print(f"\n{title:34} {'min s':>7} {'median s':>9} {'CPU s':>7} {'x newsdesk':>11} {'x baseline':>11}")
    for name, own in runs.items():
        seconds = [run.seconds for run in own]
        processor = statistics.median(run.processor for run in own)
        print(
            f"{name:34} {min(seconds):7.2f} {statistics.median(seconds):9.2f} {processor:7.2f}"
            f" {_ratio(own, runs[Newsdesk.name]):11.2f} {_ratio(own, runs[Baseline.name]):11.2f}"
        )


def _ratio(runs: list[Run], others: list[Run]) -> float:
    return statistics.median(one.seconds / other.seconds for one, other in zip(runs, others, strict=True))


def print_analysis(addresses: list[str], entries: int) -> None:
    """Print the time of the analysis, which the tables leave out."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Newsdesk(Path(folder), addresses[:ANALYSED_FEEDS])
        reader.run(again=False)
        desk = str(Path(folder) / "newsdesk.db")
        started = time.perf_counter()
        command = [sys.executable, "-m", "tui", "--desk", desk, "reanalyse", "--pending"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds = time.perf_counter() - started
    articles = min(ANALYSED_FEEDS, len(addresses)) * entries
    print("\nThe tables leave out newsdesk's analysis (--defer): no other program finds names and links.")
    print(
        f"It takes {seconds:.1f} s for {articles} of the articles, {1000 * seconds / articles:.0f} ms each, "
        "including the start of the program."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_options(parser)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each program (%(default)s)")
    options = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("bench/refresh.py gives each feed its own host in 127.0.0.0/8, which works on Linux only.")
    readers = installed_readers()
    title = f"{options.feeds:,} feeds, {options.entries} entries"
    with served_feeds(options.feeds, options.entries, options.latency) as addresses:
        runs = measure(readers, addresses, options.entries, options.rounds)
        print_table(title, {name: [first for first, _ in own] for name, own in runs.items()})
        print_table("the same, nothing new", {name: [last for _, last in own] for name, own in runs.items()})
        print_analysis(addresses, options.entries)


if __name__ == "__main__":
    main()
