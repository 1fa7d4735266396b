"""The filter language of newsboat, translated into newsdesk's queries.

https://newsboat.org/releases/2.37/docs/newsboat.html#_filter_language. As in newsboat, `and` and `or` bind
equally and from the right: `a and b or c` means `a and (b or c)`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from storage.errors import QueryError, SourceError
from storage.query.parser import parse
from storage.sources.lists.newsboat_patterns import quoted, terms_of_pattern
from storage.text.plain_text import clean_line, truncate_line

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<operator>==|=~|!=|!~|!#|<=|>=|[=<>#]|between\b)"
    r'|(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+(?::-?\d+)?)|(?P<word>\w+))'
)
_ESCAPED = re.compile(r"\\(.)")
_AGES = {"<": ("newer", 1, 0), "<=": ("newer", 0, 1), ">": ("older", 0, 1), ">=": ("older", 1, 0)}
"""For each comparison of ages a field, the least number of days, and the days to add."""
_MOST_BRACKETS = 50
_LONGEST = 10_000  # characters
_NEGATED = {"!=": "=", "!~": "=~", "!#": "#"}


class _Token(NamedTuple):
    kind: str
    text: str


class _Term(NamedTuple):
    """A part of a query; `joined_by` is how its own parts are joined, "" for a single term."""

    text: str
    joined_by: str = ""

    def within(self, joined_by: str) -> str:
        """Return the part as it stands among parts that are joined so."""
        return f"({self.text})" if self.joined_by and self.joined_by != joined_by else self.text


def translated(expression: str) -> str:
    """Return the query for a filter expression. Raises `SourceError`, with what can't be translated."""
    if len(expression) > _LONGEST:
        raise SourceError(f"newsboat's filter is longer than {_LONGEST:,} characters")
    query = _FilterReader(_tokens(expression)).read().text
    try:
        parse(query)
    except QueryError as error:
        raise SourceError(f"as a query it can't be used: {error}") from error
    return query


def _tokens(expression: str) -> list[_Token]:
    tokens, at = [], 0
    while expression[at:].strip():
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            rest = truncate_line(clean_line(expression[at:]))
            raise SourceError(f"newsboat's filter is not readable from “{rest}” on")
        text = match[match.lastgroup]
        if match.lastgroup == "text":
            text = _ESCAPED.sub(r"\1", text[1:-1]) if '\\"' in text or "\\\\" in text else text[1:-1]
        tokens.append(_Token(match.lastgroup, text))
        at = match.end()
    return tokens


class _FilterReader:
    """Reads the tokens of an expression."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def read(self) -> _Term:
        found = self._expression()
        if self._at < len(self._tokens):
            raise SourceError(f"newsboat's filter has “{self._tokens[self._at].text}” where it should end")
        return found

    def _expression(self) -> _Term:
        parts, operators = [self._operand()], []
        while self._next().kind == "word" and self._next().text.lower() in ("and", "or"):
            operators.append(self._take().text.lower())
            parts.append(self._operand())
        found = parts.pop()
        for operator in reversed(operators):
            found = _joined([parts.pop(), found], " " if operator == "and" else " or ")
        return found

    def _operand(self) -> _Term:
        if self._next() == _Token("bracket", "("):
            self._depth += 1
            if self._depth > _MOST_BRACKETS:
                raise SourceError(
                    f"newsboat's filter has more than {_MOST_BRACKETS} brackets within brackets"
                )
            self._take()
            found = self._expression()
            if self._take() != _Token("bracket", ")"):
                raise SourceError("newsboat's filter has a bracket that is not closed")
            self._depth -= 1
            return found
        name, operator, value = self._take(), self._take(), self._take()
        if name.kind != "word" or operator.kind != "operator" or value.kind not in ("text", "number"):
            raise SourceError(f"newsboat's filter is not complete at “{name.text}”")
        return _condition(name.text.lower(), operator.text, value.text)

    def _next(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _Token("end", "")

    def _take(self) -> _Token:
        token = self._next()
        self._at += 1
        return token


def _condition(name: str, operator: str, value: str) -> _Term:
    if operator in _NEGATED and name in _TRANSLATIONS and name not in ("enclosure_url", "enclosure_type"):
        return _negated(_condition(name, _NEGATED[operator], value))
    translate = _TRANSLATIONS.get(name)
    found = translate(operator, value) if translate else None
    if found is None:
        raise SourceError(
            f"newsdesk's searches have nothing for newsboat's “{name} {operator} {truncate_line(value)}”"
        )
    return found


def _words(field: str) -> Callable[[str, str], _Term | None]:
    """Return the translation of conditions on a text, which `field` finds."""

    def translate(operator: str, value: str) -> _Term | None:
        if operator == "=~":
            readings = terms_of_pattern(value)
            alternatives = [_joined([_Term(f"{field}{term}") for term in all_of], " ") for all_of in readings]
            return _joined(alternatives, " or ")
        text = " ".join(value.replace('"', " ").split())
        return _Term(f"{field}{quoted(text)}") if operator in ("=", "==", "#") and text else None

    return translate


def _unread(operator: str, value: str) -> _Term | None:
    known = {"yes": "is:unread", "no": "is:read"}
    return _Term(known[value]) if operator in ("=", "==", "=~") and value in known else None


def _tags(operator: str, value: str) -> _Term | None:
    tag = quoted(" ".join(value.replace('"', " ").split()))
    found = _Term(f"folder:{tag} or label:{tag}", " or ")
    return found if operator in ("=", "==", "#") and value.strip() else None


def _first_tag(operator: str, value: str) -> _Term | None:
    return _words("folder:")(operator, value)


def _age(operator: str, value: str) -> _Term | None:
    """Translate the age in whole days."""
    first, _, last = value.partition(":")
    days = int(first) if first.isdigit() and len(first) < 6 else -1
    if operator == "between" and last.isdigit() and len(last) < 6:
        return _between(days, int(last))
    if operator in ("=", "=="):
        return _between(days, days)
    field, least, more = _AGES.get(operator, ("", 0, 0))
    return _Term(f"{field}:{days + more}d") if field and days >= least else None


def _between(first: int, last: int) -> _Term | None:
    if not 0 <= first <= last:
        return None
    newest = [_Term(f"older:{first}d")] if first else []
    return _joined([*newest, _Term(f"newer:{last + 1}d")], " ")


def _enclosure(operator: str, value: str) -> _Term | None:
    if value.strip() in ("", ".*", ".+"):
        there = operator in ("!=", "=~")
        return _Term("has:enclosure" if there else "-has:enclosure")
    return None


_TRANSLATIONS: dict[str, Callable[[str, str], _Term | None]] = {
    "title": _words("title:"),
    "content": _words(""),
    "description": _words(""),
    "author": _words("by:"),
    "feedtitle": _words("feed:"),
    "unread": _unread,
    "tags": _tags,
    "firsttag": _first_tag,
    "age": _age,
    "enclosure_url": _enclosure,
    "enclosure_type": _enclosure,
}


def _joined(parts: list[_Term], joined_by: str) -> _Term:
    if len(parts) == 1:
        return parts[0]
    return _Term(joined_by.join(part.within(joined_by) for part in parts), joined_by)


def _negated(term: _Term) -> _Term:
    if term.text.startswith("-") and not term.joined_by:
        return _Term(term.text[1:])
    return _Term(f"-({term.text})" if term.joined_by else f"-{term.text}")
