"""The recogniser: texts to mentions. Any engine with this one method will do; here it is newsdesk's own.

How its network was trained, on what, and how good it is, is told in training/ and docs/quality.md.
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
"""How many windows are read side by side."""
_WINDOW = 158  # pieces that the network reads at once, as in training
_START, _END = 101, 102  # marks of the vocabulary around each window

Integers = NDArray[np.int64]
# The pieces of a window and the forms of their words, each of shape (n,), to the scores of each piece's tags
# before the softmax, shape (n, tags).
Network = Callable[[Integers, Integers], Scores]
# For each kind the slope and the intercept of the log-odds that a name is right, over the log-odds of
# its least likely word (Platt 1999).
Calibration = Mapping[str, tuple[float, float]]


class Recogniser(Protocol):
    """An engine that finds names."""

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, in reading order, none overlapping, all in `Field.TEXT`."""
        ...


class TaggedName(NamedTuple):
    """A name in a text: code points [start, end), one of `tags.KINDS`, and how sure that is."""

    start: int
    end: int
    kind: str
    confidence: float
    """The probability, from 0 to 1, that both span and kind are right."""


class Tagger:
    """Finds names; the same text always gives the same names, whatever other texts come with it."""

    def __init__(self, tokenizer: "Tokenizer", network: Network, calibration: Calibration) -> None:
        self._tokenizer = tokenizer
        self._network = network
        self._calibration = calibration

    def find(self, texts: Sequence[str]) -> list[list[TaggedName]]:
        """Return the names in each text, in reading order, none overlapping."""
        split = [word_pieces.sentences_with_names(word_pieces.split(self._tokenizer, text)) for text in texts]
        windows = [(words, *window) for words in split for window in _windows(words)]
        # Window by window: in a batch the 8-bit network would round each by what stands beside it.
        with ThreadPoolExecutor(THREADS) as pool:
            tagged = pool.map(self._tag, *zip(*windows, strict=True)) if windows else iter(())
            return [list(self._finds(words, _joined(words, tagged))) for words in split]

    def _tag(self, words: Words, start: int, end: int) -> Scores:
        """Return the log-probabilities of the tags of words [start, end), shape (end - start, tags)."""
        firsts = words.firsts[start : end + 1]
        pieces = words.pieces[firsts[0] : firsts[-1]]
        at = 1 + firsts[:-1] - firsts[0]
        scores = self._network(
            np.concatenate(([_START], pieces, [_END])),
            # Form 0 belongs to what is no word.
            np.concatenate(([0], np.repeat(words.forms[start:end] + 1, np.diff(firsts)), [0])),
        )
        tagged = scores[at]
        tagged -= tagged.max(axis=1, keepdims=True)
        likely: Scores = tagged - np.log(np.exp(tagged).sum(axis=1, keepdims=True))
        return likely

    def _finds(self, words: Words, scores: Scores) -> Iterator[TaggedName]:
        for span in tag_decoder.decode(scores):
            kind = KINDS[span.kind]
            slope, intercept = self._calibration[kind]
            confidence = 1 / (1 + np.exp(-slope * log_odds(scores, span) - intercept))
            start, end = int(words.starts[span.start]), int(words.ends[span.end - 1])
            yield TaggedName(start, end, kind, float(confidence))


def log_odds(scores: Scores, span: Span) -> float:
    """Return the log-odds of the least likely tag of a name, the one that ends it included."""
    likely = [scores[span.start, span.begin_tag], *scores[span.start + 1 : span.end, span.inside_tag]]
    if span.end < len(scores):
        likely.append(np.log1p(-min(np.exp(scores[span.end, span.inside_tag]), 0.999)))
    least = min(float(min(likely)), -1e-6)
    return least - float(np.log(-np.expm1(least)))


def _joined(words: Words, tagged: Iterator[Scores]) -> Scores:
    """Take the windows of one text from those of all."""
    parts = [np.zeros((0, len(tag_decoder.TAGS)), dtype=np.float32)]
    count = 0
    while count < len(words.starts):
        parts.append(next(tagged))
        count += len(parts[-1])
    return np.concatenate(parts)


def _windows(words: Words) -> Iterator[tuple[int, int]]:
    """Cut a text into windows of words, where a sentence begins if one does in a window's second half."""
    firsts, count = words.firsts, len(words.starts)
    borders = np.flatnonzero(words.opens)
    start = 0
    while start < count:
        end = int(np.searchsorted(firsts, firsts[start] + _WINDOW, side="right")) - 1
        if end < count:
            border = borders[np.searchsorted(borders, end, side="right") - 1]
            if firsts[border] - firsts[start] > _WINDOW / 2:
                end = int(border)
        yield start, end
        start = end


class NetworkRecogniser:
    """Names by newsdesk's own network; the same text always gives the same mentions."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, however long it is.

        A people or belief ("Iraqi", "Shiite") comes as `Kind.OTHER`: which of them stand for a
        country is not the network's to say.
        """
        return [[to_mention(find) for find in finds] for finds in self._tagger.find(texts)]


def load(folder: Path = FOLDER) -> NetworkRecogniser:
    """Load the model from its folder. Raises `AnalysisError` when it or its runtime is missing or damaged."""
    return NetworkRecogniser(load_tagger(folder))


def load_tagger(folder: Path = FOLDER) -> Tagger:
    """Load what finds names, before their kinds become those of the desk. Raises `AnalysisError`."""
    try:
        # A tenth of a second and 40 MB that only the analysis pays.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        content = (folder / "names.onnx").read_bytes()
        if hashlib.sha256(content).hexdigest() != (folder / "names.sha256").read_text().strip():
            raise ValueError("its digest is another")  # with wrong weights it would run all the same
        session = onnxruntime.InferenceSession(content, _limited(onnxruntime.SessionOptions()))
        notes = session.get_modelmeta().custom_metadata_map
        calibration = json.loads(notes["calibration"])
    except Exception as error:
        raise AnalysisError(
            f"The language model in {folder} can't be loaded ({_first_line(error)}). Install newsdesk again."
        ) from error

    def network(pieces: Integers, forms: Integers) -> Scores:
        (scores,) = session.run(None, {"pieces": pieces, "forms": forms})
        return np.asarray(scores, dtype=np.float32)

    return Tagger(tokenizer, network, calibration)


def _limited(options: Any) -> Any:
    """Return the options of a session that reads one window at a time."""
    # Windows are read side by side; a window on two cores would wait for the slower one at each layer.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Windows are of many lengths, and what is kept for each would only grow.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return options


def to_mention(find: TaggedName) -> Mention:
    """Return a name found as the desk has it."""
    return Mention(Field.TEXT, find.start, find.end, _KINDS[find.kind], round(find.confidence, 3))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
