"""What can follow in a query while it is typed: fields, and what the desk has for their values."""

from collections.abc import Iterable, Iterator
from itertools import islice

from storage.desk import Desk
from storage.model import Entity, Kind
from storage.query import fields
from storage.query.nodes import FieldName
from storage.query.printer import quoted
from storage.query.tokens import Token, TokenKind, tokens
from storage.text import languages
from storage.text.plain_text import letters_and_digits
from tui.layout import wording
from tui.queries.results.feeds import Suggestion, SuggestionsFound

MOST = 6
_LEAST = 2  # letters of a word that is looked up among feeds and names
_KINDS = {
    FieldName.PERSON: Kind.PERSON,
    FieldName.ORG: Kind.ORGANISATION,
    FieldName.PLACE: Kind.PLACE,
    FieldName.NAME: None,
}
_FIELD_OF_KIND = {
    Kind.PERSON: FieldName.PERSON,
    Kind.ORGANISATION: FieldName.ORG,
    Kind.PLACE: FieldName.PLACE,
    Kind.OTHER: FieldName.NAME,
}
_WORDS: dict[str, tuple[str, ...]] = {
    FieldName.IS: fields.STATES,
    FieldName.HAS: fields.PARTS,
    FieldName.AFTER: ("today", "yesterday"),
    FieldName.BEFORE: ("today", "yesterday"),
    FieldName.NEWER: ("1d", "3d", "1w", "1m"),
    FieldName.OLDER: ("1d", "3d", "1w", "1m"),
    fields.SORT: fields.SORTS,
}
_NOTES = {
    FieldName.TITLE: "words in the title",
    FieldName.SOURCE: "name of the source",
    FieldName.FEED: "title of a feed",
    FieldName.FOLDER: "folder of feeds",
    FieldName.LABEL: "your label",
    FieldName.BY: "author",
    FieldName.PERSON: "person in it",
    FieldName.ORG: "organisation in it",
    FieldName.PLACE: "place in it",
    FieldName.NAME: "name of any kind",
    FieldName.STORY: "headline of its story",
    FieldName.LANG: "language",
    FieldName.IS: "unread, starred …",
    FieldName.HAS: "page, enclosure, links",
    FieldName.AFTER: "this day or later",
    FieldName.BEFORE: "before this day",
    FieldName.NEWER: "not older than",
    FieldName.OLDER: "older than",
    fields.SORT: "order",
}


def suggest(desk: Desk, text: str, cursor: int) -> SuggestionsFound:
    """Return what can follow at the cursor: at most six suggestions."""
    token = next((one for one in tokens(text[:cursor]) if one.end == cursor), None)
    found: Iterable[Suggestion] = ()
    if token is not None and token.kind is TokenKind.FIELD:
        found = _values(desk, text, cursor, token)
    elif token is not None and token.kind is TokenKind.WORDS and not token.quoted:
        found = _for_word(desk, text, cursor, token)
    return SuggestionsFound(text, cursor, list(islice(found, MOST)))


def _values(desk: Desk, text: str, cursor: int, token: Token) -> Iterator[Suggestion]:
    for value, note in _values_of(desk, token.field, token.text):
        # What is complete already is no suggestion.
        if quoted(value) != text[token.value_start : cursor]:
            yield _put(text, (token.value_start, cursor), f"{quoted(value)} ", value, note)


def _values_of(desk: Desk, field: str, typed: str) -> Iterator[tuple[str, str]]:
    """Yield the values of a field that go with what is typed, each with a note."""
    if field in _WORDS:
        yield from ((one, "") for one in _WORDS[field] if one.startswith(typed.lower()))
    elif field == FieldName.LANG:
        for tag, name in sorted(languages.NAMES.items(), key=lambda pair: pair[1]):
            if tag == typed.lower() or name.lower().startswith(typed.lower()):
                yield tag, name
    elif field in (FieldName.FEED, FieldName.SOURCE):
        titles = dict.fromkeys(feed.title for feed in desk.feeds.all())
        yield from ((title, "feed") for title in titles if _goes_with(typed, title))
    elif field == FieldName.FOLDER:
        folders = sorted(desk.feeds.unread_by_folder(), key=str.casefold)
        yield from ((folder, "folder") for folder in folders if _goes_with(typed, folder))
    elif field == FieldName.LABEL:
        yield from ((label.name, "label") for label in desk.labels.all() if _goes_with(typed, label.name))
    elif field in _KINDS:
        for entity in _names(desk, typed, _KINDS[FieldName(field)]):
            yield entity.name, wording.describe_name(entity)


def _for_word(desk: Desk, text: str, cursor: int, token: Token) -> Iterator[Suggestion]:
    """Yield fields that begin with a word, then feeds and names that it can mean."""
    typed = token.text.lower()
    for field in fields.NAMES:
        if field.startswith(typed):
            yield _put(text, (token.start, cursor), f"{field}:", f"{field}:", _NOTES[field])
    if len(typed) < _LEAST:
        return
    for entity in _names(desk, typed, None):
        query = f"{_FIELD_OF_KIND[entity.kind]}:{quoted(entity.name)}"
        yield _put(text, (token.start, cursor), f"{query} ", query, wording.describe_name(entity))
    for feed in desk.feeds.all():
        if _goes_with(typed, feed.title):
            query = f"{FieldName.FEED}:{quoted(feed.title)}"
            yield _put(text, (token.start, cursor), f"{query} ", query, "feed")


def _names(desk: Desk, typed: str, kind: Kind | None) -> list[Entity]:
    return [one for one in desk.names.search(typed, kind, limit=3 * MOST) if _goes_with(typed, one.name)]


def _goes_with(typed: str, text: str) -> bool:
    """Return whether a word of a text begins with what is typed, or the whole text does."""
    wanted = letters_and_digits(typed)
    return letters_and_digits(text).startswith(wanted) or any(
        letters_and_digits(word).startswith(wanted) for word in text.split()
    )


def _put(text: str, place: tuple[int, int], put: str, shown: str, note: str) -> Suggestion:
    """Return the suggestion to put something in a place of the text, where `shown` stands for it."""
    start, end = place
    line = text[:start] + put + text[end:].lstrip(" " if put.endswith(" ") else "")
    return Suggestion(shown, note, line, start + len(put))
