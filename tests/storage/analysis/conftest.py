"""The language model, loaded once for all tests of the analysis."""

import pytest

from storage.analysis import recogniser
from storage.analysis.recogniser import SpacyRecogniser


@pytest.fixture(scope="session")
def engine() -> SpacyRecogniser:
    """The recogniser that newsdesk ships with."""
    return recogniser.load()
