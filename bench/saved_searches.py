"""Measure what saved searches cost a write, and that showing their counts costs nothing. See docs/speed.md.

    python bench/saved_searches.py [--articles N] [--rounds N]

The same writes go to one desk, first without saved searches and then with twenty. All times are processor
time of this process, which does the writes.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from synthetic_desk import write_desk

from storage.database.connection import DeskFile
from storage.database.feeds.feed_entries import store_entries
from storage.database.searches import changed_articles
from storage.desk import Desk
from storage.model import Arrival, Draft, Provenance, View

ENTRIES = 30  # in a delivery of a feed
QUERIES = (
    "is:unread",
    "is:unread newer:3d",
    "government",
    "government is:unread",
    "minister election",
    '"government minister"',
    "title:election or title:minister",
    "govern* -election",
    "is:starred",
    "feed:7",
    'folder:"Folder 3" is:unread',
    "label:later or label:work",
    "by:ka",
    'source:"Source 7"',
    "lang:de government",
    "has:enclosure is:unread",
    "person:ka*",
    "name:lo* is:unread",
    "story:* -is:copy",
    "after:2020-02 before:2020-03",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles on the desk (%(default)s)")
    parser.add_argument("--rounds", type=int, default=40, help="writes of each kind (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        write_desk(path, options.articles, with_fields=True)
        measure(path, options.articles, options.rounds)


def measure(path: Path, size: int, rounds: int) -> None:
    """Print the time of each kind of write without saved searches and with them, and that of the counts."""
    with Desk.open(path) as desk:
        _writes(desk, size, 5, -1)  # so that the first kind of write does not pay for opening the desk
        without = _writes(desk, size, rounds, 0)
        begin = time.process_time()
        for query in QUERIES:
            desk.searches.save("", query)
        saving = (time.process_time() - begin) * 1000 / len(QUERIES)
        with_them = _writes(desk, size, rounds, rounds)
        print(f"{len(QUERIES)} saved searches on a desk of {size:,} articles")
        print(f"  {'':34}{'without':>10}{'with':>10}{'cost':>10}")
        for label in without:
            cost = with_them[label] - without[label]
            print(f"  {label:34}{without[label]:>7.2f} ms{with_them[label]:>7.2f} ms{cost:>7.2f} ms")
        counts = [_milliseconds(desk.searches.all) for _ in range(rounds)]
        counted = [_milliseconds(lambda: _count_all(desk)) for _ in range(3)]
        print(f"  {'all counts, kept':34}{mean(counts):>7.2f} ms")
        print(f"  {'the same, counted':34}{mean(counted):>7.2f} ms")
        print(f"  {'saving one, on average':34}{saving:>7.2f} ms")
        for one in desk.searches.all():
            view = View(query=one.query)
            if (one.articles, one.unread) != (desk.lists.count(view), desk.lists.count_unread(view)):
                raise SystemExit(f"The counts of “{one.query}” are wrong.")


def _writes(desk: Desk, size: int, rounds: int, seed: int) -> dict[str, float]:
    """Return the mean milliseconds of each kind of write; a delivery counts by the entry."""
    rng = random.Random(seed)
    desk_file = DeskFile(desk.path, before_commit=changed_articles.settle)
    feed = desk.feeds.all()[0].id

    def article() -> int:
        return rng.randint(1, size)

    def deliver() -> None:
        with desk_file.writing() as connection:
            store_entries(connection, feed, [_entry(rng) for _ in range(ENTRIES)], time.time())

    kinds: dict[str, tuple[Callable[[], object], int]] = {
        "an article marked read or unread": (lambda: desk.mark_read([article()], rng.random() < 0.5), 1),
        "an article starred": (lambda: desk.articles.star(article(), rng.random() < 0.5), 1),
        "an article labelled": (lambda: desk.labels.change([article()], ["Later"]), 1),
        "a new entry of a feed": (deliver, ENTRIES),
    }
    found = {
        label: mean(_milliseconds(write) / parts for _ in range(rounds))
        for label, (write, parts) in kinds.items()
    }
    desk_file.close()
    return found


def _entry(rng: random.Random) -> Arrival:
    key = str(rng.random())
    text = " ".join(rng.choices(("government", "minister", "election", "and", "of", "said", "kalo"), k=90))
    draft = Draft(
        key=key,
        title=f"Entry {key} government",
        text=text,
        origin="https://example.org/feed",
        url=f"https://example.org/{key}",
        published=datetime.now(UTC),
        provenance=Provenance.FEED,
    )
    return Arrival(draft, draft.url, False)


def _count_all(desk: Desk) -> None:
    for query in QUERIES:
        desk.lists.count_unread(View(query=query))


def _milliseconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
