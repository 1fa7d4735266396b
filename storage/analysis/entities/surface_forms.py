"""Surface forms: mentions of one article that are the same name, however they are written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from storage.analysis.entities import institutions
from storage.analysis.entities.person_names import PersonName, person_name
from storage.analysis.lexicon import countries, gazetteer, parties
from storage.analysis.lexicon.name_keys import group_key, organisation_key, place_key, plain
from storage.analysis.recognition.annotated_text import AnnotatedText
from storage.analysis.recognition.propagation import acronym_after
from storage.model import Kind, Mention

LONE = "?"
"""Prefix of the key of a surname without a given name."""

NameKey = tuple[Kind, str]
"""The kind of a name and its `marked_key`: what the desk knows it by."""


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """Mentions of one kind with one key, and the spelling of each mention."""

    kind: Kind
    key: str
    mentions: tuple[Mention, ...]
    spellings: tuple[str, ...]

    @property
    def person(self) -> PersonName:
        """The parts of a person's name."""
        return person_name(self.spellings[0])

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the form: its own, and that of an institution whose name has its country."""
        own = institutions.with_country(self.key) if self.kind is Kind.ORGANISATION else ""
        return (self.key, own) if own else (self.key,)

    @property
    def acronyms(self) -> frozenset[str]:
        """The acronyms among the spellings, which the article explains by the key."""
        keys = {surface_key(one, self.kind) for one in self.spellings} - {self.key}
        return frozenset(
            key for key in keys if not gazetteer.lookup(key) and not institutions.is_institution(key)
        )

    @property
    def lone(self) -> bool:
        """Whether it is only a surname or an acronym, which the rest of the article has to explain."""
        if self.kind is Kind.PERSON:
            return not self.person.full or len(self.person.core[0]) == 1
        return self.kind is Kind.ORGANISATION and self.acronym

    @property
    def marked_key(self) -> str:
        """The key under which the desk knows this name; that of a lone surname has a prefix.

        An acronym needs no prefix: a name that it provably stands for is never stored under it.
        """
        return LONE + self.key if self.kind is Kind.PERSON and self.lone else self.key

    @property
    def name_key(self) -> NameKey:
        """The kind and the `marked_key`."""
        return self.kind, self.marked_key

    @property
    def acronym(self) -> bool:
        """Whether it is one word in capitals that is not a well-known name."""
        all_capitals = all(spelling.isupper() for spelling in self.spellings)
        return all_capitals and " " not in self.key and gazetteer.lookup(self.key) is None


def surface_forms(article: AnnotatedText, mentions: Sequence[Mention]) -> list[SurfaceForm]:
    """Return the surface forms of an article, in the order of their first mentions.

    An acronym that the text explains in brackets belongs to the name that it stands for, and an institution
    to the country that the text names beside it, here or at the last mention.
    """
    explained = _explained_acronyms(article, mentions)
    countries_of = _countries_of_institutions(article, mentions)
    found: dict[NameKey, list[tuple[Mention, str]]] = defaultdict(list)
    for mention in mentions:
        spelling = article.surface(mention)
        kind = certain_kind(spelling, mention.kind)
        key = explained.get((kind, spelling)) or surface_key(spelling, kind)
        if mention in countries_of:
            key = institutions.of_country(key, countries_of[mention])
        found[kind, key].append((mention, spelling))
    return [
        SurfaceForm(
            kind, key, tuple(mention for mention, _ in pairs), tuple(spelling for _, spelling in pairs)
        )
        for (kind, key), pairs in found.items()
    ]


def _countries_of_institutions(article: AnnotatedText, mentions: Sequence[Mention]) -> dict[Mention, str]:
    """Return the country of each institution that the article names beside one of its mentions."""
    found: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is Kind.ORGANISATION:
            key = surface_key(article.surface(mention), mention.kind)
            if institutions.is_institution(key):
                found[key].append((mention, institutions.country_beside(article, mention)))
    chosen = {}
    for pairs in found.values():
        last = next((place for _, place in pairs if place), "")
        for mention, place in pairs:
            last = place or last
            if last:
                chosen[mention] = last
    return chosen


def _explained_acronyms(article: AnnotatedText, mentions: Sequence[Mention]) -> dict[tuple[Kind, str], str]:
    """Return the key of the name that each explained acronym stands for, by kind and acronym."""
    keys: dict[tuple[Kind, str], str] = {}
    for mention in mentions:
        if mention.kind is not Kind.PERSON and (span := acronym_after(article, mention)):
            acronym = article.field_text(mention.field)[span[0] : span[1]]
            name = article.surface(mention)
            kind = certain_kind(name, mention.kind)
            keys.setdefault((kind, acronym), surface_key(name, kind))
    return keys


def certain_kind(spelling: str, kind: Kind) -> Kind:
    """Return the kind of a name that was recognised as `kind`: a party is always an organisation."""
    return Kind.ORGANISATION if kind is Kind.OTHER and parties.party_key(spelling) else kind


def surface_key(spelling: str, kind: Kind) -> str:
    """Return the key of a name of this kind: "#IQ" for a country, plain words for all others."""
    if kind is Kind.PERSON:
        key = person_name(spelling).key
    elif kind is Kind.PLACE and (place := countries.country(spelling)):
        key = place
    elif kind is Kind.ORGANISATION and (party := parties.party_key(spelling)):
        key = party
    elif (entry := gazetteer.lookup(plain(spelling))) and entry.kind is kind:
        key = entry.key
    elif kind is Kind.PLACE:
        key = place_key(spelling)
    else:
        key = organisation_key(spelling) if kind is Kind.ORGANISATION else group_key(spelling)
    return key or "=" + spelling.casefold()
