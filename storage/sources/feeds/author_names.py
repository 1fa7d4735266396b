"""The names in the authors of a feed: without e-mail addresses, in the order in which they are spoken."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

_MAX_LENGTH = 1000  # characters
_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()\[\],;:\"@]++@[^\s<>()\[\],;:\"@]++", re.IGNORECASE)
_BRACKETS = re.compile(r"<\s*>|\(\s*\)|\[\s*\]")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)
_ENDING_INITIAL = re.compile(r",\s*(?:\S+\s+){0,2}[^\W\d_]\.\Z")
_EDGES = " \t\r\n,;\"'“”"
_MOST_GIVEN_NAMES = 3


def author_names(authors: Iterable[str]) -> tuple[str, ...]:
    """Return the names that the texts of author elements hold; an address stands for a missing name.

    Each text may be a name with an address ("Jane Doe <jane@example.org>", "jane@example.org (Jane Doe)"), or
    a list of those, with semicolons, or with commas between addresses. "Doe, Jane" becomes "Jane Doe" where
    the family name certainly comes first: in a list with semicolons, before a final initial, and where all of
    several authors are written so. "King, Jr." stays.
    """
    found = [name for author in authors for name in _names(author)]
    if len(found) > 1 and all(_inverted(name) for name, _ in found):
        return tuple(_inverted(name) for name, _ in found)
    return tuple(_inverted(name) or name if is_certain else name for name, is_certain in found)


def _names(author: str) -> Iterator[tuple[str, bool]]:
    """Yield the names in a text, each with whether "Doe, Jane" in it certainly begins with a family name."""
    if len(author) > _MAX_LENGTH:
        yield author, False
        return
    author = unescape(author)
    parts = author.split(";") if ";" in author else _after_addresses(author)
    for part in parts:
        if name := _without_address(part):
            yield name, len(parts) > 1 or bool(_ENDING_INITIAL.search(name))


def _after_addresses(author: str) -> list[str]:
    """Return the parts of a text between the commas that follow an address or its brackets."""
    parts = [""]
    for piece in author.split(","):
        ends_address = "@" in parts[-1]
        if ends_address and "@" in piece:
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]},{piece}" if parts[-1] else piece
    return parts


def _without_address(author: str) -> str:
    """Return an author without address and the brackets that it leaves, or the address if nothing is left."""
    rest = _BRACKETS.sub(" ", _ADDRESS.sub("", author)) if "@" in author else author
    name = rest.strip(_EDGES)
    if rest != author and name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    name = " ".join(name.split()).strip(_EDGES)
    return name or author.strip(f"{_EDGES}<>()").removeprefix("mailto:")


def _inverted(name: str) -> str:
    """Return "Doe, Jane" as "Jane Doe", "" for a name that is not written so."""
    parts = [part.strip() for part in name.split(",")]
    suffix = parts.pop() if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]) else ""
    if len(parts) != 2 or not all(parts) or _SUFFIX.fullmatch(parts[1]):
        return ""
    family, given = parts
    if len(family.split()) > _MOST_GIVEN_NAMES or len(given.split()) > _MOST_GIVEN_NAMES:
        return ""
    return f"{given} {family}{f', {suffix}' if suffix else ''}"
