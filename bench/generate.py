"""Make desks of any size: plausible articles with names and links, the same at every run."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.database.stories import links, stories
from storage.model import Draft, Evidence, Field, Kind, Mention, Route

START = datetime(2020, 1, 1, tzinfo=UTC)
SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "lu",
    "ma",
    "ne",
    "pi",
    "ro",
    "su",
    "ta",
    "ve",
    "wi",
    "zo",
    "ka",
    "le",
    "mi",
    "no",
    "pa",
    "ri",
    "sa",
    "to",
    "un",
    "el",
    "ar",
]
STEP = 5_000
PEOPLE = 2_000


def generate(path: Path, size: int) -> None:
    """Write a desk of `size` articles to `path`, unless one is there already."""
    if path.exists():
        return
    chance = random.Random(size)
    words = sorted({_word(chance) for _ in range(20_000)})
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    desk_file = DeskFile(unfinished)
    with desk_file.writing() as connection:
        people = [
            entities.create(connection, f"{_word(chance).title()} {_word(chance).title()}", Kind.PERSON)
            for _ in range(PEOPLE)
        ]
    for first in range(0, size, STEP):
        with desk_file.writing() as connection:
            for number in range(first, min(size, first + STEP)):
                articles.store(connection, _draft(chance, words, number))
                _analyse(connection, chance, people, number + 1)
    desk_file.close()
    unfinished.rename(path)


def _analyse(connection, chance: random.Random, people: list[int], article: int) -> None:  # type: ignore[no-untyped-def]
    found = [
        mentions.Appearance(
            person, [mentions.ResolvedMention(_mention(place), "abcdef", "abcdef", Route.NAME)], 1.0
        )
        for place, person in zip((0, 10, 20), chance.sample(people, 3), strict=True)
    ]
    mentions.record(connection, article, found)
    articles.set_analysed(connection, article)
    if article > 10:
        tie = links.LinkRecord(0.9, 0.9, 0.0, Evidence(names=("somebody",), days=0.0))
        links.record(connection, article, {article - chance.randint(1, 9): tie})
    if article % 9 == 0:
        story = stories.create(connection)
        stories.assign(connection, range(article - 2, article + 1), story)
        stories.update_summary(connection, story, article)


def _mention(place: int) -> Mention:
    return Mention(Field.TEXT, place, place + 6, Kind.PERSON)


def _draft(chance: random.Random, words: list[str], number: int) -> Draft:
    text = "\n\n".join(" ".join(chance.choices(words, k=30)).capitalize() + "." for _ in range(3))
    return Draft(
        key=str(number),
        title=f"Headline {number} " + " ".join(chance.choices(words, k=7)),
        text=text,
        origin="generated",
        source=f"Source {number % 40}",
        published=START + timedelta(minutes=10 * number),
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))
