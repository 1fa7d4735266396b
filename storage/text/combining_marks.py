"""What may follow a base character: a bounded number of marks, and joiners only where a script needs them.

A *tail* is a run of combining marks, joiners and variation selectors behind one base character. Tails are
where text is made to sprawl over other lines or to hide what it says, and where Persian (zero-width
non-joiner), Hindi (zero-width joiner) and emoji (both, with selectors) need their invisible characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

ZWNJ, ZWJ = "\u200c", "\u200d"
SELECTORS = ("\ufe0e", "\ufe0f")

# A Hebrew letter takes a dot, dagesh, vowel, meteg and accent; no living script piles up more.
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
    (0x11000, 0x11DFF),  # Brahmi and its children
    (0x1E900, 0x1E95F),  # Adlam
)
_PICTURES = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))


def trim_marks(text: str) -> str:
    """Return `text` in NFC with every tail cut to what its base can carry; a tail without a base goes."""
    tail = {char for char in set(text) if _is_mark(char)}
    if not tail:
        return unicodedata.normalize("NFC", text)
    baseless, tails = _patterns(tail)
    text = baseless.sub("", text)
    # Without what was cut, the remaining marks may take another order, and a joiner get other neighbours.
    # The first round leaves at most five marks a tail, so a handful of rounds settles any text.
    while (settled := unicodedata.normalize("NFC", tails.sub(_trimmed, text))) != text:
        text = settled
    return text


def _is_mark(char: str) -> bool:
    return char in (ZWNJ, ZWJ) or unicodedata.category(char) in ("Mn", "Me")


def _patterns(tail: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = "".join(map(re.escape, sorted(tail)))
    doubtful = "".join((ZWNJ, ZWJ, *SELECTORS, *sorted(_MONGOLIAN_SELECTORS)))
    baseless = re.compile(f"^[ {marks}]+", re.MULTILINE)
    return baseless, re.compile(f"[{marks}]{{2,}}|[{doubtful}]")


def _trimmed(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return "".join(_kept_marks(text[start - 1 : start], match.group(), text[end : end + 1]))


def _kept_marks(base: str, tail: str, following: str) -> Iterator[str]:
    """Yield what stays of `tail` between its base and the base that follows it."""
    marks, last, joiner = 0, base, ""
    for place, char in enumerate(tail):
        if char in (ZWNJ, ZWJ):
            joiner = joiner or char
        elif marks < _MOST_MARKS and _is_wanted(last + joiner, char, tail[place + 1 : place + 2]):
            if joiner and _joins(last, joiner, char):
                yield joiner
            yield char
            marks, last, joiner = marks + 1, char, ""
    if joiner and _joins(last, joiner, following):
        yield joiner


def _is_wanted(before: str, char: str, after: str) -> bool:
    if char in SELECTORS:
        return _takes_selector(before, after)
    if char in _MONGOLIAN_SELECTORS:
        return "\u1800" <= before[-1:] <= "\u18af"
    return True


def _takes_selector(before: str, after: str) -> bool:
    if before in _KEYCAP_BASES:
        return after == _KEYCAP
    return len(before) == 1 and (before in _SYMBOLS or unicodedata.category(before) in ("So", "Sm"))


def _joins(before: str, joiner: str, after: str) -> bool:
    if _within(before, _JOINED_SCRIPTS):
        return _within(after, _JOINED_SCRIPTS) or unicodedata.combining(before) == _CANONICAL_VIRAMA
    is_picture = before in SELECTORS or _within(before, _PICTURES)
    return joiner == ZWJ and is_picture and _within(after, _PICTURES)


def _within(char: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return bool(char) and any(first <= ord(char) <= last for first, last in ranges)
