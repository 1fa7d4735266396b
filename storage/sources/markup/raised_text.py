"""Superscripts and subscripts as plain text: powers, units, formulas and the marks of notes."""

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_FORMULA = re.compile(r"(?=.*[\d=+−-])[\w+−–=().,*/-]+|[-+−]")
_NOTE = re.compile(
    r"[\[(]?\s*(\d{1,3}[a-z]?(?:\s*[,–-]\s*\d{1,3})*|[a-z]{1,2}|[ivxl]{1,5}|[*†‡§¶#]{1,3})\s*[\])]?",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(r"\b(?:foot|end)?note|\breference\b|\bfn\b|\bcitation\b", re.IGNORECASE)
_VARIABLE = re.compile(r"(?:^|[\s(=+*/,·-])[a-zA-Z]$|\)$")
_ORDINALS = frozenset("aeordst")  # 1ª, 1er, 1º, 2nd and their like stand in one letter, too
_LONGEST = 12  # characters
_MOST_PARTS = 6  # elements


def note_mark(element: "_Element") -> str:
    """Return the mark of a note in square brackets, "" if a superscript or the link around it is none."""
    text = _short_text(element)
    if not _NOTE.fullmatch(text):
        return ""
    outer = element.getparent()
    links = [*element.iter("a"), *((outer,) if outer is not None and outer.tag == "a" else ())]
    is_linked = any(_short_text(link) == text for link in links)
    names = f"{element.get('class') or ''} {element.get('role') or ''} {element.get('id') or ''}"
    if not is_linked and not _NOTE_CLASS.search(names):
        return ""
    return f"[{text.strip('[]() ')}]"


def superscript(element: "_Element", before: str) -> str:
    """Return a short superscript after the text `before` as plain text, "" if it reads well as it is.

    Digits become raised digits. What has no raised form follows "^". Endings such as that of "1st" stay.
    """
    return _written(_short_text(element), before, _SUPERSCRIPTS, "^")


def subscript(element: "_Element", before: str) -> str:
    """Return a short subscript as plain text, "" if it reads well as it is."""
    return _written(_short_text(element), before, _SUBSCRIPTS, "_")


def _written(text: str, before: str, table: dict[int, int], sign: str) -> str:
    raised = text.translate(table)
    is_index = len(text) == 1 and text.isalpha() and text not in _ORDINALS and _VARIABLE.search(before)
    if not (_FORMULA.fullmatch(text) or is_index):
        return ""
    if all(character in table.values() for character in map(ord, raised)) and not text.isalpha():
        return raised
    if is_index:
        return raised if raised != text else sign + text
    return f"{sign}{text}" if text.isalnum() else f"{sign}({text})"


def _short_text(element: "_Element") -> str:
    """Return the text of a small element, "" if it is larger than a superscript is."""
    parts = list(islice(element.iter(), _MOST_PARTS + 1))
    if len(parts) > _MOST_PARTS:
        return ""
    text = "".join(element.itertext())
    return " ".join(text.split()) if len(text) <= 2 * _LONGEST else ""
