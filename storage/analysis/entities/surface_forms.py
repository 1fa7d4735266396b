"""Mentions of one article that are written the same but for details, and so mean the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from storage.analysis.entities.person_names import PersonName, person_name
from storage.analysis.lexicon import countries, gazetteer
from storage.analysis.lexicon.name_keys import organisation_key, place_key, plain
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.propagation import acronym_after
from storage.model import Kind, Mention

LONE = "?"
"""Stands before the key of a surname whose bearer the article does not tell."""


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """Mentions of one kind with one key, and the spelling of each."""

    kind: Kind
    key: str
    mentions: tuple[Mention, ...]
    spellings: tuple[str, ...]

    @property
    def person(self) -> PersonName:
        """The name of a person, taken apart."""
        return person_name(self.spellings[0])

    @property
    def lone(self) -> bool:
        """Whether it is a surname or an acronym, whose bearer is to be found elsewhere."""
        if self.kind is Kind.PERSON:
            return not self.person.full or len(self.person.core[0]) == 1
        return self.kind is Kind.ORGANISATION and self.acronym

    @property
    def called(self) -> str:
        """The key by which the desk knows this name: a lone surname's is marked as one.

        An acronym needs no mark: a name that it is proven to stand for is never kept under it.
        """
        return LONE + self.key if self.kind is Kind.PERSON and self.lone else self.key

    @property
    def acronym(self) -> bool:
        """Whether it is a word in capitals whose meaning is not known the world over."""
        shouted = all(spelling.isupper() for spelling in self.spellings)
        return shouted and " " not in self.key and gazetteer.lookup(self.key) is None


def surface_forms(piece: AnnotatedText, mentions: Sequence[Mention]) -> list[SurfaceForm]:
    """Group the mentions of a piece, in the order of their first ones.

    An acronym that the text explains in brackets goes to the name that it stands for.
    """
    explained = _explained(piece, mentions)
    found: dict[tuple[Kind, str], list[tuple[Mention, str]]] = defaultdict(list)
    for mention in mentions:
        spelling = piece.cut(mention)
        key = explained.get((mention.kind, spelling)) or surface_key(spelling, mention.kind)
        found[mention.kind, key].append((mention, spelling))
    return [
        SurfaceForm(
            kind, key, tuple(mention for mention, _ in pairs), tuple(spelling for _, spelling in pairs)
        )
        for (kind, key), pairs in found.items()
    ]


def _explained(piece: AnnotatedText, mentions: Sequence[Mention]) -> dict[tuple[Kind, str], str]:
    meanings: dict[tuple[Kind, str], str] = {}
    for mention in mentions:
        if mention.kind is not Kind.PERSON and (span := acronym_after(piece, mention)):
            acronym = piece.of(mention.field)[span[0] : span[1]]
            meanings.setdefault((mention.kind, acronym), surface_key(piece.cut(mention), mention.kind))
    return meanings


def surface_key(spelling: str, kind: Kind) -> str:
    """Return the key of a name among those of its kind: "#IQ" for a country, else plain words."""
    if kind is Kind.PERSON:
        key = person_name(spelling).key
    elif kind is Kind.PLACE and (place := countries.country(spelling)):
        key = place
    elif (name := gazetteer.lookup(plain(spelling))) and name.kind is kind:
        key = name.key
    elif kind is Kind.PLACE:
        key = place_key(spelling)
    else:
        key = organisation_key(spelling) if kind is Kind.ORGANISATION else plain(spelling)
    return key or "=" + spelling.casefold()
