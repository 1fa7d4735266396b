"""Where sentences end."""

import re
from collections.abc import Iterator

# A full stop ends no sentence behind an initial ("U.S.", "J. Smith") or a short title, nor before a
# small letter.
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
"""What lies between two sentences, or is the end of one."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give start and end of every sentence of a text, its closing quotation marks included."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        end = match.end() - len(match[0]) + len(match[0].rstrip())
        if text[start:end].strip():
            yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
