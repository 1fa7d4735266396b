"""Articles with known stories, linked one after another on a desk: to learn from and to measure by."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from quality_data import Options

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.model import Article, Draft
from storage.stories.linking import Linker

SUMMARY_WORDS = (25, 40, 60)
START = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Report:
    """An article with the event that it reports; `topic` groups events that look alike."""

    story: str
    topic: str
    title: str
    text: str
    published: datetime | None


def load(options: Options, name: str, *, dated: bool) -> list[Report]:
    """Read the articles of `stories/NAME.jsonl`."""
    rows = options.rows(f"stories/{name}.jsonl")
    return [
        Report(
            story=row["story"],
            topic=row["topic"] or row["story"],
            title=row["title"] or "",
            text=row["text"],
            published=_date(row["published"]) if dated else None,
        )
        for row in rows
    ]


def lower_case(reports: Sequence[Report]) -> list[Report]:
    """Return the articles as a script without capitals would have them."""
    return [replace(report, title=report.title.lower(), text=report.text.lower()) for report in reports]


def cut_short(reports: Sequence[Report], share: float) -> list[Report]:
    """Return the articles with some, at random, as a feed gives them: title and a few dozen words."""
    chance = random.Random(len(reports))
    return [
        replace(report, text=" ".join(report.text.split()[: chance.choice(SUMMARY_WORDS)]))
        if chance.random() < share
        else report
        for report in reports
    ]


def undated(reports: Sequence[Report]) -> list[Report]:
    """Return the articles without their dates."""
    return [replace(report, published=None) for report in reports]


def squeezed(reports: Sequence[Report], days: int) -> list[Report]:
    """Return the articles with their stories moved to random days of a short stretch of time."""
    chance = random.Random(days)
    first: dict[str, datetime] = {}
    moved: dict[str, datetime] = {}
    for report in reports:
        if report.published:
            first[report.story] = min(report.published, first.get(report.story, report.published))
    for story in first:
        moved[story] = START + timedelta(days=chance.randrange(days))
    return [
        replace(report, published=moved[report.story] + (report.published - first[report.story]))
        if report.published
        else report
        for report in reports
    ]


def orders(reports: Sequence[Report], shuffles: int) -> list[list[int]]:
    """Return the order of the file and some random ones, always the same."""
    found = [list(range(len(reports)))]
    for seed in range(1, shuffles + 1):
        found.append(random.Random(seed).sample(found[0], len(reports)))
    return found


def together(reports: Sequence[Report]) -> int:
    """Return the number of pairs that report the same event."""
    return sum(n * (n - 1) // 2 for n in Counter(report.story for report in reports).values())


@contextmanager
def desk(reports: Sequence[Report], order: Sequence[int]) -> Iterator[DeskFile]:
    """Give a new desk that holds the articles in this order, none of them linked; numbers begin with 1."""
    with TemporaryDirectory() as folder:
        desk_file = DeskFile(Path(folder) / "measured.db")
        drafts = [
            Draft(
                key=str(index),
                title=reports[index].title,
                text=reports[index].text,
                origin="measured",
                source=f"source {index}",
                published=reports[index].published,
            )
            for index in order
        ]
        with desk_file.writing() as connection:
            for draft in drafts:
                articles.store(connection, draft)
        try:
            yield desk_file
        finally:
            desk_file.close()


def link_all(desk_file: DeskFile, linker: Linker) -> None:
    """Link the articles of a desk one after another, in the order of their numbers."""
    for article in every_article(desk_file):
        with desk_file.writing() as connection:
            linker.link(connection, article)


def every_article(desk_file: DeskFile) -> Iterator[Article]:
    """Give the articles of a desk in the order of their numbers."""
    with desk_file.reading() as connection:
        numbers = articles.ids(connection)
    for number in numbers:
        with desk_file.reading() as connection:
            article = articles.fetch(connection, number)
        yield article


def _date(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
