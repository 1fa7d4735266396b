"""The query that stands for a text which is still being typed."""

import unicodedata

from storage.errors import QueryError
from storage.query import fields
from storage.query.nodes import FieldName
from storage.query.tokens import MOST_CHARACTERS, Token, TokenKind, tokens
from storage.text import languages

_UNFINISHED = (TokenKind.NOT, TokenKind.OR, TokenKind.OPEN)


def as_typed(text: str) -> str:
    """Return the query that stands for a text which is still being typed.

    The last word is the beginning of one, unless a space follows. Quotes and brackets are closed, and what
    can't mean anything yet, such as "is:" or a final "or", is left out. A text that is too long for a query
    stays as it is.
    """
    if len(text) > MOST_CHARACTERS:
        return text
    found = list(tokens(text))
    if found and found[-1].end == len(text):
        text = _finished(text, found[-1])
        found = list(tokens(text))
    while found and found[-1].kind in _UNFINISHED:
        text = text[: found.pop().start]
    missing = sum({TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(one.kind, 0) for one in found)
    return text + ")" * missing if found else ""


def _finished(text: str, last: Token) -> str:
    """Return a text whose last token is complete, or left out."""
    if last.kind is TokenKind.FIELD and last.field in fields.NAMES and not _takes_beginnings(last):
        return text if _is_complete(last) else text[: last.start]
    if last.kind not in (TokenKind.FIELD, TokenKind.WORDS) or last.star:
        return text
    ends_in_word = bool(last.text) and _is_part_of_word(last.text[-1])
    if last.open:
        closing = '"' if text[last.value_start or last.start] == '"' else "”"
        return text + closing + "*" * ends_in_word
    return text + "*" * (ends_in_word and not last.quoted)


def _takes_beginnings(token: Token) -> bool:
    text = token.field in fields.TEXTS or token.field == FieldName.LABEL
    return text and bool(token.text or token.star)


def _is_complete(token: Token) -> bool:
    if token.open or not token.text:
        return False
    try:
        if token.field == fields.SORT:
            fields.canonical_sort(token.text, 0)
        else:
            value = fields.canonical(FieldName(token.field), token.text, 0, star=token.star)
            # A code of a rare language is more often the beginning of a name.
            return token.field != FieldName.LANG or value in languages.NAMES
    except QueryError:
        return False
    return True


def _is_part_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
