"""What a query means, in plain words."""

from collections.abc import Mapping
from datetime import date

from storage.model import Sort
from storage.query import dates
from storage.query.nodes import And, FieldName, Node, Not, Or, Query, Term, Words
from storage.text import languages

_ORDERS = {
    Sort.DATE: "the newest first",
    Sort.OLDEST: "the oldest first",
    Sort.RELEVANCE: "the best match first",
    Sort.SOURCE: "by source",
    Sort.STORY: "story by story",
}
_STATES = {
    "unread": "that are unread",
    "read": "that were read",
    "starred": "with a star",
    "copy": "that are copies of another article",
    "cut": "of which only a part of the text is here",
    "new": "that say something new in a story of which you have read other articles",
    "hidden": "that are hidden",
    "unsubscribed": "that came from feeds which you have unsubscribed from",
}
_NEGATED_STATES = {
    "unread": "that were read",
    "read": "that are unread",
    "starred": "without a star",
    "copy": "that are no copies of another article",
    "cut": "of which the whole text is here",
    "new": "that say nothing new in a story of which you have read other articles",
    "hidden": "that are not hidden",
    "unsubscribed": "that did not come from feeds which you have unsubscribed from",
}
_PARTS = {
    "page": "the text of its page",
    "enclosure": "an enclosure, such as an audio file",
    "links": "links to other articles",
}
_TEXTS: Mapping[FieldName, str] = {
    FieldName.TITLE: "in the title",
    FieldName.SOURCE: "in the name of the source",
    FieldName.FEED: "in the title of a feed that has it",
    FieldName.FOLDER: "in the folder of a feed that has it",
    FieldName.BY: "in the byline",
    FieldName.STORY: "in the headline of its story",
}
_NAMES = {
    FieldName.PERSON: "a person",
    FieldName.ORG: "an organisation",
    FieldName.PLACE: "a place",
    FieldName.NAME: "somebody or something",
}
_ANY = {
    FieldName.LABEL: "with a label",
    FieldName.FEED: "with a feed that has it",
    FieldName.FOLDER: "with a folder of a feed that has it",
    FieldName.STORY: "with other reports of its story",
}


def explain(query: Query) -> str:
    """Return a sentence that says which articles a query finds, and in which order."""
    found = "All articles" if query.root is None else f"Articles {_clause(query.root, False)}"
    return f"{found}; {_ORDERS[query.order]}."


def _clause(node: Node, negated: bool) -> str:
    match node:
        case Words() | Term():
            return _leaf(node, negated)
        case Not(operand):
            return _clause(operand, not negated)
        case And(operands) | Or(operands):
            # What is not "a and b" is "not a or not b".
            joint = "and" if isinstance(node, And) is not negated else "or"
            parts = [_part(one, negated) for one in operands]
            return f"{', '.join(parts[:-1])}{',' * (len(parts) > 2)} {joint} {parts[-1]}"


def _part(node: Node, negated: bool) -> str:
    """Return the clause of an operand, in brackets if it has operands itself."""
    inner = node.operand if isinstance(node, Not) else node
    clause = _clause(node, negated)
    return f"({clause})" if isinstance(inner, And | Or) else clause


def _leaf(leaf: Words | Term, negated: bool) -> str:
    if isinstance(leaf, Words):
        return f"{'without' if negated else 'with'} {_words(leaf.text, leaf.prefix)}"
    if leaf.field is FieldName.IS:
        return (_NEGATED_STATES if negated else _STATES)[leaf.value]
    clause = _of_field(leaf)
    if not negated:
        return clause
    return f"without {clause.removeprefix('with ')}" if clause.startswith("with ") else f"not {clause}"


def _of_field(term: Term) -> str:
    field, value = term.field, term.value
    if not value:
        return _ANY[field]
    if field is FieldName.STORY and value.isdecimal() and not term.prefix:
        return f"in story {value}"
    if field in (*_TEXTS, *_NAMES):
        words = _words(value, term.prefix)
        return f"with {words} {_TEXTS[field]}" if field in _TEXTS else f"with {_NAMES[field]} called {words}"
    if field is FieldName.LABEL:
        return f"with a label that begins with “{value}”" if term.prefix else f"with the label “{value}”"
    return f"with {_PARTS[value]}" if field is FieldName.HAS else _of_language_or_time(field, value)


def _of_language_or_time(field: FieldName, value: str) -> str:
    match field:
        case FieldName.LANG:
            return f"in {languages.NAMES.get(value, f'the language “{value}”')}"
        case FieldName.AFTER:
            return f"from {_day(value)} or later"
        case FieldName.BEFORE:
            return f"from before {_day(value)}"
        case FieldName.NEWER:
            return f"from the last {_age(value).removeprefix('1 ')}"
        case _:
            return f"older than {_age(value)}"


def _words(text: str, prefix: bool) -> str:
    if not prefix:
        return f"“{text}”"
    *before, last = text.split()
    beginning = f"a word that begins with “{last}”"
    return f"“{' '.join(before)}” followed by {beginning}" if before else beginning


def _day(value: str) -> str:
    if value in (dates.TODAY, dates.YESTERDAY):
        return value
    day = dates.first_day(value, date.min)
    parts = value.count("-")
    months = _MONTHS[day.month - 1]
    return (f"{day.year:04}", f"{months} {day.year:04}", f"{day.day} {months} {day.year:04}")[parts]


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _age(value: str) -> str:
    number, unit = int(value[:-1]), dates.UNITS[value[-1]]
    return f"{number} {unit}{'s' if number != 1 else ''}"
