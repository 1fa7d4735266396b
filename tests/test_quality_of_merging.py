"""Floors for the accuracy of merging names that `make quality` prints."""

import pytest
from labelled_entities import resolve_all, well_displayed
from paths import DATA
from quality_data import Options, b_cubed
from quality_merging import labelled_rows

pytestmark = pytest.mark.skipif(
    not (DATA / "names").is_dir(), reason="no labelled data: NEWSDESK_DATA is not set to its folder"
)


# Percent B-cubed F across articles, in the order of the files and in reverse, and percent of good display
# names. Each floor is half a point below the measured value.
@pytest.mark.parametrize(
    ("name", "merged", "displayed"),
    [("ecbplus-1-35", 93.6, 96.8), ("aida-dev", 98.2, 98.8), ("news-fair-40", 98.3, 98.6)],
)
def test_labelled_mentions_are_merged(name: str, merged: float, displayed: float) -> None:
    rows = labelled_rows(Options(DATA), name)
    store, answers, truth = resolve_all(rows)
    assert 100 * b_cubed(answers, truth).f1 > merged
    assert 100 * well_displayed(store, rows, answers, truth) > displayed
    _, reversed_answers, truth = resolve_all(rows[::-1])
    assert 100 * b_cubed(reversed_answers, truth).f1 > merged
