"""The fields of the query language: their names, what values they take, and the values in canonical form."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from storage.errors import QueryError
from storage.model import Sort
from storage.query.dates import canonical_age, canonical_date
from storage.query.nodes import FieldName
from storage.query.tokens import words_of
from storage.text import languages

SORT = "sort"
NAMES: tuple[str, ...] = (*FieldName, SORT)
STATES = ("unread", "read", "starred", "copy", "cut", "new", "hidden", "unsubscribed")
PARTS = ("page", "enclosure", "links")
SORTS: tuple[str, ...] = tuple(Sort)
ANY = frozenset((FieldName.LABEL, FieldName.FEED, FieldName.FOLDER, FieldName.STORY))
"""The fields in which `*` alone stands for any value."""
TEXTS = frozenset(
    (
        FieldName.TITLE,
        FieldName.SOURCE,
        FieldName.FEED,
        FieldName.FOLDER,
        FieldName.BY,
        FieldName.PERSON,
        FieldName.ORG,
        FieldName.PLACE,
        FieldName.NAME,
        FieldName.STORY,
    )
)
"""The fields whose values are words that stand next to each other in what the article has there."""

_Canonical: TypeAlias = Callable[[str, int], str]


def field_named(name: str, position: int) -> FieldName:
    """Return the field of a name in lower case. Raises `QueryError`, with the nearest name, for another."""
    if name in NAMES:
        return FieldName(name)
    near = nearest(name, NAMES)
    advice = f"did you mean “{near}:”?" if near else "text with a colon goes in quotes."
    raise QueryError(f"There is no field “{name}:”; {advice}", position)


def canonical(field: FieldName, value: str, position: int, *, star: bool) -> str:
    """Return a value of a field in canonical form. Raises `QueryError` for a value that it can't have."""
    if field in TEXTS or field is FieldName.LABEL:
        return _text(field, value, position, star=star)
    if star:
        raise QueryError(f"“{field}:” takes a whole value, without “*”.", position)
    return _CANONICAL[field](value, position)


def canonical_sort(value: str, position: int) -> Sort:
    """Return the order of this name. Raises `QueryError`."""
    return Sort(_choice(SORT, SORTS)(value, position))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like `word`, "" if none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed for a mistake

    return next(iter(get_close_matches(word, list(known), 1, 0.6)), "")


def _text(field: FieldName, value: str, position: int, *, star: bool) -> str:
    if star and not value.strip() and field in ANY:
        return ""
    known = bool(value.strip()) if field is FieldName.LABEL else bool(words_of(value))
    if not known:
        raise QueryError(f"“{field}:” needs a value with a letter or digit.", position)
    return " ".join(value.split())


def _choice(field: str, choices: tuple[str, ...]) -> _Canonical:
    def canonical_choice(value: str, position: int) -> str:
        if value.lower() in choices:
            return value.lower()
        near = nearest(value.lower(), choices)
        advice = f"did you mean “{field}:{near}”?" if near else f"it takes {_listed(choices)}."
        raise QueryError(f"“{field}:” has no value “{value}”; {advice}", position)

    return canonical_choice


def _language(value: str, position: int) -> str:
    wanted = value.strip().lower()
    by_name = {name.lower(): tag for tag, name in languages.NAMES.items()}
    tag = by_name.get(wanted) or languages.primary(wanted)
    if tag in languages.NAMES or (tag.isascii() and tag.isalpha() and len(tag) in (2, 3)):
        return tag
    near = nearest(wanted, by_name)
    advice = f"did you mean “{near}”?" if near else "write its code, such as en, or its English name."
    raise QueryError(f"“{value}” is not a language; {advice}", position)


def _listed(values: tuple[str, ...]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"


_CANONICAL: dict[FieldName, _Canonical] = {
    FieldName.LANG: _language,
    FieldName.IS: _choice(FieldName.IS, STATES),
    FieldName.HAS: _choice(FieldName.HAS, PARTS),
    FieldName.AFTER: canonical_date,
    FieldName.BEFORE: canonical_date,
    FieldName.NEWER: canonical_age,
    FieldName.OLDER: canonical_age,
}
