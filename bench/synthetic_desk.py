"""Desks of any size with invented articles, names and links, the same in every run."""

import random
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.feeds import subscriptions
from storage.database.names import entities, mentions
from storage.database.stories import links, stories
from storage.model import (
    Draft,
    Enclosure,
    Evidence,
    Extent,
    Field,
    Kind,
    Mention,
    Route,
    Subscription,
)

START = datetime(2020, 1, 1, tzinfo=UTC)
SYLLABLES = ["ka", "lo", "mi", "ren", "tu", "vas", "el", "dor", "pin", "sha", "ber", "gu", "han", "ost", "yl"]
ARTICLES_PER_WRITE = 5_000
PEOPLE = 2_000


def invented_word(rng: random.Random) -> str:
    """Return an invented word of two to four syllables, in lower case."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))


FREQUENT = {"government": 0.3, "minister": 0.1, "election": 0.03}
"""Words of a desk `with_fields`, and the share of its articles that have each."""


def write_desk(path: Path, size: int, *, with_fields: bool = False) -> None:
    """Write a desk of `size` articles to `path`; does nothing if the file exists.

    Without `with_fields`, its articles have no feeds, labels, bylines, languages, marks and copies, and no
    `FREQUENT` words.
    """
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
                draft = _draft(rng, words, number)
                articles.store(connection, _with_fields(rng, draft, number) if with_fields else draft)
                _store_analysis(connection, rng, people, number + 1)
    if with_fields:
        with desk_file.writing() as connection:
            _add_fields(connection)
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


def _with_fields(rng: random.Random, draft: Draft, number: int) -> Draft:
    """Return a draft with a byline, a language, enclosures, and some of the frequent words."""
    frequent = " ".join(word for word, share in FREQUENT.items() if rng.random() < share)
    return replace(
        draft,
        title=f"{draft.title} {frequent}",
        text=f"{draft.text}\n\nThe {frequent}.",
        byline=f"{SYLLABLES[number % 15].title()} {SYLLABLES[number // 15 % 15].title()}",
        language=("en", "en", "en", "de", "fr-CA")[number % 5],
        extent=Extent.TRUNCATED if number % 6 == 0 else Extent.WHOLE,
        enclosures=(Enclosure("https://example.org/a.mp3", "audio/mpeg"),) if number % 50 == 0 else (),
    )


def _add_fields(connection: sqlite3.Connection) -> None:
    """Give the articles 400 feeds in 20 folders, three labels, marks, copies, and pages."""
    for number in range(400):
        folder = f"Folder {number % 20}"
        subscription = Subscription(f"https://example.org/{number}", f"Feed {number}", folder=folder)
        feed = subscriptions.subscribe(connection, subscription, 0.0).id
        connection.execute(
            "insert into entry (feed, key, article, url, digest, first_seen, last_seen) "
            "select ?, id, id, '', '', 0, 0 from article where id % 400 = ?",
            (feed, number),
        )
    for name, every in (("important", 100), ("later", 7), ("most", 2)):
        connection.execute("insert into label (name, key) values (?, ?)", (name, name))
        connection.execute(
            "insert into article_label select id, (select id from label where key = ?) from article "
            "where id % ? = 0",
            (name, every),
        )
    connection.execute("update article set read_at = 1.0 where id % 3 > 0")
    connection.execute("update article set starred = 1 where id % 90 = 0")
    connection.execute("update article set hidden_until = 1e15 where id % 200 = 0")
    connection.execute("update article set copy_of = id - 1 where id % 30 = 0")
    connection.execute(
        "insert into alternative (article, provenance, title, byline, text, spans, extent, language, stored) "
        "select id, 'page', title, byline, title, '[]', 'whole', language, 0 "
        "from article where id % 8 = 0"
    )
