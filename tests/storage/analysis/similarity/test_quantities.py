"""The quantities of sentences, in digits, in words, and in several units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.quantities import quantities
from storage.model.sentence_index import Measure, Quantity

COUNT, MONEY, PERCENT, DAYS, YEAR, SCORE = Measure


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 1,204 people and twenty-two dogs.", [(COUNT, 1204), (COUNT, 22)]),
        ("It cost $3.5m, said two dozen owners.", [(MONEY, 3.5e6), (COUNT, 24)]),
        ("Some 90 million Danish kroner, or £10bn.", [(MONEY, 9e7), (MONEY, 1e10)]),
        ("Half a million people", [(COUNT, 5e5)]),
        ("It fell by half, then by two thirds.", [(PERCENT, 50), (PERCENT, 200 / 3)]),
        ("4.25 percent, six per cent and 7%", [(PERCENT, 4.25), (PERCENT, 6), (PERCENT, 7)]),
        ("an hour", [(DAYS, 1 / 24)]),
        ("sixty minutes", [(DAYS, 60 / 1_440)]),
        ("two decades after three long weeks", [(DAYS, 7_300), (DAYS, 21)]),
        ("a 34-year-old man, his mother of 61, and two boys aged nine", [(COUNT, 61), (COUNT, 2)]),
        ("built in 1974", [(YEAR, 1974)]),
        ("1,974 bridges", [(COUNT, 1974)]),
        ("won 3-0 at home", [(SCORE, 3_000)]),
        ("at 7:30 p.m. on 17 May or June 3rd", []),
        ("Abu Saeed (40) and Ann Lee, 31, came 2nd, as number 4, on 9/11", []),
        ("tens of thousands of eightsome reels", []),
        ("ſix thouſand mıllion, 3 thouſand", [(COUNT, 3)]),
        ("On April 5, in a few hours and a couple of days", []),
        ("The third one of a kind came first.", []),
        ("G20 and A320 and F-16 and 192.168.1.1", []),
        ("4.25 per cent at 7.30 pm", [(PERCENT, 4.25)]),
        ("forty years, 40 years", [(DAYS, 14_600)]),
    ],
)
def test_quantities(sentence: str, expected: list[tuple[Measure, float]]) -> None:
    found = quantities(sentence)
    assert [one.measure for one in found] == [measure for measure, _ in expected]
    assert [one.value for one in found] == pytest.approx([value for _, value in expected])


PARTS = ["half", "an", "hour", "a", "1,000", "3-0", "$", "5", "%", "million", "two-and", "9.5m", "½", "7.30"]


@given(st.text() | st.lists(st.sampled_from(PARTS)).map(" ".join))
def test_any_text_gives_quantities(text: str) -> None:
    assert all(isinstance(one, Quantity) and one.value >= 0 for one in quantities(text))
