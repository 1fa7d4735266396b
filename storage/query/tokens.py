"""From the text of a query to its tokens."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from storage.errors import QueryError

MOST_CHARACTERS = 4_000
_WHITE_SPACE = "\t\n\r"  # control characters that separate words
_CLOSING = {'"': '"', "“": "”", "„": "“”"}
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_BARE = re.compile(r'[^\s"“„()]+')
_DASHES = re.compile(r"-{2,}|-(?=[\s)]|$)")  # punctuation, not a minus


class TokenKind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    OR = auto()
    WORDS = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query from `start` to `end`, in code points.

    `text` is what was written, without quotes and star. A field has its name in `field`, in lower case, and
    the place of its value in `value_start`. `star` says that a `*` follows, `quoted` that it was in quotes;
    `open` that the closing quote is missing.
    """

    kind: TokenKind
    start: int
    end: int
    text: str = ""
    field: str = ""
    value_start: int = 0
    star: bool = False
    quoted: bool = False
    open: bool = False


def check(text: str) -> None:
    """Raise `QueryError` for a text that is too long, or has characters that no text can have."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(
            f"A query can have at most {MOST_CHARACTERS:,} characters; this one has {len(text):,}.",
            MOST_CHARACTERS,
        )
    for place, character in enumerate(text):
        if character < " " and character not in _WHITE_SPACE:
            raise QueryError(f"There is a control character here ({ord(character):#04x}).", place)
        if "\ud800" <= character <= "\udfff":
            raise QueryError("There is half a character here, which no text has.", place)


def words_of(text: str) -> str:
    """Return the words of a text in composed characters, with single spaces; "" if it has none.

    A word has letters, digits and the marks of letters, and underscores among them.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isalnum():
        text = "".join(one if one.isalnum() or one == "_" or _is_mark(one) else " " for one in text)
    return " ".join(word for word in text.split() if any(map(str.isalnum, word)))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of any text, in order. It never raises; what it yields may still be wrong."""
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
        elif character in "()":
            yield Token(TokenKind.OPEN if character == "(" else TokenKind.CLOSE, at, at + 1)
            at += 1
        elif dashes := _DASHES.match(text, at):
            at = dashes.end()
        elif character == "-":
            yield Token(TokenKind.NOT, at, at + 1)
            at += 1
        else:
            token = _operand(text, at)
            yield token
            at = token.end


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character).startswith("M")


def _operand(text: str, start: int) -> Token:
    name = _FIELD.match(text, start)
    value_start = name.end() if name else start
    value = _value(text, value_start)
    if name:
        return Token(
            TokenKind.FIELD,
            start,
            value.end,
            value.text,
            name[1].lower(),
            value_start,
            value.star,
            value.quoted,
            value.open,
        )
    if value.text.lower() == "or" and not value.quoted and not value.star:
        return Token(TokenKind.OR, start, value.end, value.text)
    return value


def _value(text: str, start: int) -> Token:
    """Return the quoted or bare value that begins here, which may be empty."""
    if start < len(text) and text[start] in _CLOSING:
        return _quoted(text, start)
    bare = _BARE.match(text, start)
    if bare is None:
        return Token(TokenKind.WORDS, start, start)
    star = bare[0].endswith("*")
    return Token(TokenKind.WORDS, start, bare.end(), bare[0].rstrip("*"), star=star)


def _quoted(text: str, start: int) -> Token:
    """Return the text in quotes that begins here; in straight quotes, `""` stands for a quote."""
    closing, at = _CLOSING[text[start]], start + 1
    parts: list[str] = []
    while at < len(text):
        if text[at] not in closing:
            parts.append(text[at])
        elif text.startswith('""', at) and closing == '"':
            parts.append('"')
            at += 1
        else:
            break
        at += 1
    is_open, end = at >= len(text), min(at + 1, len(text))
    star = not is_open and text.startswith("*", end)
    return Token(TokenKind.WORDS, start, end + star, "".join(parts), star=star, quoted=True, open=is_open)
