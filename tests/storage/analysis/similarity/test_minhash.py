import random

import pytest

from storage.analysis.similarity.minhash import Overlap, minhash, overlap, unpack

_CHANCE = random.Random(7)
WORDS = [_CHANCE.randrange(1, 2**32) for _ in range(2_000)]


def test_the_same_words_are_shared_wholly() -> None:
    assert overlap(minhash(WORDS), minhash(WORDS)).containment == 1
    assert overlap(minhash(WORDS[:3]), minhash(WORDS[:3])).is_copy


def test_other_words_share_nothing() -> None:
    assert overlap(minhash(WORDS[:900]), minhash(WORDS[900:])) == Overlap(0, 0.0, 0.0)


@pytest.mark.parametrize("words", [[], WORDS[:1], WORDS[:2]])
def test_a_word_or_two_are_no_copy(words: list[int]) -> None:
    assert not overlap(minhash(words), minhash(words)).is_copy


def test_the_estimate_is_near_the_truth_for_long_texts() -> None:
    half = overlap(minhash(WORDS[:1000]), minhash(WORDS[500:1500]))
    assert half.containment == pytest.approx(0.5, abs=0.15)
    assert half.resemblance == pytest.approx(1 / 3, abs=0.15)


def test_a_short_text_is_found_within_a_long_one() -> None:
    short, long = minhash(WORDS[100:250]), minhash(WORDS[:1000])
    assert short.modulus < long.modulus
    assert overlap(short, long).containment == 1
    assert overlap(long, short) == overlap(short, long)


@pytest.mark.parametrize("words", [0, 2, 5, 150, 2_000])
def test_a_signature_comes_back_from_its_bytes(words: int) -> None:
    made = minhash(WORDS[:words])
    assert unpack(made.pack()) == made
    assert len(made.pack()) < 400
