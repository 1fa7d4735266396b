"""Measure queries over a large desk, next to what SQLite itself needs. See docs/speed.md.

    python bench/queries.py [--articles N] [--desk PATH]

For each query: the first page of 50 rows, the number of rows, and the row of an article of that page. For
words, the first page is compared with a bare query of the full-text index by rank. All times are processor
time, the best of five; nothing is kept from one page to the next.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic_desk import write_desk

from storage.database.connection import DeskFile
from storage.desk.lists import Lists
from storage.model import View

BAR, RATIO = 50.0, 2.0  # milliseconds for the first page, and times the bare query
QUERIES = (
    "kalo",
    "election",
    "minister",
    "government",
    "headline",
    "gov*",
    "government minister election",
    "-government",
    "government or label:important",
    "government sort:date",
    "government sort:source",
    "title:government",
    "source:source",
    'source:"source 3"',
    "feed:feed",
    'feed:"feed 17"',
    "folder:folder",
    'folder:"folder 3"',
    "label:most",
    "label:important",
    "by:ka",
    "person:ka*",
    "name:ka*",
    "story:*",
    "story:government",
    "story:12",
    "lang:en",
    "lang:xx",
    "is:unread",
    "is:read",
    "is:starred",
    "is:copy",
    "is:cut",
    "is:new",
    "is:hidden",
    "is:unsubscribed",
    "has:page",
    "has:enclosure",
    "-has:links",
    "after:2021",
    "before:2020-02",
    "newer:3d",
    "older:1y",
    "sort:oldest",
    "sort:source",
    "sort:story",
    "is:starred sort:source",
    "election is:unread lang:de",
    "label:important government is:unread",
    'folder:"folder 3" label:most is:unread',
    'source:"source 3" lang:de by:ka',
    "has:page has:links -is:cut",
    "person:ka* after:2021 is:starred sort:story",
)
_WORDS = ("kalo", "election", "minister", "government", "headline", "gov*")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the desk (%(default)s)")
    parser.add_argument("--desk", type=Path, help="where the desk is, or will be written")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.desk or Path(folder) / "queries.db"
        write_desk(path, options.articles, with_fields=True)
        measure(path, options.articles)


def measure(path: Path, size: int) -> None:
    """Print the times of all queries, and which miss the bar."""
    desk_file = DeskFile(path)
    print(f"queries over {size:,} articles, in ms of processor time")
    print(f"  {'query':46}{'page':>7}{'bare':>7}{'ratio':>7}{'count':>7}{'row':>7}{'found':>9}")
    missed = [one for one in QUERIES if not _measure_one(desk_file, one)]
    print(f"over {BAR:.0f} ms, and more than {RATIO:.0f} times the bare query: {', '.join(missed) or 'none'}")
    desk_file.close()


def _measure_one(desk_file: DeskFile, query: str) -> bool:
    """Print the times of one query and return whether it is quick enough."""
    view = View(query=query)
    page = best(lambda: Lists(desk_file).headlines(view, 0, 50))
    lists = Lists(desk_file)
    rows, found = lists.headlines(view, 0, 50), lists.count(view)
    count = best(lambda: lists.count(view))
    row = best(lambda: lists.row_of(view, rows[-1].id)) if rows else 0.0
    bare = _bare(desk_file, query)
    ratio = f"{page / bare:.1f}" if bare else ""
    said = f"  {query:46}{page:>7.1f}{f'{bare:.1f}' if bare else '':>7}{ratio:>7}"
    print(f"{said}{count:>7.1f}{row:>7.1f}{found:>9,}")
    return page <= BAR or bool(bare and page <= RATIO * bare)


def _bare(desk_file: DeskFile, query: str) -> float:
    """Return the time of a bare SQLite query for the first page, 0 if there is none."""
    if query not in _WORDS:
        return 0.0
    sql = f"select rowid from article_fts where article_fts match '{query}' order by rank limit 50"
    with desk_file.reading() as connection:
        return best(lambda: _run(connection, sql))


def _run(connection: sqlite3.Connection, sql: str) -> list[int]:
    return [row[0] for row in connection.execute(sql)]


def best(call: Callable[[], object]) -> float:
    """Return the milliseconds of processor time of the quickest of five calls."""
    times = []
    for _ in range(5):
        start = time.thread_time()
        call()
        times.append(time.thread_time() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
