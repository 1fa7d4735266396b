"""Stories and copies stay as good as they were: floors under what `make quality` prints.

ECB+ has trained the weights that are measured here; BASIL has not.
"""

import pytest
from paths import DATA
from quality_data import Options
from quality_stories import copy_recall, run, sets

pytestmark = pytest.mark.skipif(
    not (DATA / "stories").is_dir(), reason="no labelled data: NEWSDESK_DATA names no folder with it"
)


# B-cubed F in the order of the file, in hundredths, about a point under what was reached.
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
    reports = sets(Options(DATA))[label]
    scores, _, size = run(reports, range(len(reports)), None)
    assert 100 * scores.f > floor
    assert size < 2_500


def test_edited_copies_are_found_and_nothing_else() -> None:
    recall, placed, wrong = copy_recall(Options(DATA), dropped=0.2, changed=0.0)
    assert recall >= 0.99
    assert placed >= 0.99
    assert wrong == 0
