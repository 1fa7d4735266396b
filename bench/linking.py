"""What it costs to link an article on a desk of 100,000, and how much room links take.

    python bench/linking.py [--articles N] [--measured M]

The articles are made up: four reports of each event, of 300 words that are as frequent as in English, with
names and words of the event's own. All but the last are stored with their profiles and postings, but not
compared, which would take a quarter of an hour; the last are linked as the program does it. Beside it, in
the same run, the bare storing of the same articles. See docs/speed.md.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import mean, quantiles

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
from storage.stories.linking import Linker, Vocabulary

START = datetime(2024, 1, 1, tzinfo=UTC)
WORDS, OWN, REPORTS = 300, 40, 4
STEP = 500
TABLES = "'posting', 'profile', 'link', 'link_b', 'story', 'story_order', 'article_story', 'article_copies'"
SYLLABLES = "ka lo mi ren tu vas el dor pin sha ber gu han ost yl zam".split()  # noqa: SIM905


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the linking of articles.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--measured", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk_file = DeskFile(Path(folder) / "linked.db")
        drafts = reports()
        shelve(desk_file, drafts, options.articles - options.measured)
        bare = [store(desk_file, next(drafts)) for _ in range(options.measured)]
        spent = linked(desk_file, [article for article, _ in bare])
        report("bare storing", [seconds for _, seconds in bare])
        report("linking", spent)
        with desk_file.reading() as connection:
            room = {
                name: connection.execute(f"select sum(pgsize) from dbstat where name {which}").fetchone()[0]
                for name, which in (("links", f"in ({TABLES})"), ("terms", "like '%term%'"))
            }
            pairs = connection.execute("select count(*) from link").fetchone()[0]
        print(f"on disk {room['links'] / options.articles:,.0f} bytes an article")
        print(f"and {room['terms'] / options.articles:,.0f} of the vocabulary")
        print(f"{pairs / options.measured:.1f} pairs an article that was linked")
        print(f"memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        desk_file.close()


def reports() -> Iterator[Draft]:
    """Yield reports of events, for ever; those of an event within two days."""
    chance = random.Random(1)
    known = background().frequency
    words, weights = [*known], [*known.values()]
    waiting: list[Draft] = []
    number = 0
    while True:
        names = [word(chance).capitalize() for _ in range(6)]
        own = [*names, *chance.choices(words, k=12)]
        for _ in range(REPORTS):
            number += 1
            text = chance.choices(words, weights, k=WORDS - OWN) + chance.choices(own, k=OWN)
            chance.shuffle(text)
            waiting.append(
                Draft(
                    key=str(number),
                    title=" ".join([names[0], *chance.choices(own, k=6)]),
                    text=sentences(text),
                    origin="made up",
                    source=f"Source {number % 50}",
                    published=START + timedelta(minutes=5 * number + chance.randrange(2_000)),
                )
            )
        if len(waiting) > STEP:
            chance.shuffle(waiting)
            yield from waiting[: STEP // 2]
            waiting = waiting[STEP // 2 :]


def word(chance: random.Random) -> str:
    """Return a made-up word."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def sentences(words: Sequence[str]) -> str:
    """Return words as sentences of fifteen."""
    return " ".join(" ".join(("So", *words[at : at + 15])) + "." for at in range(0, len(words), 15))


def shelve(desk_file: DeskFile, drafts: Iterator[Draft], size: int) -> None:
    """Store so many articles that can be found by later ones."""
    with desk_file.writing() as connection:
        vocabulary = Vocabulary(connection)
    for first in range(0, size, STEP):
        with desk_file.writing() as connection:
            for draft in islice(drafts, min(STEP, size - first)):
                articles.store(connection, draft)
                (number,) = connection.execute("select max(id) from article").fetchone()
                read = terms(draft.title, draft.text)
                packed = pack_profile(read, vocabulary.numbers(connection, read.words))
                day, seconds = day_and_seconds(draft.published)
                own = StoredProfile(number, day, seconds, packed, read.minhash.pack())
                new = article_vectors([number], [packed], vocabulary.idf, [(day, seconds)], [own.minhash])
                retrieval_index.add(connection, own, postings_of(new.vectors, number))
                vocabulary.count(connection, new.vectors.term.tolist())


def store(desk_file: DeskFile, draft: Draft) -> tuple[Article, float]:
    """Store an article; return it with the seconds that it took."""
    started = time.perf_counter()
    with desk_file.writing() as connection:
        articles.store(connection, draft)
    seconds = time.perf_counter() - started
    with desk_file.reading() as connection:
        (number,) = connection.execute("select max(id) from article").fetchone()
        return articles.fetch(connection, number), seconds


def linked(desk_file: DeskFile, waiting: Sequence[Article]) -> list[float]:
    """Link articles one by one; return the seconds of each."""
    linker = Linker()
    spent = []
    for article in waiting:
        started = time.perf_counter()
        with desk_file.writing() as connection:
            linker.link(connection, article)
        spent.append(time.perf_counter() - started)
    print(f"the first, with the counts of all terms read: {1000 * spent[0]:.0f} ms")
    return spent[1:]


def report(label: str, seconds: Sequence[float]) -> None:
    """Print mean and quantiles in milliseconds."""
    cuts = quantiles([1000 * one for one in seconds], n=100)
    shown = "  ".join(f"p{n} {cuts[n - 1]:6.1f}" for n in (50, 95, 99))
    print(f"{label:14} mean {1000 * mean(seconds):6.1f}  {shown} ms")


if __name__ == "__main__":
    main()
