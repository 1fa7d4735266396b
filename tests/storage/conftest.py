"""Characters that no text of a draft may hold, listed independently of the code that removes them."""

import unicodedata
from collections.abc import Callable

import pytest

BIDI_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u180e\u034f\u115f\u1160\u3164\uffa0\u2061\u2062\u2063\u2064")


def _forbidden(text: str) -> list[str]:
    return [char for char in text if _is_forbidden(char)]


def _is_forbidden(char: str) -> bool:
    code = ord(char)
    return (
        (unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") and char != "\n")
        or char in BIDI_CONTROLS
        or char in INVISIBLE
        or 0xFE00 <= code <= 0xFE0D
        or 0xFFF9 <= code <= 0xFFFC
        or 0xE0000 <= code <= 0xE0FFF
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


@pytest.fixture(scope="session")
def forbidden() -> Callable[[str], list[str]]:
    """Return a function that lists the characters of a text that must not reach the terminal."""
    return _forbidden
