"""Pairs of labelled articles with their features: what the weights of links are fitted to."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt
from labelled_stories import Report, stored_articles, unlinked_desk
from quality_data import Options, data_folder

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison, ranks
from storage.analysis.similarity.features import closeness, features, other_year, prominent_name
from storage.stories.linking import Linker, indexed_terms, remove_from_index

PERIODS = (5, 30, 365)  # days
LONGEST_GAP = 30  # days
SMALL_DESKS, MOST_ARTICLES = 200, 9
FIRST_DAYS = 3  # within so many days the topics of a small desk begin
SHARE_OF_EVENTS, SHARE_OF_TOWNS = 0.6, 0.5
TOWN_AT = 8  # words of the text before it
TOWN_ARTICLES = (3, 60)  # of the background, that have the name of a town
FOLDS = 5

Matrix = npt.NDArray[np.float64]


class PairRecorder:
    """Compares articles for a linker and keeps the features of each pair."""

    def __init__(self) -> None:
        self.pairs: list[tuple[int, int]] = []
        """The numbers of the new and the old article of each pair."""
        self.features: list[Mapping[str, Matrix]] = []

    def compare(self, new: ArticleVectors, old: ArticleVectors, scores: Sequence[float]) -> list[Comparison]:
        """Keep the features of each pair, undated, and compare as newsdesk does."""
        undated = np.full(len(scores), np.nan)
        self.features.append(
            features(new.vectors, old.vectors)
            | {
                "rank": ranks(scores),
                "fit": np.array(scores),
                "named": prominent_name(new.vectors, old.vectors),
                "other_year": other_year(new.profiles, old.profiles, undated),
            }
        )
        self.pairs += [(new.articles[0], other) for other in old.articles]
        return comparison.compare(new, old, scores)


class LabelledPairs:
    """The `n` pairs that desks compare as articles arrive in this order, with features and labels."""

    def __init__(self, desks: Sequence[Sequence[Report]], *, topics_at_once: bool = False) -> None:
        """Link the articles of each desk; with `topics_at_once` all topics of a desk are of the same days."""
        self._reports = [report for desk in desks for report in desk]
        self._topics_at_once = topics_at_once
        recorder = _link(self._reports, [len(desk) for desk in desks])
        self._columns = {
            name: np.concatenate([found[name] for found in recorder.features])
            for name in recorder.features[0]
        }
        self._fit, self._named = (self._columns.pop(name) for name in ("fit", "named"))
        self._pairs = [(a - 1, b - 1) for a, b in recorder.pairs]
        self.same = np.array(
            [self._reports[i].story == self._reports[j].story for i, j in self._pairs], dtype=float
        )
        """1 for pairs that report the same event, else 0; shape (n,)."""

    def folds(self, fold_by_topic: Mapping[str, int]) -> npt.NDArray[np.int64]:
        """Return the fold of each pair, shape (n,)."""
        return np.array([fold_by_topic[self._reports[i].topic] for i, _ in self._pairs])

    def dated_versions(self, names: Sequence[str]) -> list[Matrix]:
        """Return the features undated, and with random dates in each of `PERIODS`; shape (n, len(names))."""
        return [self._matrix(names, None), *(self._matrix(names, period) for period in PERIODS)]

    def _matrix(self, names: Sequence[str], period: int | None) -> Matrix:
        days = np.full(len(self._pairs), np.nan)
        columns = dict(self._columns)
        if period is not None:
            published = self._random_days(period)
            days = np.array([abs(published[i] - published[j]) for i, j in self._pairs], dtype=float)
            columns["other_year"] = np.zeros(len(self._pairs))
        columns |= closeness(days, self._fit, self._named)
        return np.column_stack([columns[name] for name in names])

    def _random_days(self, period: int) -> list[int]:
        """Return a day for each article: events at random in the period, their articles around them."""
        rng = random.Random(period)
        first_days: dict[str, float] = {}
        topic_days: dict[str, float] = {}
        gaps = real_gaps()
        days = []
        for report in self._reports:
            start = 0.0
            if self._topics_at_once:
                start = topic_days.setdefault(report.topic, rng.uniform(0, FIRST_DAYS))
            first = first_days.setdefault(report.story, start + rng.uniform(0, period))
            days.append(round(first + rng.choice(gaps)))
        return days


def _link(reports: Sequence[Report], sizes: Sequence[int]) -> PairRecorder:
    """Link the articles of desks of these sizes, each on an empty desk."""
    recorder = PairRecorder()
    with unlinked_desk(reports, range(len(reports))) as desk_file:
        waiting = stored_articles(desk_file)
        for size in sizes:
            linker = Linker(recorder.compare)
            linked = list(islice(waiting, size))
            for article in linked:
                with desk_file.writing() as connection:
                    linker.link(connection, article)
            with desk_file.writing() as connection:
                remove_from_index(connection, indexed_terms(connection, [one.id for one in linked]))
    return recorder


def fold_by_topic(reports: Sequence[Report]) -> dict[str, int]:
    """Return the fold of each topic."""
    topics = sorted({report.topic for report in reports})
    random.Random(3).shuffle(topics)
    return {topic: number % FOLDS for number, topic in enumerate(topics)}


def small_desks(reports: Sequence[Report], seed: int) -> list[list[Report]]:
    """Return desks of a few articles on one to four topics; on half of them all name one town."""
    rng = random.Random(seed)
    known = background()
    least, most = TOWN_ARTICLES
    towns = sorted(
        term for term, n in known.frequency.items() if least <= n <= most and known.lower.get(term, 1) == 0
    )
    events: dict[str, dict[str, list[Report]]] = {}
    for report in reports:
        events.setdefault(report.topic, {}).setdefault(report.story, []).append(report)
    desks: list[list[Report]] = []
    while len(desks) < SMALL_DESKS:
        chosen = [
            report
            for topic in rng.sample(sorted(events), rng.choice((1, 2, 2, 3, 3, 4)))
            for same in events[topic].values()
            if rng.random() < SHARE_OF_EVENTS
            for report in rng.sample(same, min(len(same), rng.choice((1, 1, 2, 3))))
        ]
        rng.shuffle(chosen)
        town = rng.choice(towns).capitalize()
        if rng.random() < SHARE_OF_TOWNS:
            chosen = [_in_town(report, town) for report in chosen]
        if len(chosen) > 1:
            desks.append(chosen[:MOST_ARTICLES])
    return desks


def _in_town(report: Report, town: str) -> Report:
    """Return an article that names a town in its title and its first words."""
    words = report.text.split(" ")
    text = " ".join([*words[:TOWN_AT], f"in {town}", *words[TOWN_AT:]])
    return replace(report, title=f"{report.title} in {town}", text=text)


def real_gaps() -> list[int]:
    """Return the days between each dated article of ECB+ and the median one of its event."""
    days = defaultdict(list)
    for row in Options(data_folder()).rows("stories/ecbplus-1-35.jsonl"):
        if row["published"]:
            days[row["story"]].append(date.fromisoformat(row["published"]))
    gaps = [(day - sorted(dates)[len(dates) // 2]).days for dates in days.values() for day in dates]
    return [gap for gap in gaps if abs(gap) <= LONGEST_GAP]
