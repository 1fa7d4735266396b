"""Splits a text into sentences."""

import re
from collections.abc import Iterator

# A full stop after an initial ("U.S.", "J. Smith") or an abbreviation, or before a lower-case letter, does
# not end a sentence.
_TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "Gen",
    "Sen",
    "Rep",
    "Gov",
    "Col",
    "Sgt",
    "Capt",
    "Rev",
    "Prof",
    "Lt",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_SHORT = (*_TITLES, *_MONTHS, "No", "vs")
_NO_STOP = "".join(rf"(?<!{before}\.)" for before in (r"\.\w", r"\b\w", *(rf"\b{title}" for title in _SHORT)))
SENTENCE_END = re.compile(
    rf"(?<=[.!?…]){_NO_STOP}[”\"’')\]]*\s+(?=[^\w\s]*[^\W_a-zà-ÿ])|(?<=[。！？])[”」』]*|\n+"
)
"""Matches the gap between two sentences, or the end of the last."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset of every sentence, with its closing quotation marks."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        end = match.end() - len(match[0]) + len(match[0].rstrip())
        if text[start:end].strip():
            yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
