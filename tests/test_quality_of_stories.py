"""Lower bounds for the stories and copies that `make quality` prints.

The weights measured here are trained on ECB+, but not on BASIL.
"""

import pytest
from paths import DATA
from quality_copies import copy_score
from quality_data import Options
from quality_stories import labelled_sets, link_and_score

pytestmark = pytest.mark.skipif(
    not (DATA / "stories").is_dir(), reason="no labelled data: NEWSDESK_DATA is not set to its folder"
)


# B-cubed F1 in the order of the file, in percent, about a point below the measured values.
@pytest.mark.parametrize(
    ("label", "floor"),
    [
        ("ECB+", 90.7),
        ("BASIL", 98.5),
        ("BASIL in 30 days", 96.5),
        ("BASIL undated", 95.0),
        ("BASIL summaries", 94.5),
    ],
)
def test_reports_of_one_event_are_one_story(label: str, floor: float) -> None:
    reports = labelled_sets(Options(DATA))[label]
    run = link_and_score(reports, range(len(reports)))
    assert 100 * run.score.f1 > floor
    assert run.bytes_on_disk < 2_500


def test_edited_copies_are_found_and_nothing_else() -> None:
    score = copy_score(Options(DATA), dropped=0.2, replaced=0.0)
    assert score.recall >= 0.99
    assert score.same_story >= 0.99
    assert score.wrong == 0
