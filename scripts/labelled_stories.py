"""Articles with known stories, and a desk that links them one after another."""

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
from storage.stories.boilerplate import BoilerplateFinder
from storage.stories.linking import Linker

SUMMARY_WORDS = (25, 40, 60)
START = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Report:
    """An article and the event that it reports; `topic` groups similar events."""

    story: str
    topic: str
    title: str
    text: str
    published: datetime | None


def load_reports(options: Options, name: str, *, dated: bool) -> list[Report]:
    """Return the articles of `stories/NAME.jsonl`."""
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
    """Return the articles in lower case."""
    return [replace(report, title=report.title.lower(), text=report.text.lower()) for report in reports]


def shortened(reports: Sequence[Report], share: float) -> list[Report]:
    """Return the articles, a random share of them cut to a few dozen words, as feeds give them."""
    rng = random.Random(len(reports))
    return [
        replace(report, text=" ".join(report.text.split()[: rng.choice(SUMMARY_WORDS)]))
        if rng.random() < share
        else report
        for report in reports
    ]


def undated(reports: Sequence[Report]) -> list[Report]:
    """Return the articles without their dates."""
    return [replace(report, published=None) for report in reports]


def moved_within(reports: Sequence[Report], days: int) -> list[Report]:
    """Return the articles with each story moved to a random day of a period of so many days."""
    rng = random.Random(days)
    first: dict[str, datetime] = {}
    for report in reports:
        if report.published:
            first[report.story] = min(report.published, first.get(report.story, report.published))
    moved = {story: START + timedelta(days=rng.randrange(days)) for story in first}
    return [
        replace(report, published=moved[report.story] + (report.published - first[report.story]))
        if report.published
        else report
        for report in reports
    ]


def orders(reports: Sequence[Report], shuffles: int) -> list[list[int]]:
    """Return the order of the file and some random orders, the same in every run."""
    found = [list(range(len(reports)))]
    for seed in range(1, shuffles + 1):
        found.append(random.Random(seed).sample(found[0], len(reports)))
    return found


def same_story_pairs(reports: Sequence[Report]) -> int:
    """Return the number of pairs of articles that report the same event."""
    return sum(n * (n - 1) // 2 for n in Counter(report.story for report in reports).values())


@contextmanager
def unlinked_desk(reports: Sequence[Report], order: Sequence[int]) -> Iterator[DeskFile]:
    """Yield a temporary desk with the articles in this order, not linked; their numbers start with 1."""
    with TemporaryDirectory() as folder:
        desk_file = DeskFile(Path(folder) / "labelled.db")
        drafts = [draft(reports[index], str(index)) for index in order]
        with desk_file.writing() as connection:
            for one in drafts:
                articles.store(connection, one)
        try:
            yield desk_file
        finally:
            desk_file.close()


def draft(report: Report, key: str) -> Draft:
    """Return an article as a source of its own gives it."""
    return Draft(
        key=key,
        title=report.title,
        text=report.text,
        origin="labelled",
        source=f"source {key}",
        published=report.published,
    )


def link_all(desk_file: DeskFile, linker: Linker) -> None:
    """Link the articles of a desk one after another, in the order of their numbers."""
    finder = BoilerplateFinder()
    for article in stored_articles(desk_file):
        with desk_file.writing() as connection:
            finder.find(connection, article)
            linker.link(connection, article)
            articles.set_analysed(connection, article.id)


def stored_articles(desk_file: DeskFile) -> Iterator[Article]:
    """Yield the articles of a desk in the order of their numbers."""
    with desk_file.reading() as connection:
        numbers = articles.ids(connection)
    for number in numbers:
        with desk_file.reading() as connection:
            article = articles.fetch(connection, number)
        yield article


def _date(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
