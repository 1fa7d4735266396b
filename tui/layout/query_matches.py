"""What of a title, and of a whole article, a query has found: the places to highlight."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from storage.errors import QueryError
from storage.model import Entity, Field, Kind, Name
from storage.query.nodes import FieldName, Term, Words
from storage.query.parser import parse
from storage.text.bigrams import has_runs
from tui.layout.text_positions import FoldedText, Hit

_KINDS: Mapping[FieldName, Kind | None] = {
    FieldName.PERSON: Kind.PERSON,
    FieldName.ORG: Kind.ORGANISATION,
    FieldName.PLACE: Kind.PLACE,
    FieldName.NAME: None,
}


def find_in_title(query: str, title: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each part of a title that a query asks for, sorted.

    Of the names that it asks for, these are the words: which names are in an article, a list does not know.
    """
    words = [one for one in _wanted(query) if isinstance(one, Words)]
    terms = [one for one in _terms(query) if one.field is FieldName.TITLE or one.field in _KINDS]
    return sorted(_places(FoldedText(title), (*words, *terms)))


def find_in_article(query: str, texts: Mapping[Field, str], names: Sequence[Name]) -> list[Hit]:
    """Return the places of an article that a query asks for, in reading order, none within another.

    `texts` are its title and text. A name that is asked for is found in all its spellings.
    """
    words = [one for one in _wanted(query) if isinstance(one, Words)]
    in_title = [one for one in _terms(query) if one.field is FieldName.TITLE]
    found: list[Hit] = []
    for field, text in texts.items():
        terms = in_title if field is Field.TITLE else ()
        found += [Hit(field, *place) for place in _places(FoldedText(text), [*words, *terms])]
    asked_for = [one for one in _terms(query) if one.field in _KINDS]
    for name in names if asked_for else ():
        spellings = {texts[one.field][one.start : one.end] for one in name.mentions}
        if any(_is_name(term, name.entity, spellings) for term in asked_for):
            found += [Hit(one.field, one.start, one.end) for one in name.mentions]
    return _joined(found)


@lru_cache(maxsize=8)
def _wanted(query: str) -> tuple[Words | Term, ...]:
    """Return what a query asks for, nothing if it is not one."""
    try:
        return parse(query).wanted()
    except QueryError:
        return ()


def _terms(query: str) -> list[Term]:
    return [one for one in _wanted(query) if isinstance(one, Term)]


def _is_name(term: Term, entity: Entity, spellings: Iterable[str]) -> bool:
    """Return whether a value of `person:` and the like is the name of an entity that is spelled so here."""
    kind = _KINDS[term.field]
    if kind is not None and entity.kind is not kind:
        return False
    return any(_places(FoldedText(one), [term]) for one in (entity.name, *spellings))


def _places(text: FoldedText, wanted: Sequence[Words | Term]) -> list[tuple[int, int]]:
    parts = [part for one in wanted for part in _parts(one)]
    return [place for words, prefix in parts for place in text.find_words(words, prefix)]


def _parts(one: Words | Term) -> list[tuple[str, bool]]:
    """Return the words that stand next to each other, each with whether its end goes on.

    Where words of a script without spaces are among others, the search finds each by itself.
    """
    text = one.text if isinstance(one, Words) else one.value
    words = text.split()
    if len({has_runs(word) for word in words}) < 2:
        return [(text, one.prefix)]
    return [(word, one.prefix and at == len(words) - 1) for at, word in enumerate(words)]


def _joined(hits: Iterable[Hit]) -> list[Hit]:
    """Return places in reading order, those that overlap as one."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.place):
        last = found[-1] if found else None
        if last is not None and last.field is hit.field and hit.start < last.end:
            found[-1] = last._replace(end=max(last.end, hit.end))
        else:
            found.append(hit)
    return found
