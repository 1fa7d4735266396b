"""Floors for the accuracy of name recognition that `make quality` prints."""

import json
from collections.abc import Sequence

import pytest
import quality_names
from labelled_names import SCORED_KINDS
from paths import DATA
from quality_data import Options

from storage.analysis.recognition.annotated_text import Rule
from storage.analysis.recognition.recogniser import NetworkRecogniser, load
from storage.analysis.recognition.recognition_rules import RULES

pytestmark = pytest.mark.skipif(
    not (DATA / "names").is_dir(), reason="no labelled data: NEWSDESK_DATA is not set to its folder"
)
NEWSWIRE_ARTICLES = 60


@pytest.fixture(scope="module")
def engine() -> NetworkRecogniser:
    return load()


# Percent F1, with rules, on texts that the network was not trained on: persons, places, organisations, all
# three. Each floor is half a point below the measured value.
FLOORS = {
    "worldwide": (91.5, 86.4, 80.0, 86.5),
    "ewt": (84.7, 78.6, 59.3, 75.7),
    "wikigold": (91.2, 80.5, 66.2, 80.1),
}


@pytest.mark.parametrize("source", FLOORS)
def test_names_in_unseen_texts(source: str) -> None:
    rows, found = quality_names.held_out(Options(DATA), source)
    assert len(rows) == {"worldwide": 544, "ewt": 4078, "wikigold": 145}[source]
    counts = quality_names.count_names(rows, quality_names.apply_rules(rows, found))
    scores = [100 * counts.score(*kinds).f1 for kinds in (*((kind,) for kind in SCORED_KINDS), SCORED_KINDS)]
    assert all(f1 >= floor for f1, floor in zip(scores, FLOORS[source], strict=True)), scores


def test_no_rule_does_harm() -> None:
    rows, found = quality_names.held_out(Options(DATA), "worldwide")

    def f1(rules: Sequence[Rule]) -> float:
        corrected = quality_names.apply_rules(rows, found, rules)
        return quality_names.count_names(rows, corrected).score(*SCORED_KINDS).f1

    with_all = f1(RULES)
    for rule in RULES:
        assert with_all - f1([other for other in RULES if other is not rule]) > -0.001, rule.__name__


def test_confidences_are_calibrated() -> None:
    assert quality_names.network_calibration_error(Options(DATA)) < 0.03


def test_the_shipped_network_on_unseen_newswire(engine: NetworkRecogniser) -> None:
    with (DATA / "names/merge/aida-dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(NEWSWIRE_ARTICLES), strict=False)]
    found = quality_names.apply_rules(rows, engine.recognise([row["text"] for row in rows]))
    assert quality_names.newswire(rows, found).f1 > 0.88
