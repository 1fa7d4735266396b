"""The recogniser: texts to mentions. Any engine with this one method will do; here it is newsdesk's own.

How its network was trained, on what, and how good it is, is told in training/ and docs/quality.md.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from storage.analysis.recognition.tag_decoder import Scores
from storage.analysis.recognition.tagger import Find, Numbers, Tagger
from storage.errors import AnalysisError
from storage.model import Field, Kind, Mention

FOLDER = Path(__file__).parent / "network"
_KINDS = {
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "organisation": Kind.ORGANISATION,
    "people": Kind.OTHER,
    "other": Kind.OTHER,
}


class Recogniser(Protocol):
    """An engine that finds names."""

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, in reading order, none overlapping, all in `Field.TEXT`."""
        ...


class NetworkRecogniser:
    """Names by newsdesk's own network; the same text always gives the same mentions."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, however long it is.

        A people or belief ("Iraqi", "Shiite") comes as `Kind.OTHER`: which of them stand for a
        country is not the network's to say.
        """
        return [[mention(find) for find in finds] for finds in self._tagger.find(texts)]


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

    def network(pieces: Numbers, forms: Numbers) -> Scores:
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


def mention(find: Find) -> Mention:
    """Return a name found as the desk has it."""
    return Mention(Field.TEXT, find.start, find.end, _KINDS[find.kind], round(find.confidence, 3))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
