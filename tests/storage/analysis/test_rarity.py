from collections import Counter
from math import log

import pytest

from storage.analysis.background import background
from storage.analysis.rarity import Rarity


def test_the_background_knows_common_words_and_capitals() -> None:
    known = background()
    assert known.articles > 500
    assert known.frequency["government"] > known.frequency["satellite"] > 0
    assert known.lower["government"] > 50
    assert known.lower["africa"] < 20
    assert min(known.frequency.values()) >= 3


def test_rare_words_weigh_more() -> None:
    rarity = Rarity()
    assert rarity.weight("year") < rarity.weight("parliament") < rarity.weight("zyxomma") == rarity.most


def test_a_word_that_the_desk_is_full_of_weighs_less() -> None:
    counts = Counter({"zyxomma": 900})
    assert (
        Rarity(1_000, counts.__getitem__).weight("zyxomma")
        < 1
        < Rarity(1_000, Counter().__getitem__).weight("zyxomma")
    )


def test_the_weight_is_the_inverse_document_frequency() -> None:
    total = background().articles + 100
    assert Rarity(100, lambda _: 7).weight("zyxomma") == log((total + 1) / 7.5)


def test_the_desk_is_asked_for_both_forms_but_not_for_everyday_words() -> None:
    asked: list[str] = []
    rarity = Rarity(10, lambda word: asked.append(word) or 0)  # type: ignore[func-returns-value]
    for term in ("drone", "country", "people", "drone"):
        rarity.weight(term)
    assert asked == ["drone", "drones"]


def test_a_name_weighs_by_its_words_and_by_the_desk() -> None:
    rarity = Rarity(19)
    assert rarity.name_weight("Haidar al-Abadi", 2) > rarity.name_weight("Haidar al-Abadi", 8) > 0
    assert rarity.name_weight("Haidar al-Abadi", 2) > rarity.name_weight("United States", 2)
    assert rarity.name_weight("Ain al-Asad", 19) == pytest.approx(0, abs=0.1)
    assert rarity.name_weight("the", 1) == rarity.name_weight("", 1) == 0
    assert 0 <= Rarity().name_weight("Zyxomma", 2) <= 1
