"""Measure the queries and corrections of a name with a million mentions. See docs/speed.md.

    python bench/name_pages.py [--articles N]

One name gets ten mentions in each of N articles. The script times every query of its page, and corrections.
All times are processor time.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.desk import Desk
from storage.model import Draft, Field, Filter, Kind, Mention, Route, View

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
MENTIONS_PER_ARTICLE = 10  # of the frequent name


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles with the name (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure_frequent_name(Path(folder) / "frequent.db", options.articles)


def measure_frequent_name(path: Path, size: int) -> None:
    """Mention one name in `size` articles, and print the time of its page's queries and of corrections."""
    frequent, other = store_frequent_name(path, size)
    print(f"a name with {size * MENTIONS_PER_ARTICLE:,} mentions in {size:,} articles")
    late = size * 9 // 10
    with Desk.open(path) as desk:
        view = View(entity=frequent)
        unread = View(Filter.UNREAD, entity=frequent)
        for label, call in (
            ("entity, spellings, description", lambda: name_summary(desk, frequent)),
            ("timeline", lambda: desk.names.timeline(frequent)),
            ("co-occurring names", lambda: desk.names.co_occurring(frequent)),
            ("articles, the newest", lambda: desk.names.occurrences(frequent, 0, 50)),
            (f"articles, from {late:,} on", lambda: desk.names.occurrences(frequent, late, 50)),
            ("all names", desk.names.search),
            ("its list of articles", lambda: desk.lists.headlines(view, 0, 50)),
            ("number of unread articles", lambda: desk.lists.count(unread)),
        ):
            print(f"  {label:34}{min(milliseconds(call) for _ in range(3)):>10.1f} ms")
        for label, correct in (
            ("mark as not a name", lambda: desk.names.forget(frequent)),
            ("undo", desk.undo),
            ("merge with another name", lambda: desk.names.same(other, frequent)),
            ("undo", desk.undo),
        ):
            print(f"  {label:34}{milliseconds(correct):>10.0f} ms")


def store_frequent_name(path: Path, size: int) -> tuple[int, int]:
    """Write a desk of `size` articles that mention one name often; return its number and another name's."""
    desk_file = DeskFile(path)
    with desk_file.writing() as connection:
        frequent = entities.create(connection, "Mosul", Kind.PLACE)
        entities.add_keys(connection, frequent, ["mosul"])
        other = entities.create(connection, "Tikrit", Kind.PLACE)
        entities.add_keys(connection, other, ["tikrit"])
        for number in range(1, size + 1):
            text = "Mosul " * MENTIONS_PER_ARTICLE + "Tikrit"
            published = FIRST_DAY + timedelta(minutes=10 * number)
            draft = Draft(str(number), f"Article {number}", text, "bench", published=published)
            articles.store(connection, draft)
            mentions.record(connection, number, list(appearances(frequent, other)))
            articles.set_analysed(connection, number)
    desk_file.close()
    return frequent, other


def appearances(frequent: int, other: int) -> Iterator[mentions.Appearance]:
    """Yield the two names of an article with their mentions."""
    starts = range(0, 6 * MENTIONS_PER_ARTICLE, 6)
    found = [resolved_mention(start, "Mosul") for start in starts]
    yield mentions.Appearance(frequent, found, 2.0)
    yield mentions.Appearance(other, [resolved_mention(6 * MENTIONS_PER_ARTICLE, "Tikrit")], 1.0)


def resolved_mention(start: int, name: str) -> mentions.ResolvedMention:
    """Return the mention of a place at this position of the text."""
    mention = Mention(Field.TEXT, start, start + len(name), Kind.PLACE)
    return mentions.ResolvedMention(mention, name, name.lower(), Route.NAME)


def name_summary(desk: Desk, entity: int) -> None:
    """Ask what the head of a name page shows."""
    desk.names.get(entity)
    desk.names.spellings(entity)
    desk.names.description(entity)


def milliseconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call in milliseconds."""
    started = time.process_time()
    call()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
