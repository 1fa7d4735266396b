"""From a query that the reader typed to an FTS5 expression."""

import re
import unicodedata
from collections.abc import Iterator

from storage.errors import QueryError

_OR = ""
_PART = re.compile(
    r"(?P<minus>-)?"
    r"(?:(?P<field>title|source|feed|person|org|place|name|story|lang|is|after|before|newer):)?"
    r'(?:"[^"]*"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_WORD = re.compile(r"\w*[^\W_]\w*")


def match_expression(query: str) -> str:
    """Return the FTS5 expression for words and "phrases", all of which must occur.

    `-word` must not occur. Of words with `or` between them, one must occur. The last word is a prefix unless
    a space follows. Raises `QueryError` if there is nothing to search for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    joined = False
    for part, minus in _parts(query):
        if part == _OR:
            joined = bool(wanted)
        elif minus:
            unwanted.append(part)
        elif joined:
            wanted[-1] = f"{wanted[-1]} OR {part}"
            joined = False
        else:
            wanted.append(part)
    if not wanted:
        raise QueryError(f"Nothing to search for in “{query.strip()}”: type a word or a phrase.")
    return " NOT ".join([" AND ".join(f"({part})" for part in wanted), *unwanted])


def _parts(query: str) -> Iterator[tuple[str, bool]]:
    """Yield each word or phrase, quoted for FTS5, and whether it has a minus; `_OR` for the word "or"."""
    query = unicodedata.normalize("NFC", query)
    for match in _PART.finditer(query):
        if field := match["field"]:
            raise QueryError(f"newsdesk can't search by “{field}:” yet, only for words and “phrases”.")
        if match["word"] and match[0].lower() == "or":
            yield _OR, False
            continue
        words = _WORD.findall(match[0])
        beginning = "*" if match.end() == len(query) and query[-1:].isalnum() else ""
        if words:
            yield f'"{" ".join(words)}"{beginning}', bool(match["minus"])
