"""Names that the desk knows well, found in a text that the recogniser was not trained to read."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from storage.analysis.entities.blocking_keys import KnownEntities
from storage.analysis.entities.resolution import LONG_KNOWN
from storage.analysis.lexicon.common_words import FUNCTION_WORDS
from storage.analysis.lexicon.name_keys import plain
from storage.analysis.recognition.annotated_text import PROPAGATED, AnnotatedText
from storage.analysis.recognition.propagation import propagate
from storage.model import Entity, Field, Mention, Spelling

_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w|[^\W\d_]")
_LONGEST = 5  # words of a name
_SHORTEST = 3  # letters of a name
_MOST = 100_000  # code points that are searched: nothing else can be written to the desk meanwhile


class KnownSpellings(KnownEntities, Protocol):
    """A register that also tells how its entities are written."""

    def spellings(self, entity: int) -> Sequence[Spelling]:
        """Return the ways in which an entity is written."""
        ...


def find_known_names(piece: AnnotatedText, register: KnownSpellings) -> list[Mention]:
    """Return where names stand that the desk has long known in just this spelling, in reading order.

    A single word must be all of the name (not "Post" for the Washington Post), and not be an ordinary
    word of the text too; the surname of a person counts where the full name stands there as well.
    """
    piece = AnnotatedText(piece.title, piece.text[:_MOST])
    return propagate(piece, [*_in_full(piece, register)])


def _in_full(piece: AnnotatedText, register: KnownSpellings) -> Iterator[Mention]:
    small = frozenset(word for word in _WORD.findall(piece.text) if word[0].islower())
    known: dict[str, Entity | None] = {}
    for field in Field:
        text = piece.of(field)
        words = [match.span() for match in _WORD.finditer(text)]
        position = 0
        while position < len(words):
            for count in range(min(_LONGEST, len(words) - position), 0, -1):
                start, end = words[position][0], words[position + count - 1][1]
                surface = text[start:end]
                if not _may_be_name(surface) or surface.lower() in small:
                    continue
                if surface not in known:
                    known[surface] = _known(surface, register)
                if entity := known[surface]:
                    yield Mention(field, start, end, entity.kind, PROPAGATED)
                    position += count - 1
                    break
            position += 1


def _may_be_name(surface: str) -> bool:
    if not (surface[0].isupper() and surface[surface.rfind(" ") + 1].isupper()):
        return False
    return len(surface) >= _SHORTEST and "\n" not in surface and surface.lower() not in FUNCTION_WORDS


def _known(surface: str, register: KnownSpellings) -> Entity | None:
    found = [entity for _, entity in register.find([plain(surface)]) if entity.articles >= LONG_KNOWN]
    for entity in found:
        # In German every noun has a capital: a word is a name only where the desk writes it just so.
        if surface == entity.name or (" " in surface and _is_spelling(surface, entity, register)):
            return entity
    return None


def _is_spelling(surface: str, entity: Entity, register: KnownSpellings) -> bool:
    return any(spelling.text == surface for spelling in register.spellings(entity.id))
