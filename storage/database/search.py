"""What the reader types, as an FTS5 expression."""

import re

from storage.errors import QueryError

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"\w+")


def match_expression(query: str) -> str:
    """Return the FTS5 expression for plain words and "phrases", all of which must occur.

    A last word that is still being typed matches as a beginning. Raises `QueryError` where nothing
    can be searched for.
    """
    parts = [_part(match) for match in _PART.finditer(query)]
    parts = [part for part in parts if part]
    if not parts:
        raise QueryError(f"Nothing to search for in “{query.strip()}”: type a word or a phrase.")
    if query[-1:].isalnum():
        parts[-1] = parts[-1].rstrip("*") + "*"
    return " AND ".join(parts)


def _part(match: re.Match[str]) -> str:
    words = _WORD.findall(match[1] if match[1] is not None else match[2])
    return f'"{" ".join(words)}"' if words else ""
