"""From the text of a query to its tree.

query    = { operand }                         all must hold
operand  = unit { "or" unit }                  "or" binds closer than standing side by side
unit     = [ "-" ] ( words | field | "(" query ")" )
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from storage.errors import QueryError
from storage.model import Sort
from storage.query import fields
from storage.query.nodes import And, Node, Not, Or, Query, Term, Words
from storage.query.tokens import Token, TokenKind, check, tokens, words_of

MOST_TERMS = 200
DEEPEST = 8  # brackets in brackets; SQLite itself takes few more


@lru_cache(maxsize=200)  # rules and saved searches ask the same again and again
def parse(text: str) -> Query:
    """Return what a query says; a text without anything finds every article.

    Raises `QueryError`, with the position of the first mistake.
    """
    check(text)
    found = list(_known(text))
    leaves = [one for one in found if one.kind in (TokenKind.WORDS, TokenKind.FIELD)]
    if len(leaves) > MOST_TERMS:
        raise QueryError(f"A query can have at most {MOST_TERMS} words and fields.", leaves[MOST_TERMS].start)
    parser = _Parser(found, len(text))
    root = parser.query()
    if root is None and parser.sort is None and text.strip():
        raise QueryError(f"Nothing to search for in “{_short(text)}”: type a word or a phrase.", 0)
    return Query(root, parser.sort)


def _known(text: str) -> list[Token]:
    """Return the tokens of a text without those that are punctuation only. Raises `QueryError`."""
    found: list[Token] = []
    for token in tokens(text):
        if token.open:
            raise QueryError("This quotation mark is never closed.", token.value_start or token.start)
        negated = bool(found) and found[-1].kind is TokenKind.NOT
        if token.kind is TokenKind.WORDS and not words_of(token.text):
            found = found[:-1] if negated else found
        else:
            found.append(
                replace(token, kind=TokenKind.WORDS) if negated and token.kind is TokenKind.OR else token
            )
    return found


class _Parser:
    """The tokens of one query, read from left to right; `sort` is the order that was found among them."""

    def __init__(self, found: Sequence[Token], length: int) -> None:
        self.sort: Sort | None = None
        self._tokens = found
        self._at = 0
        self._length = length
        self._depth = 0

    def query(self) -> Node | None:
        """Return the tree of all tokens, `None` if nothing is asked for."""
        root = self._sequence()
        if (token := self._next()) is not None:
            raise QueryError("There is no opening bracket for this one.", token.start)
        return root

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is_next(self, kind: TokenKind) -> bool:
        token = self._next()
        return token is not None and token.kind is kind

    def _sequence(self) -> Node | None:
        found: list[Node] = []
        while self._next() is not None and not self._is_next(TokenKind.CLOSE):
            if self._is_sort():
                continue
            operand = self._operand()
            found += operand.operands if isinstance(operand, And) else [operand]
        return And(tuple(found)) if len(found) > 1 else next(iter(found), None)

    def _operand(self) -> Node:
        found = [self._unit()]
        while self._is_next(TokenKind.OR):
            self._at += 1
            found.append(self._unit())
        operands = [part for one in found for part in (one.operands if isinstance(one, Or) else (one,))]
        return Or(tuple(operands)) if len(operands) > 1 else operands[0]

    def _unit(self) -> Node:
        token = self._next()
        if token is None or token.kind in (TokenKind.CLOSE, TokenKind.OR):
            raise self._missing(token)
        self._at += 1
        match token.kind:
            case TokenKind.NOT:
                operand = self._unit()
                return operand.operand if isinstance(operand, Not) else Not(operand)
            case TokenKind.OPEN:
                return self._group(token)
            case TokenKind.FIELD:
                return _term(token)
            case _:
                return Words(words_of(token.text), token.star)

    def _group(self, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"More than {DEEPEST} brackets are nested here.", opening.start)
        inside = self._sequence()
        if not self._is_next(TokenKind.CLOSE):
            raise QueryError("The bracket that begins here is not closed.", opening.start)
        if inside is None:
            raise QueryError("There is nothing in these brackets.", opening.start)
        self._at += 1
        self._depth -= 1
        return inside

    def _is_sort(self) -> bool:
        """Take an order, if one comes next, and return whether one did."""
        token = self._next()
        if token is None or token.kind is not TokenKind.FIELD or token.field != fields.SORT:
            return False
        _check_value(token)
        if self._depth or self.sort is not None:
            sentence = "“sort:” stands outside brackets." if self._depth else "A query has one “sort:”."
            raise QueryError(sentence, token.start)
        self.sort = fields.canonical_sort(token.text, token.value_start)
        self._at += 1
        return True

    def _missing(self, token: Token | None) -> QueryError:
        """Return the error for an operand that is missing before this token, or at the end."""
        before = self._tokens[self._at - 1] if self._at else None
        place = before or token
        position = min(place.start if place else 0, max(0, self._length - 1))
        if before is None or before.kind is TokenKind.OPEN or (token and token.kind is TokenKind.OR):
            return QueryError("There must be something on both sides of “or”.", token.start if token else 0)
        return QueryError(f"Something must follow “{before.text or '-'}”.", position)


def _term(token: Token) -> Term:
    if token.field == fields.SORT:
        raise QueryError("“sort:” stands alone, without “-” or “or”.", token.start)
    field = fields.field_named(token.field, token.start)
    _check_value(token)
    value = unicodedata.normalize("NFC", token.text)
    return Term(field, fields.canonical(field, value, token.value_start, star=token.star), token.star)


def _check_value(token: Token) -> None:
    if not token.text and not token.star:
        raise QueryError(f"“{token.field}:” needs a value right behind the colon.", token.start)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
