"""Measure the time and disk space of linking an article on a desk of 100,000. See docs/speed.md.

    python bench/linking.py [--articles N] [--measured M]

The articles are invented: four reports of each event, 300 words each with the frequencies of English, and
names and words of the event. All but the last M are stored with their profiles and postings but not compared,
which would take half an hour. The last M are linked as the program does it. Storing the same articles without
linking is the baseline.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import mean, quantiles

from synthetic_desk import invented_word

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.comparison import article_vectors
from storage.analysis.similarity.features import day_and_seconds
from storage.analysis.similarity.profiles import pack_profile
from storage.analysis.similarity.retrieval import postings_of
from storage.analysis.similarity.terms import terms
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import retrieval_index
from storage.database.stories.retrieval_index import StoredProfile
from storage.model import Article, Draft
from storage.stories.boilerplate import BoilerplateFinder
from storage.stories.linking import Linker, Vocabulary

START = datetime(2024, 1, 1, tzinfo=UTC)
ARTICLE_WORDS, EVENT_WORDS = 300, 40
REPORTS_PER_EVENT = 4
ARTICLES_PER_WRITE = 500
TABLES = (
    "'posting', 'profile', 'link', 'link_b', 'story', 'story_order', 'article_story', 'article_copies', "
    "'boilerplate', 'boilerplate_source'"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles on the desk (%(default)s)")
    parser.add_argument("--measured", type=int, default=1_000, help="articles to link (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk_file = DeskFile(Path(folder) / "linking.db")
        drafts = reports()
        store_with_profiles(desk_file, drafts, options.articles - options.measured)
        stored = [store(desk_file, next(drafts)) for _ in range(options.measured)]
        first, *rest = link_all(desk_file, [article for article, _ in stored])
        print(f"the first link, which loads the counts of all terms: {1000 * first:.0f} ms")
        print_times("storing alone", [seconds for _, seconds in stored])
        print_times("linking", rest)
        with desk_file.reading() as connection:
            print_space(connection, options.articles, options.measured)
        desk_file.close()


def reports() -> Iterator[Draft]:
    """Yield reports of events without end; the reports of one event are published within two days."""
    rng = random.Random(1)
    frequencies = background().frequency
    words, weights = [*frequencies], [*frequencies.values()]
    waiting: list[Draft] = []
    number = 0
    while True:
        names = [invented_word(rng).capitalize() for _ in range(6)]
        event_words = [*names, *rng.choices(words, k=12)]
        for _ in range(REPORTS_PER_EVENT):
            number += 1
            text = rng.choices(words, weights, k=ARTICLE_WORDS - EVENT_WORDS)
            text += rng.choices(event_words, k=EVENT_WORDS)
            rng.shuffle(text)
            waiting.append(
                Draft(
                    key=str(number),
                    title=" ".join([names[0], *rng.choices(event_words, k=6)]),
                    text=sentences(text),
                    origin="generated",
                    source=f"Source {number % 50}",
                    published=START + timedelta(minutes=5 * number + rng.randrange(2_000)),
                )
            )
        if len(waiting) > ARTICLES_PER_WRITE:
            rng.shuffle(waiting)
            yield from waiting[: ARTICLES_PER_WRITE // 2]
            waiting = waiting[ARTICLES_PER_WRITE // 2 :]


def sentences(words: Sequence[str]) -> str:
    """Return the words as sentences of fifteen."""
    return " ".join(" ".join(("So", *words[at : at + 15])) + "." for at in range(0, len(words), 15))


def store_with_profiles(desk_file: DeskFile, drafts: Iterator[Draft], size: int) -> None:
    """Store `size` articles with the profiles and postings by which later articles find them."""
    with desk_file.writing() as connection:
        vocabulary = Vocabulary(connection)
    for first in range(0, size, ARTICLES_PER_WRITE):
        with desk_file.writing() as connection:
            for draft in islice(drafts, min(ARTICLES_PER_WRITE, size - first)):
                articles.store(connection, draft)
                store_profile(connection, vocabulary, draft)


def store_profile(connection: sqlite3.Connection, vocabulary: Vocabulary, draft: Draft) -> None:
    """Store the profile and postings of the newest article."""
    number = newest_article(connection)
    read = terms(draft.title, draft.text)
    packed = pack_profile(read, vocabulary.numbers(connection, read.words))
    day, seconds = day_and_seconds(draft.published)
    profile = StoredProfile(number, day, seconds, packed, read.minhash.pack())
    new = article_vectors([number], [packed], vocabulary.idf, [(day, seconds)], [profile.minhash])
    retrieval_index.add(connection, profile, postings_of(new.vectors, number))
    vocabulary.count(connection, new.vectors.term.tolist())


def newest_article(connection: sqlite3.Connection) -> int:
    """Return the number of the article stored last."""
    (number,) = connection.execute("select max(id) from article").fetchone()
    return int(number)


def store(desk_file: DeskFile, draft: Draft) -> tuple[Article, float]:
    """Store an article; return it and the seconds it took."""
    started = time.perf_counter()
    with desk_file.writing() as connection:
        articles.store(connection, draft)
    seconds = time.perf_counter() - started
    with desk_file.reading() as connection:
        return articles.fetch(connection, newest_article(connection)), seconds


def link_all(desk_file: DeskFile, waiting: Sequence[Article]) -> Iterator[float]:
    """Find the boilerplate of articles and link them, one by one, and yield the seconds of each."""
    finder, linker = BoilerplateFinder(), Linker()
    for article in waiting:
        started = time.perf_counter()
        with desk_file.writing() as connection:
            finder.find(connection, article)
            linker.link(connection, article)
        yield time.perf_counter() - started


def print_times(label: str, seconds: Sequence[float]) -> None:
    """Print mean and quantiles in milliseconds."""
    cuts = quantiles([1000 * one for one in seconds], n=100)
    shown = "  ".join(f"p{percent} {cuts[percent - 1]:6.1f}" for percent in (50, 95, 99))
    print(f"{label:14} mean {1000 * mean(seconds):6.1f}  {shown} ms")


def print_space(connection: sqlite3.Connection, size: int, linked: int) -> None:
    """Print the bytes on disk an article, the links of each linked article, and the memory."""
    links, vocabulary = (
        connection.execute(f"select sum(pgsize) from dbstat where name {which}").fetchone()[0]
        for which in (f"in ({TABLES})", "like '%term%'")
    )
    pairs = connection.execute("select count(*) from link").fetchone()[0]
    print(f"links on disk: {links / size:,.0f} bytes an article")
    print(f"vocabulary on disk: {vocabulary / size:,.0f} bytes an article")
    print(f"linked pairs: {pairs / linked:.1f} an article linked")
    print(f"memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
