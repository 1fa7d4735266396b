"""Floors for the accuracy of merging names that `make quality` prints."""

import pytest
from labelled_entities import b_cubed, run, well_shown
from paths import DATA
from quality_data import Options
from quality_merging import labelled_rows

pytestmark = pytest.mark.skipif(
    not (DATA / "names").is_dir(), reason="no labelled data: NEWSDESK_DATA names no folder with it"
)


# Percent B-cubed F across articles, in the order of the files and in reverse, and percent of good display
# names. Each floor is half a point below the measured value.
@pytest.mark.parametrize(
    ("name", "merged", "shown"),
    [("ecbplus-1-35", 93.6, 96.7), ("aida-dev", 98.2, 98.8), ("news-fair-40", 97.8, 98.0)],
)
def test_labelled_mentions_are_merged(name: str, merged: float, shown: float) -> None:
    rows = labelled_rows(Options(DATA), name)
    store, answers, truth = run(rows)
    assert 100 * b_cubed(answers, truth).f1 > merged
    assert 100 * well_shown(store, rows, answers, truth) > shown
    _, turned, truth = run(rows[::-1])
    assert 100 * b_cubed(turned, truth).f1 > merged
