"""What it costs to resolve and store the names of an article, and to show a name with a million mentions.

    python bench/naming.py [--articles N]

Made-up articles of thirteen names, few of which are in many articles, come one by one; beside it the bare
insertion of the same mentions in the same run. Then one name gets a million mentions in 100,000 articles, and
every question that its page asks is timed. See docs/speed.md.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.desk import Desk
from storage.model import Draft, Field, Filter, Kind, Mention, Route, View
from storage.names.recording import record_names

_SYLLABLES = "ka lo mi ren tu vas el dor pin sha ber gu han ost yl zam"
SYLLABLES = _SYLLABLES.split()
NAMES = 13  # in an article
POPULATION = 20_000
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
Named = list[tuple[str, Kind]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the naming of articles.")
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stream(Path(folder) / "stream.db", options.articles)
        crowd(Path(folder) / "crowd.db")


def word(chance: random.Random) -> str:
    """Return a made-up name of two to four syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def population(chance: random.Random) -> list[Named]:
    """Return who there is to be named, each by full name and short form."""
    found: list[Named] = []
    for _ in range(POPULATION):
        first, last = word(chance), word(chance)
        match chance.randrange(4):
            case 0:
                found.append([(first, Kind.PLACE)])
            case 1:
                found.append([(f"{first} {last} Group", Kind.ORGANISATION), (first, Kind.ORGANISATION)])
            case _:
                found.append([(f"{first} {last}", Kind.PERSON), (last, Kind.PERSON)])
    return found


def article(chance: random.Random, people: list[Named]) -> tuple[str, list[Mention]]:
    """Return a text with names in it: one in ten persons is named by the surname alone."""
    parts, mentions, length = [], [], 0
    for _ in range(NAMES):
        one = people[min(POPULATION - 1, int(chance.paretovariate(0.6)) - 1)]
        name, kind = one[0] if chance.random() < 0.8 else one[-1]
        mentions.append(Mention(Field.TEXT, length, length + len(name), kind, 0.9))
        parts.append(f"{name} said so. ")
        length += len(parts[-1])
    return "".join(parts), mentions


def stream(path: Path, size: int) -> None:
    """Let articles come, and print what their names cost, thousand by thousand."""
    chance = random.Random(size)
    people = population(chance)
    desk_file, bare = DeskFile(path), DeskFile(path.with_suffix(".bare"))
    print(f"{size:,} articles of {NAMES} names: milliseconds of processor time an article")
    print(f"{'articles':>10}{'mean':>8}{'median':>8}{'p99':>8}{'bare insertion':>16}")
    spent, inserted = [], []
    for number in range(1, size + 1):
        text, mentions = article(chance, people)
        reading = ArticleAnalysis("en", tuple(mentions))
        for one in (desk_file, bare):
            with one.writing() as connection:
                articles.store(connection, Draft(str(number), f"Article {number}", text, "bench"))
        spent.append(timed(partial(named, desk_file, number, reading)))
        inserted.append(timed(partial(insert, bare, rows_of(desk_file, number))))
        if number in (1_000, 2_000, 5_000, 10_000, size):
            last = sorted(spent[-1_000:])
            print(
                f"{number:>10,}{statistics.mean(last):>8.2f}{last[500]:>8.2f}{last[990]:>8.2f}"
                f"{statistics.mean(inserted[-1_000:]):>16.2f}"
            )


def rows_of(desk_file: DeskFile, number: int) -> list[tuple[object, ...]]:
    """Return the mentions of an article as they are stored."""
    with desk_file.reading() as connection:
        found = connection.execute("select * from mention where article = ?", (number,))
        return [tuple(row) for row in found]


def named(desk_file: DeskFile, number: int, reading: ArticleAnalysis) -> None:
    """Resolve and store the names of an article."""
    with desk_file.writing() as connection:
        record_names(connection, articles.fetch(connection, number), reading)


def insert(desk_file: DeskFile, rows: list[tuple[object, ...]]) -> None:
    """Store the same mentions without asking what they mean."""
    with desk_file.writing() as connection:
        places = ",".join("?" * 11)
        connection.execute("pragma defer_foreign_keys = on")
        stripped = [(*row[:4], None, *row[5:]) for row in rows]
        connection.executemany(f"insert into mention values ({places})", stripped)


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that a call takes."""
    started = time.process_time()
    call()
    return 1000 * (time.process_time() - started)


def crowd(path: Path) -> None:
    """Give one name a million mentions, and print how long its page takes."""
    size, each = 100_000, 10
    desk_file = DeskFile(path)
    with desk_file.writing() as connection:
        crowded = entities.create(connection, "Mosul", Kind.PLACE)
        entities.add_keys(connection, crowded, ["mosul"])
        other = entities.create(connection, "Tikrit", Kind.PLACE)
        entities.add_keys(connection, other, ["tikrit"])
        for number in range(1, size + 1):
            text = "Mosul " * each + "Tikrit"
            day = FIRST_DAY + timedelta(minutes=10 * number)
            articles.store(connection, Draft(str(number), f"Article {number}", text, "bench", published=day))
            mentions.record(connection, number, list(appearances(crowded, other, each)))
            articles.set_analysed(connection, number)
    desk_file.close()
    print(f"\na name with {size * each:,} mentions in {size:,} articles")
    with Desk.open(path) as desk:
        view = View(entity=crowded)
        for what, call in (
            ("entity, spellings, introduction", lambda: page(desk, crowded)),
            ("timeline", lambda: desk.names.timeline(crowded)),
            ("company", lambda: desk.names.co_occurring(crowded)),
            ("articles, the newest", lambda: desk.names.occurrences(crowded, 0, 50)),
            ("articles, from 90,000 on", lambda: desk.names.occurrences(crowded, 90_000, 50)),
            ("all names", desk.names.search),
            ("its list of articles", lambda: desk.lists.headlines(view, 0, 50)),
            ("how many of them are unread", lambda: desk.lists.count(View(Filter.UNREAD, entity=crowded))),
        ):
            print(f"  {what:34}{min(timed(call) for _ in range(3)):>10.1f} ms")
        for what, call in (
            ("no name", lambda: desk.names.forget(crowded)),
            ("undone", desk.undo),
            ("the same as another", lambda: desk.names.same(other, crowded)),
            ("undone", desk.undo),
        ):
            print(f"  {what:34}{timed(call):>10.0f} ms")


def page(desk: Desk, entity: int) -> None:
    """Ask what the head of a name's page shows."""
    desk.names.get(entity)
    desk.names.spellings(entity)
    desk.names.description(entity)


def appearances(crowded: int, other: int, each: int) -> Iterator[mentions.Appearance]:
    """Yield the names of one article of the crowd."""
    found = [
        mentions.ResolvedMention(
            Mention(Field.TEXT, at * 6, at * 6 + 5, Kind.PLACE), "Mosul", "mosul", Route.NAME
        )
        for at in range(each)
    ]
    yield mentions.Appearance(crowded, found, 2.0)
    last = Mention(Field.TEXT, each * 6, each * 6 + 6, Kind.PLACE)
    yield mentions.Appearance(other, [mentions.ResolvedMention(last, "Tikrit", "tikrit", Route.NAME)], 1.0)


if __name__ == "__main__":
    main()
