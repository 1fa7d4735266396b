from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from growing_vocabulary import GrowingVocabulary
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.features import (
    PublicationTimes,
    closeness,
    day_and_seconds,
    days_apart,
    features,
    likelihood,
    other_year,
    prominent_name,
    shipped_weights,
)
from storage.analysis.similarity.profiles import Profiles

ONE = np.array(1.0)
NOON = datetime(2021, 12, 9, 12, tzinfo=UTC)
SIGNS = {"names_missing": -1, "other_year": -1, "far": -1, "numbers_differ": -1, "shortest": -1}

A = ("Zagorin wins in Tbilisi", "Vera Zagorin won the final on 9 December. 4,120 people saw it.")
B = ("Zagorin takes final", "In Tbilisi Vera Zagorin took it on December 9 before 4,120 people.")


def of(first: tuple[str, str], *others: tuple[str, str]) -> dict[str, list[float]]:
    vocabulary = GrowingVocabulary()
    old = vocabulary.vectors(*others)
    return {name: values.tolist() for name, values in features(vocabulary.vectors(first), old).items()}


def of_front(first: tuple[str, str], *others: tuple[str, str]) -> list[float]:
    vocabulary = GrowingVocabulary()
    old = vocabulary.vectors(*others)
    found: list[float] = prominent_name(vocabulary.vectors(first), old).tolist()
    return found


def times(*published: datetime | None) -> PublicationTimes:
    found = [day_and_seconds(one) for one in published]
    return PublicationTimes(*(np.array([one[place] for one in found], dtype=float) for place in (0, 1)))


@pytest.mark.parametrize(
    ("other", "days"),
    [
        (NOON, 0),
        (NOON + timedelta(hours=6), 0.25),
        (NOON - timedelta(days=3), 3),
        (NOON.replace(hour=0), 0),
        (datetime(2021, 12, 10, tzinfo=timezone(timedelta(hours=3))), 1),
        (NOON.replace(tzinfo=None), 0),
        (datetime(9999, 12, 9, 12, tzinfo=UTC), 2913904),
    ],
)
def test_days_between_two_dates(other: datetime, days: float) -> None:
    assert days_apart(times(NOON), times(other)).tolist() == [days]
    assert days_apart(times(other), times(NOON)).tolist() == [days]


def test_an_unknown_date_is_no_distance() -> None:
    assert np.isnan(days_apart(times(None), times(NOON, None))).all()
    near = closeness(np.array([0.0, np.nan, 30.0]), ONE, ONE)["near"]
    assert near[0] > near[1] > near[2]


def test_a_wildly_wrong_date_counts_as_a_year() -> None:
    far = closeness(np.array([2_913_770.0, 365.0]), ONE, ONE)
    assert far["far"][0] == far["far"][1]


def test_the_day_says_little_of_articles_that_fit_badly_or_share_no_rare_name() -> None:
    days, fit, named = np.array([0.0, 0.0, 0.0]), np.array([0.5, 0.1, 0.5]), np.array([0.9, 0.9, 0.5])
    found = closeness(days, fit, named)
    assert found["near"][0] > found["near"][1]
    assert found["named_near"][0] > found["named_near"][2] == 0


def test_the_rarest_name_in_front_of_both() -> None:
    passing = ("Rain in Quito", f"{'It rained all day. ' * 30}Zagorin stayed at home.")
    named = of_front(A, B, passing)
    assert named[0] > 0.5 > named[1] == 0


def test_what_two_reports_share() -> None:
    pair = of(A, B)
    assert pair["same_day_named"] == [1]
    assert pair["numbers"] == [0.5]
    assert pair["names"][0] > 0.5
    assert pair["names_missing"] == [0]
    assert 0 < pair["least_contained"][0] <= pair["most_contained"][0] <= 1


def test_several_articles_at_once_give_the_same_as_one_by_one() -> None:
    others = [B, A, ("", ""), ("Ash over Lombok", "Flights to Lombok were cancelled.")]
    at_once = of(A, *others)
    for place, other in enumerate(others):
        for name, values in of(A, other).items():
            assert at_once[name][place] == pytest.approx(values[0]), name


def test_names_that_the_other_never_says_count_against_it() -> None:
    other = ("Marlow loses in Quito", "In Quito John Marlow lost.")
    assert of(("Zagorin wins in Tbilisi", "In Tbilisi Vera Zagorin won."), other)["names_missing"] == [1]


def test_other_numbers_count_against_it() -> None:
    one, other = ("Votes", "It was 11, 12 and 13."), ("Votes", "It was 21, 22 and 23.")
    assert of(one, other, one)["numbers_differ"] == [1, 0]


def test_the_years_of_undated_texts_are_compared() -> None:
    vocabulary = GrowingVocabulary()
    new = Profiles([vocabulary.packed("", "It was in 2014.")])
    old = Profiles(
        [vocabulary.packed("", text) for text in ("In 2014 and 2021.", "In 2014.", "Once.", "In 2021.")]
    )
    days = np.array([np.nan, np.nan, np.nan, 3.0])
    assert other_year(new, old, days).tolist() == [1, 0, 0, 0]


def test_nothing_is_shared_by_empty_articles() -> None:
    pair = of(("", ""), ("", ""))
    for name in ("whole", "names", "phrases", "most_contained", "rarest_name"):
        assert pair[name] == [0], name


@given(st.text(), st.text(), st.text(), st.text())
def test_the_order_does_not_matter(title: str, text: str, other_title: str, other_text: str) -> None:
    vocabulary = GrowingVocabulary()
    a, b = vocabulary.vectors((title, text)), vocabulary.vectors((other_title, other_text))
    a, b = vocabulary.vectors((title, text)), vocabulary.vectors((other_title, other_text))
    forth, back = features(a, b), features(b, a)
    for name, values in forth.items():
        assert values.tolist() == pytest.approx(back[name].tolist()), name


@pytest.mark.parametrize("column", [0, 1])
def test_every_weight_has_the_sign_that_a_reader_expects(column: int) -> None:
    weights = shipped_weights()[column]
    names = [name for name in weights if name != "bias"]
    pair = {name: np.zeros(1) for name in names}
    before = likelihood(pair, weights)[0]
    for name in names:
        after = likelihood(pair | {name: np.ones(1)}, weights)[0]
        assert (after - before) * SIGNS.get(name, 1) >= 0, name
