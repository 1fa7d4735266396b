"""Articles with known stories, met one after another: what links are fitted to and measured by."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from quality_data import Options

from storage.analysis.portrait import Portrait, portrait
from storage.analysis.rarity import Rarity

CANDIDATES = 40
GROWTH = 1.1  # the desk's rarities are counted anew when it has grown by so much
TELLING_WEIGHT = 2.0
BODY_TERMS = 60
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


@dataclass(frozen=True, slots=True)
class Arrival:
    """A newly arrived article and its candidates among the earlier ones, as the desk saw them then."""

    index: int
    new: Portrait
    others: Mapping[int, Portrait]
    rarity: Rarity


def load(options: Options, name: str, *, dated: bool) -> list[Report]:
    """Read the articles of `stories/NAME.jsonl`."""
    rows = options.rows(f"stories/{name}.jsonl")
    return [
        Report(
            story=row["story"],
            topic=row["topic"] or row["story"],
            title=row["title"],
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


def arrivals(reports: Sequence[Report], order: Sequence[int]) -> Iterator[Arrival]:
    """Let the articles arrive one at a time."""
    shelf = _Shelf(reports)
    for index in order:
        new = shelf.portrait(index)
        others = {other: shelf.portrait(other) for other in shelf.candidates(new)}
        yield Arrival(index, new, others, shelf.rarity)
        shelf.add(index)


class _Shelf:
    """The articles so far, found by their rare names and words."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._articles: Counter[str] = Counter()
        self._size = 0
        self._recount()

    def portrait(self, index: int) -> Portrait:
        if index not in self._portraits:
            self._portraits[index] = portrait(self._reports[index], self.rarity)
        return self._portraits[index]

    def candidates(self, new: Portrait) -> list[int]:
        scores: Counter[int] = Counter()
        wanted = {term: w * (3 if term in new.terms.title else 1) for term, w in new.front.items()}
        for term in sorted(wanted, key=lambda term: (-wanted[term], term))[:25]:
            if new.front[term] > TELLING_WEIGHT:
                for index in self._postings[term]:
                    scores[index] += wanted[term]
        return [index for index, _ in scores.most_common(CANDIDATES)]

    def add(self, index: int) -> None:
        new = self.portrait(index)
        terms = {term for term, weight in new.front.items() if weight > TELLING_WEIGHT}
        terms.update(sorted(new.whole, key=lambda term: -new.whole[term])[:BODY_TERMS])
        for term in terms:
            self._postings[term].append(index)
        self._articles.update(new.terms.counts.keys())
        self._size += 1
        if self._size >= GROWTH * self._counted + 1:
            self._recount()

    def _recount(self) -> None:
        self._counted = self._size
        self.rarity = Rarity(self._size, Counter(self._articles).__getitem__)
        self._portraits: dict[int, Portrait] = {}


def _date(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
