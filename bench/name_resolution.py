"""Measure resolving and storing the names of an article. See docs/speed.md.

    python bench/name_resolution.py [--articles N]

Invented articles with thirteen names each arrive one by one. Inserting the same mentions without resolving
them is the baseline.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from synthetic_desk import invented_word

from storage.analysis.article_analysis import ArticleAnalysis
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.model import Draft, Field, Kind, Mention
from storage.names.recording import record_names

NAMES_PER_ARTICLE = 13
POPULATION = 20_000
REPORTED = (1_000, 2_000, 5_000, 10_000)
Forms = list[tuple[str, Kind]]  # the full name and the short form of one entity


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000, help="articles to resolve (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure_resolution(Path(folder) / "resolved.db", options.articles)


def population(rng: random.Random) -> list[Forms]:
    """Return the invented persons, organisations and places that articles mention."""
    found: list[Forms] = []
    for _ in range(POPULATION):
        first, last = invented_word(rng).capitalize(), invented_word(rng).capitalize()
        match rng.randrange(4):
            case 0:
                found.append([(first, Kind.PLACE)])
            case 1:
                found.append([(f"{first} {last} Group", Kind.ORGANISATION), (first, Kind.ORGANISATION)])
            case _:
                found.append([(f"{first} {last}", Kind.PERSON), (last, Kind.PERSON)])
    return found


def invented_article(rng: random.Random, entities_: list[Forms]) -> tuple[str, list[Mention]]:
    """Return a text and its mentions: few entities are frequent, and one mention in five is a short form."""
    sentences, found, length = [], [], 0
    for _ in range(NAMES_PER_ARTICLE):
        forms = entities_[min(POPULATION - 1, int(rng.paretovariate(0.6)) - 1)]
        name, kind = forms[0] if rng.random() < 0.8 else forms[-1]
        found.append(Mention(Field.TEXT, length, length + len(name), kind, 0.9))
        sentences.append(f"{name} said so. ")
        length += len(sentences[-1])
    return "".join(sentences), found


def measure_resolution(path: Path, size: int) -> None:
    """Print the processor time of the names of an article, over the last thousand, as the desk grows."""
    rng = random.Random(size)
    invented = population(rng)
    desk_file, baseline = DeskFile(path), DeskFile(path.with_suffix(".baseline"))
    print(f"{size:,} articles of {NAMES_PER_ARTICLE} names: milliseconds of processor time an article")
    print(f"{'articles':>10}{'mean':>8}{'median':>8}{'p99':>8}{'insertion alone':>17}")
    resolved, inserted = [], []
    for number in range(1, size + 1):
        text, found = invented_article(rng, invented)
        analysis = ArticleAnalysis("en", tuple(found))
        for file in (desk_file, baseline):
            with file.writing() as connection:
                articles.store(connection, Draft(str(number), f"Article {number}", text, "bench"))
        resolved.append(milliseconds(partial(resolve, desk_file, number, analysis)))
        inserted.append(milliseconds(partial(insert, baseline, mention_rows(desk_file, number))))
        if number in {*REPORTED, size}:
            last = sorted(resolved[-1_000:])
            print(
                f"{number:>10,}{statistics.mean(last):>8.2f}{statistics.median(last):>8.2f}"
                f"{last[int(0.99 * len(last))]:>8.2f}{statistics.mean(inserted[-1_000:]):>17.2f}"
            )
    desk_file.close()
    baseline.close()


def resolve(desk_file: DeskFile, number: int, analysis: ArticleAnalysis) -> None:
    """Resolve and store the names of an article."""
    with desk_file.writing() as connection:
        record_names(connection, articles.fetch(connection, number), analysis)


def mention_rows(desk_file: DeskFile, number: int) -> list[tuple[object, ...]]:
    """Return the stored mentions of an article."""
    with desk_file.reading() as connection:
        rows = connection.execute("select * from mention where article = ?", (number,))
        return [tuple(row) for row in rows]


def insert(desk_file: DeskFile, rows: list[tuple[object, ...]]) -> None:
    """Store the same mentions without their entities."""
    with desk_file.writing() as connection:
        places = ",".join("?" * 11)
        connection.execute("pragma defer_foreign_keys = on")
        without_entities = [(*row[:4], None, *row[5:]) for row in rows]
        connection.executemany(f"insert into mention values ({places})", without_entities)


def milliseconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call in milliseconds."""
    started = time.process_time()
    call()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
