"""Text that is safe and tidy on a terminal: whatever comes in, only readable characters go out.

What stays is Unicode in composed form (NFC): letters, marks, numbers, punctuation, symbols, single spaces
and, between lines, newlines. What goes: escape sequences, control characters, bidirectional controls,
invisible characters, private-use characters, lone surrogates and noncharacters. `tails` decides about the
joiners and variation selectors that Persian, Hindi or an emoji can't do without.
"""

import re
import unicodedata

from storage.text.combining_marks import SELECTORS, ZWJ, ZWNJ, trim_marks

# ECMA-48, in the 7-bit and the 8-bit form. A control string (OSC, DCS, APC, PM, SOS) goes whole only when it
# is closed before the next control character: an unclosed one would swallow the rest of the article, and in
# wrongly decoded text its introducers are mere debris of quotation marks.
_ESCAPES = re.compile(
    r"""
      (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] )
      (?: [^\x00-\x1f\x7f-\x9f]* (?: \x07 | \x1b\\ | \x9c ) | [0-9;]* )
    | (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]?
    | \x1b [ -/]* [0-~]?
    """,
    re.VERBOSE,
)
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SUSPECT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile(" {2,}")
_BLANK_LINES = re.compile("\n{3,}")

_BLANK_BRAILLE = 0x2800
_KEPT = frozenset(map(ord, ("\n", ZWJ, ZWNJ, *SELECTORS)))
# Format characters that are drawn: the number and verse signs of Arabic, Syriac and Kaithi.
_VISIBLE = frozenset((*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
# Not format characters by category, but drawn as nothing: the grapheme joiner, fillers, inherent vowels,
# variation selectors that only pick a glyph, annotation marks and unassigned invisible places.
_INVISIBLE = frozenset((0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0)).union(
    range(0xFE00, 0xFE0E), range(0xFFF0, 0xFFFD), range(0xE0000, 0xE1000)
)


class _Replacements(dict[int, int | None]):
    """What becomes of a code point, worked out at first sight: itself, a space, or nothing."""

    def __missing__(self, code: int) -> int | None:
        self[code] = fate = _replacement(code)
        return fate


def _replacement(code: int) -> int | None:
    if code in _KEPT or code in _VISIBLE:
        return code
    category = unicodedata.category(chr(code))
    if category == "Zs" or code in (0x9, _BLANK_BRAILLE):
        return 0x20
    if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or code in _INVISIBLE or _is_noncharacter(code):
        return None
    return code


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


_REPLACEMENTS = _Replacements()


def clean(text: str) -> str:
    r"""Return `text` as plain Unicode blocks with exactly one blank line between two of them.

    Every line break becomes "\n", every run of spaces and tabs one space, no line begins or ends with one.
    Cleaning cleaned text changes nothing.
    """
    if _SUSPECT.search(text):
        text = _BREAKS.sub("\n", _ESCAPES.sub("", text)).translate(_REPLACEMENTS)
    if text.isascii():
        return _tidy(text)
    # Composed forms can differ in category from their parts, so NFC comes before the look at each character
    # and again inside `trim_tails`, after something between two of them may have gone.
    text = unicodedata.normalize("NFC", text)
    if any(_REPLACEMENTS[code] != code for code in map(ord, set(text))):
        text = text.translate(_REPLACEMENTS)
    return _tidy(trim_marks(text))


def clean_line(text: str) -> str:
    """Return `text` as one clean line, with a single space for every break and run of blanks."""
    return " ".join(clean(text).split())


def _tidy(text: str) -> str:
    lines = (line.strip(" ") for line in _SPACES.sub(" ", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
