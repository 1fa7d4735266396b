"""Desks of any size with invented articles, names and links, the same in every run."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.database.stories import links, stories
from storage.model import Draft, Evidence, Field, Kind, Mention, Route

START = datetime(2020, 1, 1, tzinfo=UTC)
SYLLABLES = ["ka", "lo", "mi", "ren", "tu", "vas", "el", "dor", "pin", "sha", "ber", "gu", "han", "ost", "yl"]
ARTICLES_PER_WRITE = 5_000
PEOPLE = 2_000


def invented_word(rng: random.Random) -> str:
    """Return an invented word of two to four syllables, in lower case."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))


def write_desk(path: Path, size: int) -> None:
    """Write a desk of `size` articles to `path`; does nothing if the file exists."""
    if path.exists():
        return
    rng = random.Random(size)
    words = sorted({invented_word(rng) for _ in range(20_000)})
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    desk_file = DeskFile(unfinished)
    with desk_file.writing() as connection:
        people = [
            entities.create(
                connection, f"{invented_word(rng).title()} {invented_word(rng).title()}", Kind.PERSON
            )
            for _ in range(PEOPLE)
        ]
    for first in range(0, size, ARTICLES_PER_WRITE):
        with desk_file.writing() as connection:
            for number in range(first, min(size, first + ARTICLES_PER_WRITE)):
                articles.store(connection, _draft(rng, words, number))
                _store_analysis(connection, rng, people, number + 1)
    desk_file.close()
    unfinished.rename(path)


def _store_analysis(
    connection: sqlite3.Connection, rng: random.Random, people: list[int], article: int
) -> None:
    appearances = [
        mentions.Appearance(
            person, [mentions.ResolvedMention(_mention(start), "abcdef", "abcdef", Route.NAME)], 1.0
        )
        for start, person in zip((0, 10, 20), rng.sample(people, 3), strict=True)
    ]
    mentions.record(connection, article, appearances)
    articles.set_analysed(connection, article)
    if article > 10:
        link = links.LinkRecord(0.9, 0.9, 0.0, Evidence(names=("somebody",), days=0.0))
        links.record(connection, article, {article - rng.randint(1, 9): link})
    if article % 9 == 0:
        story = stories.create(connection)
        stories.assign(connection, range(article - 2, article + 1), story)
        stories.update_summary(connection, story, article)


def _mention(start: int) -> Mention:
    return Mention(Field.TEXT, start, start + 6, Kind.PERSON)


def _draft(rng: random.Random, words: list[str], number: int) -> Draft:
    text = "\n\n".join(" ".join(rng.choices(words, k=30)).capitalize() + "." for _ in range(3))
    return Draft(
        key=str(number),
        title=f"Headline {number} " + " ".join(rng.choices(words, k=7)),
        text=text,
        origin="generated",
        source=f"Source {number % 40}",
        published=START + timedelta(minutes=10 * number),
    )
