"""Names that the desk knows well, found in texts that the recogniser was not trained to read."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from storage.analysis.entities.known_entities import KnownEntities
from storage.analysis.entities.person_variants import WELL_KNOWN
from storage.analysis.lexicon.common_words import FUNCTION_WORDS
from storage.analysis.lexicon.name_keys import group_key, plain
from storage.analysis.recognition.annotated_text import PROPAGATED, AnnotatedText
from storage.analysis.recognition.propagation import propagate
from storage.model import Entity, Field, Mention, Spelling

_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w|[^\W\d_]")
_MAX_WORDS = 5  # of a name
_MIN_LETTERS = 3  # of a name
_MAX_TEXT = 100_000  # code points that are searched: the desk is locked for other writers meanwhile


class KnownSpellings(KnownEntities, Protocol):
    """Lookup of the entities that the desk knows, with their spellings."""

    def spellings(self, entity: int) -> Sequence[Spelling]:
        """Return the spellings of an entity."""
        ...


def find_known_names(article: AnnotatedText, known: KnownSpellings) -> list[Mention]:
    """Return the mentions of entities that the desk knows well by just this spelling, in reading order.

    A single word must be the whole name (not "Post" for the Washington Post), and must not occur as an
    ordinary word in the text. A person's surname counts if the article also has the full name.
    """
    article = AnnotatedText(article.title, article.text[:_MAX_TEXT])
    return propagate(article, [*_full_names(article, known)])


def _full_names(article: AnnotatedText, known: KnownSpellings) -> Iterator[Mention]:
    ordinary = frozenset(word for word in _WORD.findall(article.text) if word[0].islower())
    looked_up: dict[str, Entity | None] = {}
    for field in Field:
        text = article.field_text(field)
        words = [match.span() for match in _WORD.finditer(text)]
        position = 0
        while position < len(words):
            for count in range(min(_MAX_WORDS, len(words) - position), 0, -1):
                start, end = words[position][0], words[position + count - 1][1]
                surface = text[start:end]
                if not _may_be_name(surface) or surface.lower() in ordinary:
                    continue
                if surface not in looked_up:
                    looked_up[surface] = _look_up(surface, known)
                if entity := looked_up[surface]:
                    yield Mention(field, start, end, entity.kind, PROPAGATED)
                    position += count - 1
                    break
            position += 1


def _may_be_name(surface: str) -> bool:
    if not (surface[0].isupper() and surface[surface.rfind(" ") + 1].isupper()):
        return False
    return len(surface) >= _MIN_LETTERS and "\n" not in surface and surface.lower() not in FUNCTION_WORDS


def _look_up(surface: str, known: KnownSpellings) -> Entity | None:
    found = [
        entity
        for _, entity in known.find(sorted({plain(surface), group_key(surface)}))
        if entity.articles >= WELL_KNOWN
    ]
    for entity in found:
        # Every German noun has a capital: a single word is a name only if the desk displays it just so.
        if surface == entity.name or (" " in surface and _is_spelling(surface, entity, known)):
            return entity
    return None


def _is_spelling(surface: str, entity: Entity, known: KnownSpellings) -> bool:
    return any(spelling.text == surface for spelling in known.spellings(entity.id))
