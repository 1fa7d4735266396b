"""Floors for the accuracy of name recognition that `make quality` prints."""

import json

import pytest
import quality_names
from labelled_names import SCORED
from paths import DATA
from quality_data import Options

from storage.analysis.recognition.recogniser import NetworkRecogniser, load

pytestmark = pytest.mark.skipif(
    not (DATA / "names").is_dir(), reason="no labelled data: NEWSDESK_DATA names no folder with it"
)
ARTICLES = 60  # of the newswire


@pytest.fixture(scope="module")
def engine() -> NetworkRecogniser:
    return load()


# Percent F1, with rules, on texts that the network was not trained on: persons, places, organisations, all
# three. Each floor is half a point below the measured value.
FLOORS = {
    "worldwide": (90.9, 86.2, 79.3, 85.9),
    "ewt": (83.9, 78.5, 58.1, 75.0),
    "wikigold": (89.6, 70.1, 66.2, 75.8),
}


@pytest.mark.parametrize("source", FLOORS)
def test_names_in_unseen_texts(source: str) -> None:
    rows, raw = quality_names.left_out(Options(DATA), source)
    assert len(rows) == {"worldwide": 544, "ewt": 4078, "wikigold": 145}[source]
    tally = quality_names.scores(rows, quality_names.ruled(rows, raw))
    reached = [100 * tally.score(*kinds).f1 for kinds in (*((kind,) for kind in SCORED), SCORED)]
    assert all(f1 >= floor for f1, floor in zip(reached, FLOORS[source], strict=True)), reached


def test_no_rule_does_harm() -> None:
    rows, raw = quality_names.left_out(Options(DATA), "worldwide")
    full = quality_names.scores(rows, quality_names.ruled(rows, raw)).score(*SCORED).f1
    for rule in quality_names.recognition_rules.RULES:
        rest = [other for other in quality_names.recognition_rules.RULES if other is not rule]
        less = quality_names.scores(rows, quality_names.ruled(rows, raw, rest)).score(*SCORED).f1
        assert full - less > -0.001, rule.__name__


def test_confidences_are_calibrated() -> None:
    assert quality_names.calibration(Options(DATA)) < 0.03


def test_the_shipped_network_on_unseen_newswire(engine: NetworkRecogniser) -> None:
    with (DATA / "names/merge/aida-dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(ARTICLES), strict=False)]
    found = quality_names.ruled(rows, engine.recognise([row["text"] for row in rows]))
    assert quality_names.newswire(rows, found).f1 > 0.88
