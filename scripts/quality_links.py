"""The section of quality.py on links between articles, on stories whose answer is known.

ECB+ (33 topics, two look-alike events in each; undated, as its dates give the answer away) has trained
the weights, so its figures flatter. BASIL (50 events in US politics, three outlets each) has not; it is
also measured undated, moved into one week, and there cut to what a feed gives (25 to 60 words).

Articles come one at a time, in the order of the file and in two random ones, and are compared with at
most 40 earlier ones. The figures are of pairs: precision and recall of "same story", copies being the
same story too. The baseline calls a pair the same story when the TF-IDF cosine of the two whole
articles is above the threshold that is best on the *other* set.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mean

from quality_data import Options
from story_pairs import Arrival, Report, arrivals, cut_short, load, orders, squeezed, together

from storage.analysis.features import cosine
from storage.analysis.links import SharedName, ties
from storage.model import LinkKind

SHUFFLES = 2
THRESHOLDS = [step / 50 for step in range(5, 45)]
Pair = tuple[int, int]


@dataclass(slots=True)
class Run:
    """What came out of one order of one set."""

    reports: Sequence[Report]
    kinds: dict[Pair, LinkKind] = field(default_factory=dict)
    cosines: dict[Pair, float] = field(default_factory=dict)
    seconds: float = 0.0

    def same(self, pair: Pair) -> bool:
        """Tell whether a pair reports the same event."""
        return self.reports[pair[0]].story == self.reports[pair[1]].story

    def score(self, linked: Sequence[Pair]) -> tuple[float, float, float]:
        """Return precision, recall and F of the pairs that were called the same story."""
        right = sum(map(self.same, linked))
        precision, recall = right / max(1, len(linked)), right / together(self.reports)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def together(self) -> list[Pair]:
        """Return the pairs that were linked as copies or the same story."""
        return self.of_kind(LinkKind.COPY, LinkKind.SAME_STORY)

    def of_kind(self, *kinds: LinkKind) -> list[Pair]:
        """Return the pairs that were linked so."""
        return [pair for pair, kind in self.kinds.items() if kind in kinds]

    def above(self, threshold: float) -> list[Pair]:
        """Return the pairs whose cosine is above a threshold."""
        return [pair for pair, cosine in self.cosines.items() if cosine >= threshold]


def links(options: Options) -> Iterator[str]:
    """Yield the table of every set; a limit takes the first articles, which makes few pairs."""
    runs = {label: measure(reports) for label, reports in sets(options).items()}
    yield f"{'same story':17}precision  recall      F   copies, right   ms/article"
    for label, found in runs.items():
        yield f"{label:17}{_figures([run.score(run.together()) for run in found])}{_extras(found)}"
        others = [run for other in runs if other[:4] != label[:4] for run in runs[other]]
        threshold = max(THRESHOLDS, key=lambda t: sum(run.score(run.above(t))[2] for run in others))
        baseline = [run.score(run.above(threshold)) for run in found]
        yield f"{f'  TF-IDF > {threshold:.2f}':17}{_figures(baseline)}"
    yield _related(runs["ECB+ undated"])


def sets(options: Options) -> dict[str, list[Report]]:
    """Return the sets to measure on by what they are called in the table."""
    basil = load(options, "basil-2010-14", dated=True)
    return {
        "ECB+ undated": load(options, "ecbplus-1-35", dated=False),
        "BASIL dated": basil,
        "BASIL undated": load(options, "basil-2010-14", dated=False),
        "BASIL in 7 days": squeezed(basil, 7),
        "BASIL summaries": cut_short(squeezed(basil, 7), 1.0),
    }


def measure(reports: Sequence[Report]) -> list[Run]:
    """Link the articles of a set in each of the orders."""
    return [_run(reports, order) for order in orders(reports, SHUFFLES)]


def _run(reports: Sequence[Report], order: Sequence[int]) -> Run:
    run = Run(reports)
    holders: Counter[str] = Counter()
    started = time.perf_counter()
    for arrival in arrivals(reports, order):
        holders.update(arrival.new.terms.names.keys())
        found = ties(arrival.new, arrival.others, arrival.rarity, _shared_names(arrival, holders))
        for old, tie in found.items():
            run.kinds[arrival.index, old] = tie.kind
        for old, other in arrival.others.items():
            run.cosines[arrival.index, old] = cosine(arrival.new.whole, other.whole)
    run.seconds = time.perf_counter() - started
    return run


def _shared_names(arrival: Arrival, holders: Counter[str]) -> dict[int, list[SharedName]]:
    """Take every word written as a name for one: the sets hold no recognised names."""
    names = arrival.new.terms.names.keys()
    return {
        other: [SharedName(name, holders[name]) for name in names & old.terms.names.keys()]
        for other, old in arrival.others.items()
    }


def _figures(scores: Sequence[tuple[float, float, float]]) -> str:
    precision, recall, f = (mean(column) for column in zip(*scores, strict=True))
    return f"{precision:9.3f}{recall:8.3f}{f:7.3f}"


def _extras(runs: Sequence[Run]) -> str:
    copies = [pair for run in runs for pair in run.of_kind(LinkKind.COPY)]
    right = sum(runs[0].same(pair) for pair in copies)
    cost = mean(1000 * run.seconds / len(run.reports) for run in runs)
    return f"{len(copies) / len(runs):9.1f}{right / len(runs):7.1f}{cost:13.1f}"


def _related(runs: Sequence[Run]) -> str:
    """Say how many related articles are on the same topic, as far as the set can tell."""
    reports = runs[0].reports
    pairs = [pair for run in runs for pair in run.of_kind(LinkKind.RELATED)]
    right = sum(reports[a].topic == reports[b].topic for a, b in pairs)
    a_piece = len(pairs) / len(runs) / len(reports)
    return f"related (ECB+): {a_piece:.1f} an article, {right / max(1, len(pairs)):.3f} on the same topic"
