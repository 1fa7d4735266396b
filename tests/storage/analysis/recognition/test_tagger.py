"""The tagger: texts of any length in windows, with a fake network whose answers are known."""

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from storage.analysis.recognition.recogniser import Calibration, Integers, Tagger, log_odds
from storage.analysis.recognition.tag_decoder import KINDS, TAGS, Scores, Span

PLAIN: Calibration = dict.fromkeys(KINDS, (1.0, 0.0))
MOSUL = "mosul"


def tagger(tokenizer: Tokenizer, calibration: Calibration = PLAIN, sizes: list[int] | None = None) -> Tagger:
    """Return a tagger whose network takes each "Mosul" for a place, four times out of five."""
    first = tokenizer.encode(MOSUL, add_special_tokens=False).ids[0]

    def network(pieces: Integers, forms: Integers) -> Scores:
        assert pieces.shape == forms.shape
        if sizes is not None:
            sizes.append(len(pieces))
        scores = np.zeros((len(pieces), len(TAGS)), dtype=np.float32)
        scores[:, 0] = 9
        scores[pieces == first] = -9
        scores[pieces == first, 0] = np.log(0.2)
        scores[pieces == first, TAGS.index("B-place")] = np.log(0.8)
        return scores

    return Tagger(tokenizer, network, calibration)


def places(found: list[tuple[int, int, str, float]], text: str) -> list[str]:
    return [text[start:end] for start, end, _, _ in found]


def test_offsets_of_names_are_right(tokenizer: Tokenizer) -> None:
    text = "So “Mosul” fell, and Mosul’s people left."
    (found,) = tagger(tokenizer).find([text])
    assert [(start, end, kind) for start, end, kind, _ in found] == [(4, 9, "place"), (21, 26, "place")]
    assert found[0].confidence == pytest.approx(0.8, abs=0.01)


def test_empty_texts_have_no_names(tokenizer: Tokenizer) -> None:
    assert tagger(tokenizer).find([]) == []
    assert tagger(tokenizer).find(["", " \n", "Mosul"])[:2] == [[], []]


@settings(deadline=None)
@given(
    before=st.sampled_from(["", " ", "\u200b"]),
    parts=st.lists(st.sampled_from(["Mosul", "fell", ".", "Tikrit", "x" * 300, "\n", "of"]), max_size=400),
)
@example(" ", ["of", "Mosul"] * 200)
@example(" ", [*["of", "Mosul"] * 200, "\n", "Mosul"])
def test_every_word_is_read_once_in_windows_of_limited_length(
    tokenizer: Tokenizer, before: str, parts: list[str]
) -> None:
    text = before + " ".join(parts)
    sizes: list[int] = []
    (found,) = tagger(tokenizer, sizes=sizes).find([text])
    assert places(found, text) == [part for part in parts if part == "Mosul"]
    assert all(size <= 160 for size in sizes)


def test_a_text_gives_the_same_alone_and_with_others(tokenizer: Tokenizer) -> None:
    texts = ["Mosul fell. " * 90, "", "In Mosul", "Nobody came. " * 50]
    one = tagger(tokenizer)
    assert one.find(texts) == [one.find([text])[0] for text in texts]


def test_the_calibration_changes_the_confidence(tokenizer: Tokenizer) -> None:
    moved = {**PLAIN, "place": (0.5, 1.0)}
    ((find,),) = tagger(tokenizer, moved).find(["Mosul fell"])
    odds = 0.5 * np.log(4) + 1
    assert find.confidence == pytest.approx(1 / (1 + np.exp(-odds)), abs=0.01)


def test_the_least_likely_word_decides_the_confidence_of_a_name() -> None:
    scores = np.log(np.full((3, len(TAGS)), 0.02, dtype=np.float32))
    scores[0, 1], scores[1, 2], scores[2, 0] = np.log([0.9, 0.6, 0.9])
    assert log_odds(scores, Span(0, 2, 0)) == pytest.approx(np.log(0.6 / 0.4), abs=1e-4)
    scores[2, 2] = np.log(0.7)  # that it goes on is likelier than any of that
    assert log_odds(scores, Span(0, 2, 0)) == pytest.approx(np.log(0.3 / 0.7), abs=1e-4)


def test_time_is_proportional_to_length(tokenizer: Tokenizer) -> None:
    def seconds(words: int) -> float:
        text = "Mosul fell in the end. " * (words // 5)
        started = time.process_time()
        one.find([text])
        return time.process_time() - started

    one = tagger(tokenizer)
    seconds(5_000)
    short = min(seconds(12_500) for _ in range(3))
    assert seconds(100_000) < 8 * short * 4  # eight times the words; four times that would be no line
