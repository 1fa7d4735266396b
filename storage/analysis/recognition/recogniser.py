"""The recogniser: from texts to mentions, by newsdesk's own neural network.

The folder `training` has the training of the network and its data, docs/quality.md its accuracy.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from storage.analysis.recognition import tag_decoder, word_pieces
from storage.analysis.recognition.tag_decoder import KINDS, Scores, Span
from storage.analysis.recognition.word_pieces import Words
from storage.errors import AnalysisError
from storage.model import Field, Kind, Mention

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "network"
_KINDS = {
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "organisation": Kind.ORGANISATION,
    "people": Kind.OTHER,
    "other": Kind.OTHER,
}
THREADS = 2
"""How many windows the network reads at the same time."""
_WINDOW = 158  # word pieces that the network reads at once, as in training
_START, _END = 101, 102  # tokens of the vocabulary around each window

Integers = NDArray[np.int64]
Network = Callable[[Integers, Integers], Scores]
"""Takes the word pieces of a window and the forms of their words, both of shape (pieces,), and returns the
scores of the tags before the softmax, shape (pieces, tags)."""
Calibration = Mapping[str, tuple[float, float]]
"""For each kind, the slope and the intercept of the log-odds that a name is right, as a function of the
log-odds of its least likely word (Platt 1999)."""


class Recogniser(Protocol):
    """An engine that finds names."""

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, in reading order and without overlaps, all in `Field.TEXT`."""
        ...


class TaggedName(NamedTuple):
    """A name in a text: the code points [start, end), one of `tag_decoder.KINDS`, and a confidence."""

    start: int
    end: int
    kind: str
    confidence: float
    """The probability, from 0 to 1, that both span and kind are right."""


class Tagger:
    """Finds names. The same text always gives the same names, whatever other texts are read with it."""

    def __init__(self, tokenizer: "Tokenizer", network: Network, calibration: Calibration) -> None:
        self._tokenizer = tokenizer
        self._network = network
        self._calibration = calibration

    def find(self, texts: Sequence[str]) -> list[list[TaggedName]]:
        """Return the names in each text, in reading order and without overlaps."""
        split = [word_pieces.sentences_with_names(word_pieces.split(self._tokenizer, text)) for text in texts]
        windows = [(words, *window) for words in split for window in _windows(words)]
        # One window at a time: in a batch, the other windows would change how the 8-bit network rounds.
        with ThreadPoolExecutor(THREADS) as pool:
            tagged = pool.map(self._tag, *zip(*windows, strict=True)) if windows else iter(())
            return [list(self._names(words, _joined(words, tagged))) for words in split]

    def _tag(self, words: Words, start: int, end: int) -> Scores:
        """Return the log-probabilities of the tags of words [start, end), shape (end - start, tags)."""
        firsts = words.firsts[start : end + 1]
        pieces = words.pieces[firsts[0] : firsts[-1]]
        positions = 1 + firsts[:-1] - firsts[0]
        scores = self._network(*window_of(pieces, np.repeat(words.forms[start:end], np.diff(firsts))))
        logits = scores[positions]
        logits -= logits.max(axis=1, keepdims=True)
        log_probabilities: Scores = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return log_probabilities

    def _names(self, words: Words, scores: Scores) -> Iterator[TaggedName]:
        for span in tag_decoder.decode(scores):
            kind = KINDS[span.kind]
            slope, intercept = self._calibration[kind]
            confidence = 1 / (1 + np.exp(-slope * log_odds(scores, span) - intercept))
            start, end = int(words.starts[span.start]), int(words.ends[span.end - 1])
            yield TaggedName(start, end, kind, float(confidence))


def window_of(pieces: Integers, forms: Integers) -> tuple[Integers, Integers]:
    """Return what the network reads of word pieces and the forms of their words: (n,) to (n + 2,) each."""
    # Form 0 is for tokens that are no words.
    return np.concatenate(([_START], pieces, [_END])), np.concatenate(([0], forms + 1, [0]))


def log_odds(scores: Scores, span: Span) -> float:
    """Return the log-odds of the least likely tag of a name, the tag after its end included."""
    tags = [scores[span.start, span.begin_tag], *scores[span.start + 1 : span.end, span.inside_tag]]
    if span.end < len(scores):
        tags.append(np.log1p(-min(np.exp(scores[span.end, span.inside_tag]), 0.999)))
    least = min(float(min(tags)), -1e-6)
    return least - float(np.log(-np.expm1(least)))


def _joined(words: Words, tagged: Iterator[Scores]) -> Scores:
    """Return the scores of one text, from the next windows of all texts."""
    parts = [np.zeros((0, len(tag_decoder.TAGS)), dtype=np.float32)]
    count = 0
    while count < len(words.starts):
        parts.append(next(tagged))
        count += len(parts[-1])
    return np.concatenate(parts)


def _windows(words: Words) -> Iterator[tuple[int, int]]:
    """Yield windows of words that fit the network.

    A window ends before a sentence, if one begins in its second half.
    """
    firsts, count = words.firsts, len(words.starts)
    boundaries = np.flatnonzero(words.starts_sentence)
    start = 0
    while start < count:
        end = int(np.searchsorted(firsts, firsts[start] + _WINDOW, side="right")) - 1
        if end < count:
            boundary = boundaries[np.searchsorted(boundaries, end, side="right") - 1]
            if firsts[boundary] - firsts[start] > _WINDOW / 2:
                end = int(boundary)
        yield start, end
        start = end


class NetworkRecogniser:
    """The recogniser by newsdesk's own network. The same text always gives the same mentions."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, which may have any length.

        The network does not know countries: a people or a belief ("Iraqi", "Shiite") is `Kind.OTHER`.
        """
        return [[to_mention(name) for name in names] for names in self._tagger.find(texts)]


def load(folder: Path = FOLDER) -> NetworkRecogniser:
    """Load the model from its folder. Raises `AnalysisError` if it or its runtime is missing or damaged."""
    return NetworkRecogniser(load_tagger(folder))


def load_tagger(folder: Path = FOLDER) -> Tagger:
    """Load the model as a tagger, which knows the kind "people" too. Raises `AnalysisError`."""
    try:
        tokenizer, content = read_files(folder)
        run = session(content)
        notes = run.get_modelmeta().custom_metadata_map
        calibration = json.loads(notes["calibration"])
    except Exception as error:
        raise damaged(folder, error) from error

    def network(pieces: Integers, forms: Integers) -> Scores:
        (scores,) = run.run(None, {"pieces": pieces, "forms": forms})
        return np.asarray(scores, dtype=np.float32)

    return Tagger(tokenizer, network, calibration)


def read_files(folder: Path) -> "tuple[Tokenizer, bytes]":
    """Return the tokenizer and the network in a folder. Raises whatever is wrong with the files."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only the analysis needs it

    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    content = (folder / "names.onnx").read_bytes()
    if hashlib.sha256(content).hexdigest() != (folder / "names.sha256").read_text().strip():
        raise ValueError("wrong checksum")  # with wrong weights the network would still run
    return tokenizer, content


def session(network: bytes) -> Any:
    """Return a session of the runtime that reads one window at a time."""
    import onnxruntime  # noqa: PLC0415 - it takes 0.1 s and 40 MB, which only the analysis needs

    options = onnxruntime.SessionOptions()
    # Windows run in parallel; one window on two cores would wait for the slower core at each layer.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Windows have many lengths, and the memory kept for each of them would only grow.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(network, options)


def damaged(folder: Path, error: Exception) -> AnalysisError:
    """Return the error that explains why the model in a folder can't be loaded."""
    return AnalysisError(
        f"The language model in {folder} can't be loaded ({_first_line(error)}). Please reinstall newsdesk."
    )


def to_mention(name: TaggedName) -> Mention:
    """Return a name as a mention of the desk."""
    return Mention(Field.TEXT, name.start, name.end, _KINDS[name.kind], round(name.confidence, 3))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
