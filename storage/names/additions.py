"""A name that the reader wants to see always, found in all articles that are stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage.analysis.entities.constraints import name_key
from storage.analysis.lexicon.name_finder import Finder
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.names.mentions import Found
from storage.model import Field, Kind, Mention, Route

Place = tuple[str, int, int]  # field, start, end


@dataclass(frozen=True, slots=True)
class Addition:
    """Where a name stands in an article that does not mention it there: `found` are mentions to be stored.

    `covered` are the places of shorter names that it takes the place of, `places` all that it gets.
    """

    article: int
    found: list[Found]
    places: list[Place]
    covered: list[Place]


def find_everywhere(connection: Connection, name: str, kind: Kind) -> Iterator[Addition]:
    """Yield the articles in which a name stands somewhere without being seen as one."""
    finder = Finder([name])
    for article in articles.holding(connection, name):
        title, text = articles.words_of(connection, article)
        there = mentions.places(connection, article)
        addition = Addition(article, [], [], [])
        for field, words in ((Field.TITLE, title), (Field.TEXT, text)):
            for start, end in finder.find(words):
                _add(addition, Mention(field, start, end, kind), name, there)
        if addition.places:
            yield addition


def _add(addition: Addition, wanted: Mention, name: str, there: list[tuple[Mention, int | None]]) -> None:
    touching = [
        (one, entity)
        for one, entity in there
        if one.field is wanted.field and one.start < wanted.end and wanted.start < one.end
    ]
    names_there = [one for one, entity in touching if entity is not None]
    if any(one.end - one.start >= wanted.end - wanted.start for one in names_there):
        return
    addition.covered.extend((one.field.value, one.start, one.end) for one in names_there)
    addition.places.append((wanted.field.value, wanted.start, wanted.end))
    if not any((one.start, one.end) == (wanted.start, wanted.end) for one, _ in touching):
        addition.found.append(Found(wanted, name, name_key(name, wanted.kind)[1], Route.ALWAYS))
