"""Cleans text for the terminal: only readable characters remain.

Keeps Unicode in composed form (NFC): letters, marks, numbers, punctuation, symbols, single spaces and
newlines. Removes escape sequences, control characters, bidirectional controls, invisible characters,
private-use characters, lone surrogates and noncharacters. `combining_marks` decides which joiners and
variation selectors stay.
"""

import re
import unicodedata

from storage.text.combining_marks import SELECTORS, ZWJ, ZWNJ, trim_marks

# Escape sequences of ECMA-48 in the 7-bit and the 8-bit form. A control string (OSC, DCS, APC, PM, SOS) is
# removed as a whole only if it is closed before the next control character: an unclosed one would take the
# rest of the article with it, and in wrongly decoded text quotation marks look like its introducer.
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
# Visible format characters: the number and verse signs of Arabic, Syriac and Kaithi.
_VISIBLE = frozenset((*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
# Invisible characters of other categories: the grapheme joiner, fillers, inherent vowels, variation selectors
# that only choose a glyph, annotation marks and unassigned invisible code points.
_INVISIBLE = frozenset((0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0)).union(
    range(0xFE00, 0xFE0E), range(0xFFF0, 0xFFFD), range(0xE0000, 0xE1000)
)


class _Replacements(dict[int, int | None]):
    """A table for `str.translate`, filled on demand: a code point to itself, a space, or None."""

    def __missing__(self, code: int) -> int | None:
        self[code] = replacement = _replacement(code)
        return replacement


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
    r"""Return `text` as clean blocks with one blank line between two of them.

    Every line break becomes "\n", every run of spaces and tabs one space. No line begins or ends with a
    space. Cleaning is idempotent.
    """
    if _SUSPECT.search(text):
        text = _BREAKS.sub("\n", _ESCAPES.sub("", text)).translate(_REPLACEMENTS)
    if text.isascii():
        return _collapse_blanks(text)
    # A composed character can differ in category from its parts, so NFC comes before the check of each
    # character. `trim_marks` composes again, because removals create new neighbours.
    text = unicodedata.normalize("NFC", text)
    if any(_REPLACEMENTS[code] != code for code in map(ord, set(text))):
        text = text.translate(_REPLACEMENTS)
    return _collapse_blanks(trim_marks(text))


def clean_line(text: str) -> str:
    """Return `text` as one clean line; every break and run of blanks becomes one space."""
    return " ".join(clean(text).split())


def clean_output(text: str) -> str:
    """Return what a program printed without escape sequences and invisible characters, with its spaces."""
    text = _BREAKS.sub("\n", _ESCAPES.sub("", text.expandtabs())).translate(_REPLACEMENTS)
    return trim_marks(unicodedata.normalize("NFC", text))


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of `text` in lower case, to compare texts that differ in punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))


def truncate_line(line: str, width: int = 60) -> str:
    """Return `line`, cut after a word and ended by an ellipsis if it has more than `width` characters."""
    if len(line) <= width:
        return line
    start = line[:width]
    whole_words, _, rest = start.rpartition(" ")
    return clean_line((whole_words if len(rest) < width // 2 else start[:-1]).rstrip(" ,;:–—-") + "…")


def _collapse_blanks(text: str) -> str:
    lines = (line.strip(" ") for line in _SPACES.sub(" ", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
