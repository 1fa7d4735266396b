"""Stories, links and copies: articles with known stories are linked and grouped as the program does it.

ECB+ (33 topics with two similar events each) is measured undated, because its dates give the answer away, and
with weights that never saw the article's topic (five folds). BASIL (50 events in US politics, three outlets
each) is not training data. It is measured with its dates, which nearly give the answer away, with its stories
moved into 30 days, and undated. "mixed" is both on one desk.

Articles arrive one at a time, in the order of the file and in two random orders. Stories are scored by
B-cubed precision, recall and F1, and by F1 over the pairs of articles in the same story. The baseline
clusters the complete collection (`story_baseline.py`), with the threshold that is best on the other set.
"""

import time
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

from fit_links import SIGNS, TrainingSet
from labelled_stories import (
    Report,
    link_all,
    load_reports,
    moved_within,
    orders,
    shortened,
    undated,
    unlinked_desk,
)
from link_pairs import FOLDS
from quality_copies import copies, stories_of
from quality_data import Options, b_cubed, pair_f1
from quality_stability import stability
from story_baseline import baseline_stories

from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison
from storage.database.connection import DeskFile
from storage.stories.linking import Compare, Linker

SHUFFLES = 2
TABLES = "'posting', 'profile', 'link', 'link_b', 'story', 'story_order', 'article_story', 'article_copies'"


@dataclass(frozen=True, slots=True)
class StoryScore:
    """B-cubed precision, recall and F1 of a division into stories, and F1 over pairs; from 0 to 1."""

    precision: float
    recall: float
    f1: float
    pair_f1: float

    def __str__(self) -> str:
        percent = [100 * one for one in (self.precision, self.recall, self.f1, self.pair_f1)]
        return "{:7.1f}{:7.1f}{:7.1f}{:9.1f}".format(*percent)


class LinkRun(NamedTuple):
    """The score of one run, and its milliseconds and bytes on disk an article."""

    score: StoryScore
    milliseconds: float
    bytes_on_disk: float


class FoldWeights:
    """The weights of each fold of ECB+, fitted without the topics of the fold."""

    def __init__(self, options: Options) -> None:
        training = TrainingSet(load_reports(options, "ecbplus-1-35", dated=False), list(SIGNS))
        self._weights = [training.fit(fold) for fold in range(FOLDS)]
        self._fold_by_topic = training.fold_by_topic

    def of(self, report: Report) -> Mapping[str, float] | None:
        """Return the weights for an article; `None` if the shipped ones never saw its topic."""
        fold = self._fold_by_topic.get(report.topic)
        return None if fold is None else self._weights[fold]


def links(options: Options) -> Iterator[str]:
    """Yield the tables of stories, stability and copies; `--limit` uses the first articles of each set."""
    fold_weights = FoldWeights(options)
    yield f"{'stories (B-cubed)':22}{'P':>7}{'R':>7}{'F':>7}{'pairs F':>9}{'ms':>7}{'bytes':>7}"
    sets = labelled_sets(options)
    for label, reports in sets.items():
        runs = [link_and_score(reports, order, fold_weights) for order in orders(reports, SHUFFLES)]
        milliseconds = mean(run.milliseconds for run in runs)
        yield f"{label:22}{average(runs)}{milliseconds:7.1f}{runs[0].bytes_on_disk:7.0f}"
        other_set = sets["BASIL" if label == "ECB+" else "ECB+"]
        yield f"{'  TF-IDF':22}{score(reports, baseline_stories(reports, other_set))}"
    yield from stability(options)
    yield from copies(options)


def labelled_sets(options: Options) -> dict[str, list[Report]]:
    """Return the sets by their labels in the table."""
    ecb = load_reports(options, "ecbplus-1-35", dated=False)
    basil = load_reports(options, "basil-2010-14", dated=True)
    return {
        "ECB+": ecb,
        "BASIL": basil,
        "BASIL in 30 days": moved_within(basil, 30),
        "BASIL undated": undated(basil),
        "BASIL summaries": shortened(moved_within(basil, 30), 1.0),
        "mixed": [*ecb, *basil],
        "mixed undated": [*ecb, *undated(basil)],
    }


def link_and_score(
    reports: Sequence[Report], order: Sequence[int], fold_weights: FoldWeights | None = None
) -> LinkRun:
    """Link the articles in this order; without `fold_weights`, all with the shipped weights."""
    weights = (
        {number: fold_weights.of(reports[index]) for number, index in enumerate(order, start=1)}
        if fold_weights
        else {}
    )
    with unlinked_desk(reports, order) as desk_file:
        started = time.perf_counter()
        link_all(desk_file, Linker(compare_by(weights)))
        seconds = time.perf_counter() - started
        answers = {order[number - 1]: story for number, story in stories_of(desk_file).items()}
        size = bytes_on_disk(desk_file)
    return LinkRun(score(reports, answers), 1000 * seconds / len(reports), size / len(reports))


def compare_by(weights: Mapping[int, Mapping[str, float] | None]) -> Compare:
    """Return a comparison with the weights of the new article, or the shipped ones if it has none."""

    def compare(new: ArticleVectors, old: ArticleVectors, scores: Sequence[float]) -> list[Comparison]:
        return comparison.compare(new, old, scores, weights.get(new.articles[0]))

    return compare


def bytes_on_disk(desk_file: DeskFile) -> int:
    """Return the bytes on disk of links and stories, without the vocabulary."""
    with desk_file.reading() as connection:
        row = connection.execute(f"select sum(pgsize) from dbstat where name in ({TABLES})").fetchone()
    return int(row[0])


def score(reports: Sequence[Report], answers: Mapping[int, Hashable]) -> StoryScore:
    """Return the score of a division of the articles, given by their indexes."""
    truth = {index: report.story for index, report in enumerate(reports)}
    found = b_cubed(answers, truth)
    return StoryScore(found.precision, found.recall, found.f1, pair_f1(answers, truth))


def average(runs: Sequence[LinkRun]) -> StoryScore:
    """Return the mean of the scores."""
    scores = [(one.precision, one.recall, one.f1, one.pair_f1) for one, _, _ in runs]
    return StoryScore(*map(mean, zip(*scores, strict=True)))
