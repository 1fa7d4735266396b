"""The sentence encoder: sentences of the same meaning are close, and any text has a vector."""

from math import sqrt
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.recognition import sentence_encoder
from storage.analysis.recognition.network_parts import cut_off
from storage.analysis.recognition.recogniser import FOLDER
from storage.analysis.recognition.sentence_encoder import LAYER_OUTPUT, SentenceEncoder
from storage.errors import AnalysisError


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return sentence_encoder.load()


def similarity(encoder: SentenceEncoder, one: str, other: str) -> float:
    a, b = (memoryview(vector).cast("b") for vector in encoder.encode([one, other]))
    return sum(map(mul, a, b)) / sqrt(sum(map(mul, a, a)) * sum(map(mul, b, b)))


def test_other_words_for_the_same_are_closer_than_the_same_words_for_something_else(
    encoder: SentenceEncoder,
) -> None:
    said = "The firm will dismiss 1,200 employees, its chief executive told workers."
    same = similarity(encoder, said, "Its boss said that 1,200 members of staff are to lose their jobs.")
    other = similarity(encoder, said, "The chief executive of the firm will open a new plant in Leeds.")
    assert same > other


def test_a_sentence_has_the_same_vector_among_any_others(encoder: SentenceEncoder) -> None:
    sentences = ["The captain was arrested on Monday.", "A wave hit the boat.", "Word " * 500]
    together = encoder.encode(sentences)
    assert together == [encoder.encode([one])[0] for one in sentences]
    assert len({len(one) for one in together}) == 1


@settings(deadline=None, max_examples=40)
@given(st.text())
def test_any_text_has_a_vector_or_none(encoder: SentenceEncoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert len(vector) in (0, 64)


def test_no_words_have_no_vector(encoder: SentenceEncoder) -> None:
    assert encoder.encode(["", " \n"]) == [b"", b""]
    assert encoder.encode([]) == []


def test_a_damaged_network_is_explained(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(AnalysisError, match="Please reinstall newsdesk"):
        sentence_encoder.load(tmp_path_factory.mktemp("empty"))


def test_the_first_layers_are_smaller_and_an_unknown_value_is_an_error() -> None:
    network = (FOLDER / "names.onnx").read_bytes()
    assert len(cut_off(network, LAYER_OUTPUT)) < 0.8 * len(network)
    with pytest.raises(ValueError, match="no value elsewhere"):
        cut_off(network, "elsewhere")
