"""The section of quality.py on stories, links and copies, on articles whose story is known.

ECB+ (33 topics, two look-alike events in each) is measured undated, as its dates give the answer away,
and by weights that never saw the article's topic (five folds). BASIL (50 events in US politics, three
outlets each) has not trained the weights; it is measured with its dates, which nearly give the answer,
with its stories moved into 30 days, and undated. "mixed" is both on one desk.

Articles come one at a time, in the order of the file and in two random ones, as the program links them;
stories are scored by B-cubed precision, recall and F, and by F over pairs in the same story. The baseline is
TF-IDF with average linkage over the finished collection, looking ahead, its threshold the one that is
best on the other set.
"""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean

import numpy as np
from fit_links import FOLDS, SIGNS, Lesson, Matrix
from quality_data import Options
from story_pairs import Report, cut_short, desk, link_all, load, orders, squeezed, undated

from storage.analysis.similarity import comparison
from storage.analysis.similarity.comparison import ArticleVectors, Comparison
from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.stories.linking import Compare, Linker

SHUFFLES = 2
THRESHOLDS = [step / 50 for step in range(2, 25)]
EDITED, BOILERPLATE = 100, 4
Answer = dict[int, Hashable]


@dataclass(frozen=True, slots=True)
class Scores:
    """B-cubed precision, recall and F of a division into stories, and F over its pairs."""

    precision: float
    recall: float
    f: float
    pairs: float

    def __str__(self) -> str:
        return (
            f"{100 * self.precision:7.1f}{100 * self.recall:7.1f}{100 * self.f:7.1f}{100 * self.pairs:9.1f}"
        )


def judged_by(weights: Mapping[int, Mapping[str, float]]) -> Compare:
    """Return a comparison by the weights that never saw the article's topic, where there are such."""

    def compare(new: ArticleVectors, old: ArticleVectors, scores: Sequence[float]) -> list[Comparison]:
        return comparison.compare(new, old, scores, weights.get(new.articles[0]))

    return compare


def links(options: Options) -> Iterator[str]:
    """Yield the table of every set, then that of copies; a limit takes the first articles."""
    folds = Folds(options)
    yield f"{'stories (B-cubed)':22}{'P':>7}{'R':>7}{'F':>7}{'pairs F':>9}{'ms':>7}{'bytes':>7}"
    measured = sets(options)
    for label, reports in measured.items():
        runs = [run(reports, order, folds) for order in orders(reports, SHUFFLES)]
        scores = average([scored for scored, _, _ in runs])
        yield f"{label:22}{scores}{mean(ms for _, ms, _ in runs):7.1f}{runs[0][2]:7.0f}"
        yield f"{'  TF-IDF':22}{baseline(label, measured)}"
    yield from copies(options)


def sets(options: Options) -> dict[str, list[Report]]:
    """Return the sets to measure on by what they are called in the table."""
    ecb = load(options, "ecbplus-1-35", dated=False)
    basil = load(options, "basil-2010-14", dated=True)
    return {
        "ECB+": ecb,
        "BASIL": basil,
        "BASIL in 30 days": squeezed(basil, 30),
        "BASIL undated": undated(basil),
        "BASIL summaries": cut_short(squeezed(basil, 30), 1.0),
        "mixed": [*ecb, *basil],
        "mixed undated": [*ecb, *undated(basil)],
    }


class Folds:
    """Weights for each fold of the topics of ECB+, which never saw them."""

    def __init__(self, options: Options) -> None:
        reports = load(options, "ecbplus-1-35", dated=False)
        lesson = Lesson(reports, list(SIGNS))
        self._weights = [lesson.weights(fold) for fold in range(FOLDS)]
        self._fold = lesson.sets[0][1].fold

    def weights(self, report: Report) -> Mapping[str, float] | None:
        """Return the weights for an article, None if all may be used."""
        fold = self._fold.get(report.topic)
        return None if fold is None else self._weights[fold]


def run(reports: Sequence[Report], order: Sequence[int], folds: Folds | None) -> tuple[Scores, float, float]:
    """Link the articles in an order; return the scores, milliseconds and bytes an article."""
    chosen = ((number, folds.weights(reports[i])) for number, i in enumerate(order, start=1)) if folds else ()
    weights = {number: found for number, found in chosen if found}
    with desk(reports, order) as desk_file:
        linker = Linker(judged_by(weights))
        started = time.perf_counter()
        link_all(desk_file, linker)
        seconds = time.perf_counter() - started
        answer = {order[number - 1]: story for number, story in stories_of(desk_file).items()}
        size = size_of(desk_file)
    return score(reports, answer), 1000 * seconds / len(reports), size / len(reports)


def stories_of(desk_file: DeskFile) -> Answer:
    """Return the story of each article of a desk; one that stands alone is its own."""
    with desk_file.reading() as connection:
        rows = connection.execute("select id from article").fetchall()
        return {row[0]: stories.shown_story(connection, row[0]) or f"alone {row[0]}" for row in rows}


def size_of(desk_file: DeskFile) -> int:
    """Return the bytes on disk that links and stories take, the shipped background's terms left aside."""
    with desk_file.reading() as connection:
        row = connection.execute(
            "select sum(pgsize) from dbstat where name in ('posting', 'profile', 'link', 'link_b', 'story', "
            "'story_order', 'article_story', 'article_copies')"
        ).fetchone()
    return int(row[0])


def score(reports: Sequence[Report], answer: Answer) -> Scores:
    """Return the B-cubed scores of a division (Bagga, Baldwin 1998), and F over pairs."""
    gold, said = defaultdict(set), defaultdict(set)
    for index, story in answer.items():
        gold[reports[index].story].add(index)
        said[story].add(index)
    hits = [len(gold[reports[i].story] & said[story]) for i, story in answer.items()]
    precision = mean(hit / len(said[story]) for hit, story in zip(hits, answer.values(), strict=True))
    recall = mean(hit / len(gold[reports[i].story]) for hit, i in zip(hits, answer, strict=True))
    together = sum(hit - 1 for hit in hits)
    of_said, of_gold = (sum(len(s) * (len(s) - 1) for s in sets.values()) for sets in (said, gold))
    return Scores(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        2 * together / max(1, of_said + of_gold),
    )


def average(scores: Sequence[Scores]) -> Scores:
    """Return the mean of some scores."""
    return Scores(
        *(mean(getattr(one, name) for one in scores) for name in ("precision", "recall", "f", "pairs"))
    )


def baseline(label: str, measured: Mapping[str, Sequence[Report]]) -> Scores:
    """Return what TF-IDF and average linkage do, the threshold chosen on the other set."""
    other = "BASIL" if label == "ECB+" else "ECB+"
    best = max(THRESHOLDS, key=lambda t: score(measured[other], divided(cosines(measured[other]), t)).f)
    reports = measured[label]
    return score(reports, divided(cosines(reports), best))


def cosines(reports: Sequence[Report]) -> Matrix:
    """Return the cosine of each two articles, over words weighed by their rarity in the collection."""
    bags = [Counter(re.findall(r"\w+", f"{r.title} {r.text}".lower())) for r in reports]
    frequency = Counter(word for bag in bags for word in bag)
    place = {word: index for index, word in enumerate(frequency)}
    vectors = np.zeros((len(bags), len(place)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, n in bag.items():
            vectors[row, place[word]] = np.log1p(n) * np.log(len(bags) / frequency[word])
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return vectors @ vectors.T


def divided(likeness: Matrix, threshold: float) -> Answer:
    """Divide a collection by average linkage, as far as the mean likeness is above a threshold."""
    means = likeness.astype(float)
    np.fill_diagonal(means, -1)
    sizes, parts = np.ones(len(means)), [[index] for index in range(len(means))]
    while len(parts) > 1:
        one, other = divmod(int(means.argmax()), len(means))
        if means[one, other] < threshold:
            break
        row = (means[one] * sizes[one] + means[other] * sizes[other]) / (sizes[one] + sizes[other])
        row[(means[one] < -0.5) | (means[other] < -0.5)] = -1
        means[one], means[:, one] = row, row
        means[other], means[:, other] = -1, -1
        sizes[one] += sizes[other]
        parts[one] += parts[other]
        parts[other] = []
    return {index: place for place, part in enumerate(parts) for index in part}


def copies(options: Options) -> Iterator[str]:
    """Yield how many edited copies are found: sentences dropped at random, words changed, lines added."""
    yield ""
    yield f"{'copies':42}{'recall':>8}{'in story':>10}{'wrong':>7}"
    for label, dropped, changed in (
        ("10 % dropped", 0.1, 0.0),
        ("20 % dropped", 0.2, 0.0),
        ("20 % dropped, 2 % changed", 0.2, 0.02),
    ):
        recall, placed, wrong = copy_recall(options, dropped, changed)
        yield f"{label + ', lines added':42}{recall:8.3f}{placed:10.3f}{wrong:7}"


def copy_recall(options: Options, dropped: float, changed: float) -> tuple[float, float, int]:
    """Return the share of edited copies that are found, the share in their story, and wrong copies."""
    basil = load(options, "basil-2010-14", dated=True)
    chance = random.Random(5)
    long = [report for report in basil if len(report.text.split()) > 100]
    chosen = chance.sample(long, min(EDITED, len(long)))
    edited = [replace(r, text=edit(r.text, dropped, changed, chance)) for r in chosen]
    reports = [*basil, *edited]
    with desk(reports, range(len(reports))) as desk_file:
        link_all(desk_file, Linker())
        with desk_file.reading() as connection:
            rows = connection.execute("select a, b from link where overlap > 0").fetchall()
        answer = stories_of(desk_file)
    found = {(row[0], row[1]) for row in rows}
    wanted = {(basil.index(r) + 1, len(basil) + 1 + n) for n, r in enumerate(chosen)}
    wrong = sum(reports[a - 1].story != reports[b - 1].story for a, b in found)
    return len(wanted & found) / len(wanted), mean(answer[a] == answer[b] for a, b in wanted), wrong


def edit(text: str, dropped: float, changed: float, chance: random.Random) -> str:
    """Return a text as another outlet might run it."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if chance.random() >= dropped]
    words = " ".join(sentences).split()
    words = [chance.choice(words) if chance.random() < changed else one for one in words]
    lines = (
        "Sign up for our newsletter.",
        "Follow us for the latest.",
        "All rights reserved.",
        "Read more here.",
    )
    return "\n\n".join([" ".join(words), *lines[:BOILERPLATE]])
