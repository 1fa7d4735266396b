"""The regular expressions of newsboat's filters as words and phrases of newsdesk's searches.

newsboat finds a pattern anywhere in a text, newsdesk words and beginnings of words. So a word of a pattern
becomes a word with "*", unless the pattern marks its end.
"""

import re
from itertools import product

from storage.errors import SourceError
from storage.text.plain_text import truncate_line

_MOST_READINGS = 40  # texts for which a pattern can stand; more would make an unreadable query
_GAP = "\0"
_EDGE = "\1"
_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r"\[([^\]^\\-][^\]\\-]*)\]")
_GAPS = re.compile(r"\.[*+]\??")
_SPACES = re.compile(r"(?:\\s|\[\[:space:\]\]| )[*+?]?")
_EDGES = re.compile(r"\\[b<>]|\[\[:[<>]:\]\]|[\^$]")
_ESCAPED = re.compile(r"\\([^\w\s])")
_SPECIAL = frozenset("*+{}[]\\.?")


def terms_of_pattern(pattern: str) -> list[list[str]]:
    """Return the terms for which a pattern stands: one of the inner lists, of which all terms must occur.

    Raises `SourceError` for a pattern that words and phrases can't express.
    """
    reader = _PatternReader(pattern)
    readings = dict.fromkeys(reader.read())
    return [_terms(reading, pattern) for reading in readings]


def quoted(text: str) -> str:
    """Return text as one term of a query: as it is if it is a single word, else in quotation marks."""
    return text if _WORD.fullmatch(text) and text.lower() not in ("or", "and", "not") else f'"{text}"'


class _PatternReader:
    """Expands a pattern into the texts for which it stands."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> list[str]:
        found = self._alternatives()
        if self._at < len(self._pattern):
            raise _too_complex(self._pattern)
        return found

    def _alternatives(self) -> list[str]:
        found = self._sequence()
        while self._pattern.startswith("|", self._at):
            self._at += 1
            found += self._sequence()
        return self._checked(found)

    def _sequence(self) -> list[str]:
        found = [""]
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            piece = self._piece()
            if self._pattern.startswith("?", self._at):
                self._at += 1
                piece = [*piece, ""]
            found = self._checked(["".join(pair) for pair in product(found, piece)])
        return found

    def _piece(self) -> list[str]:
        if self._pattern[self._at] == "(":
            return self._group()
        for expression, meaning in ((_GAPS, _GAP), (_SPACES, " "), (_EDGES, _EDGE)):
            if match := expression.match(self._pattern, self._at):
                self._at = match.end()
                return [meaning]
        if match := _CLASS.match(self._pattern, self._at):
            self._at = match.end()
            return list(dict.fromkeys(match[1].lower()))
        if match := _ESCAPED.match(self._pattern, self._at):
            self._at = match.end()
            return [match[1]]
        character = self._pattern[self._at]
        if character in _SPECIAL:
            raise _too_complex(self._pattern)
        self._at += 1
        return [character]

    def _group(self) -> list[str]:
        self._at += len("(?:") if self._pattern.startswith("(?:", self._at) else 1
        found = self._alternatives()
        if not self._pattern.startswith(")", self._at):
            raise _too_complex(self._pattern)
        self._at += 1
        return found

    def _checked(self, readings: list[str]) -> list[str]:
        if len(readings) > _MOST_READINGS:
            raise _too_complex(self._pattern)
        return readings


def _terms(reading: str, pattern: str) -> list[str]:
    terms = []
    for part in reading.split(_GAP):
        ends = part.rstrip(" ").endswith(_EDGE) or part.endswith(" ")
        text = " ".join(part.replace(_EDGE, " ").replace('"', " ").split())
        if not text:
            continue
        if not _WORD.search(text):
            raise _too_complex(pattern)
        terms.append(quoted(text) if ends or not _WORD.fullmatch(text[-1]) else f"{quoted(text)}*")
    if not terms:
        raise _too_complex(pattern)
    return terms


def _too_complex(pattern: str) -> SourceError:
    return SourceError(f"the pattern “{truncate_line(pattern)}” has no counterpart in words and phrases")
