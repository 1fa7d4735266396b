"""The sentence encoder: sentences as vectors, of which those that say the same in other words are close.

The recogniser's network was made from a sentence encoder (training/MODEL_CARD.md). Its first layers still
know what words mean. A sentence is the mean of what the third layer makes of its word pieces, projected to
the directions in which sentences of news differ most. `scripts/fit_novelty.py` writes the projection.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from storage.analysis.recognition import recogniser, word_pieces
from storage.analysis.recognition.network_parts import cut_off
from storage.analysis.recognition.recogniser import Integers

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LAYER_OUTPUT = "/encoder/layers.2/outer_norm/LayerNormalization_output_0"
PROJECTION = recogniser.FOLDER / "sentence_projection.npy"
"""float16, (1 + width, dimensions): the mean of projected sentences, then the projection."""
LARGEST = 7
"""The largest component of a vector, so that four bits hold one."""
_MOST_PIECES = 62  # of a sentence

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """An engine that encodes sentences."""

    def encode(self, sentences: Sequence[str]) -> list[bytes]:
        """Return the vector of each sentence as signed bytes, none for a sentence without words."""
        ...


class SentenceEncoder:
    """Encodes sentences. Each is read alone, so that its vector does not depend on what stands around it."""

    def __init__(self, tokenizer: "Tokenizer", layers: Callable[[Integers, Integers], Floats]) -> None:
        self._tokenizer = tokenizer
        self._layers = layers

    def encode(self, sentences: Sequence[str]) -> list[bytes]:
        """Return the vector of each sentence as signed bytes, none for a sentence without words."""
        mean, directions = _projection()
        with ThreadPoolExecutor(recogniser.THREADS) as pool:
            states = pool.map(self.state, sentences)
            return [b"" if one is None else _in_bytes(one @ directions - mean) for one in states]

    def state(self, sentence: str) -> Floats | None:
        """Return the mean state of a sentence's word pieces, float32 (width,); `None` without any."""
        words = word_pieces.split(self._tokenizer, sentence)
        if not len(words.pieces):
            return None
        forms = np.repeat(words.forms, np.diff(words.firsts))
        states = self._layers(*recogniser.window_of(words.pieces[:_MOST_PIECES], forms[:_MOST_PIECES]))
        mean: Floats = states[1:-1].mean(axis=0)
        return mean


class LazyEncoder:
    """A sentence encoder that is loaded when it is first used. Its `encode` raises `AnalysisError`."""

    def __init__(self) -> None:
        self._encoder: SentenceEncoder | None = None

    def encode(self, sentences: Sequence[str]) -> list[bytes]:
        """Return the vector of each sentence as signed bytes, none for a sentence without words."""
        self._encoder = self._encoder or load()
        return self._encoder.encode(sentences)


def _in_bytes(vector: Floats) -> bytes:
    largest = float(np.abs(vector).max()) or 1.0
    packed: bytes = np.rint(vector * (LARGEST / largest)).astype(np.int8).tobytes()
    return packed


def load(folder: Path = recogniser.FOLDER) -> SentenceEncoder:
    """Load the first layers of the model in a folder. Raises `AnalysisError`."""
    try:
        tokenizer, network = recogniser.read_files(folder)
        session = recogniser.session(cut_off(network, LAYER_OUTPUT))
    except Exception as error:
        raise recogniser.damaged(folder, error) from error

    def layers(pieces: Integers, forms: Integers) -> Floats:
        (states,) = session.run(None, {"pieces": pieces, "forms": forms})
        return np.asarray(states, dtype=np.float32).reshape(len(pieces), -1)

    return SentenceEncoder(tokenizer, layers)


@cache
def _projection() -> tuple[Floats, Floats]:
    """Return the mean of projected sentences, (dimensions,), and the projection, (width, dimensions)."""
    table = np.load(PROJECTION).astype(np.float32)
    return table[0], table[1:]
