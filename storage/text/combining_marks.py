"""Limits the combining marks, joiners and variation selectors after a base character.

Long runs of marks spill over other lines, and invisible characters hide what a text says. But Persian needs
the zero-width non-joiner, Hindi the zero-width joiner, and emoji need joiners and variation selectors.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

ZWNJ, ZWJ = "\u200c", "\u200d"
SELECTORS = ("\ufe0e", "\ufe0f")

# A Hebrew letter takes a dot, dagesh, vowel, meteg and accent; no living script needs more.
_MOST_MARKS = 5
_KEYCAP = "\u20e3"
_KEYCAP_BASES = frozenset("0123456789#*")
_SYMBOLS = frozenset("\u203c\u2049\u2139\u3030\u303d\u3297\u3299")
_MONGOLIAN_SELECTORS = frozenset("\u180b\u180c\u180d\u180f")
_CANONICAL_VIRAMA = 9

_JOINED_SCRIPTS = (
    (0x600, 0x8FF),  # Arabic, Syriac, Thaana, N'Ko, Mandaic
    (0x900, 0xDFF),  # Devanagari to Sinhala
    (0xF00, 0x109F),  # Tibetan, Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1A20, 0x1CFF),  # Tai Tham, Balinese, Vedic marks
    (0xA840, 0xABFF),  # Phags-pa to Meetei Mayek
    (0xFB50, 0xFDFF),  # Arabic presentation forms
    (0xFE70, 0xFEFC),
    (0x10A00, 0x10FFF),  # Kharoshthi to Sogdian
    (0x11000, 0x11DFF),  # Brahmi and its descendants
    (0x1E900, 0x1E95F),  # Adlam
)
_PICTOGRAPHS = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))


def trim_marks(text: str) -> str:
    """Return `text` in NFC with at most five marks a base character, and none without a base."""
    marks = {char for char in set(text) if _is_mark(char)}
    if not marks:
        return unicodedata.normalize("NFC", text)
    baseless, runs = _patterns(marks)
    text = baseless.sub("", text)
    # Removing marks can change the order of the others and the neighbours of joiners, so the result is
    # trimmed again. After the first round a run has at most five marks, so a few rounds are enough.
    while (trimmed := unicodedata.normalize("NFC", runs.sub(_trimmed, text))) != text:
        text = trimmed
    return text


def _is_mark(char: str) -> bool:
    return char in (ZWNJ, ZWJ) or unicodedata.category(char) in ("Mn", "Me")


def _patterns(marks: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for marks without a base, and for runs of marks that may need trimming."""
    escaped = "".join(map(re.escape, sorted(marks)))
    checked = "".join((ZWNJ, ZWJ, *SELECTORS, *sorted(_MONGOLIAN_SELECTORS)))
    baseless = re.compile(f"^[ {escaped}]+", re.MULTILINE)
    return baseless, re.compile(f"[{escaped}]{{2,}}|[{checked}]")


def _trimmed(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return "".join(_kept_marks(text[start - 1 : start], match.group(), text[end : end + 1]))


def _kept_marks(base: str, run: str, following: str) -> Iterator[str]:
    """Yield the characters of `run` that may stay between `base` and the `following` character."""
    count, last, joiner = 0, base, ""
    for index, char in enumerate(run):
        if char in (ZWNJ, ZWJ):
            joiner = joiner or char
        elif count < _MOST_MARKS and _is_allowed(last + joiner, char, run[index + 1 : index + 2]):
            if joiner and _is_joiner_allowed(last, joiner, char):
                yield joiner
            yield char
            count, last, joiner = count + 1, char, ""
    if joiner and _is_joiner_allowed(last, joiner, following):
        yield joiner


def _is_allowed(before: str, char: str, after: str) -> bool:
    if char in SELECTORS:
        return _takes_selector(before, after)
    if char in _MONGOLIAN_SELECTORS:
        return "\u1800" <= before[-1:] <= "\u18af"
    return True


def _takes_selector(before: str, after: str) -> bool:
    if before in _KEYCAP_BASES:
        return after == _KEYCAP
    return len(before) == 1 and (before in _SYMBOLS or unicodedata.category(before) in ("So", "Sm"))


def _is_joiner_allowed(before: str, joiner: str, after: str) -> bool:
    if _is_in(before, _JOINED_SCRIPTS):
        return _is_in(after, _JOINED_SCRIPTS) or unicodedata.combining(before) == _CANONICAL_VIRAMA
    is_pictograph = before in SELECTORS or _is_in(before, _PICTOGRAPHS)
    return joiner == ZWJ and is_pictograph and _is_in(after, _PICTOGRAPHS)


def _is_in(char: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return bool(char) and any(first <= ord(char) <= last for first, last in ranges)
