"""The terms of an article's sentences, by which the screen marks what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class SentenceTerms(NamedTuple):
    """The different terms of one sentence, as hashes in the order of the text."""

    start: int
    end: int
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """The terms of an article's sentences.

    `frequencies` has for each term the number of articles of the shipped background that have it, of
    `articles` in all.
    """

    articles: int
    frequencies: Mapping[int, int]
    sentences: tuple[SentenceTerms, ...]
