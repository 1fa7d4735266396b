"""The language model, loaded once for all tests of the analysis."""

import pytest
from tokenizers import Tokenizer

from storage.analysis.recognition import recogniser
from storage.analysis.recognition.recogniser import FOLDER, NetworkRecogniser


@pytest.fixture(scope="session")
def engine() -> NetworkRecogniser:
    """The recogniser that newsdesk ships with."""
    return recogniser.load()


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer that newsdesk ships with."""
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
