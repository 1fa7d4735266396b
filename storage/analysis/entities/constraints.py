"""The reader's corrections as constraints on clustering and resolution, which precede every guess."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.analysis.entities.surface_forms import NameKey, SurfaceForm, surface_key
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.recognition.annotated_text import AnnotatedText, without_overlaps
from storage.model import Correction, Field, Kind, Mention, Verdict


def name_key(name: str, kind: Kind) -> NameKey:
    """Return the kind and the key under which the desk knows a name that is written so."""
    anywhere = Mention(Field.TEXT, 0, len(name), kind)
    return SurfaceForm(kind, surface_key(name, kind), (anywhere,), (name,)).name_key


class Constraints:
    """The corrections of one desk, indexed by the names that they are about.

    Of two corrections that contradict each other, the caller must leave out the earlier one.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        by_verdict: Mapping[Verdict, list[Correction]] = defaultdict(list)
        for correction in corrections:
            by_verdict[correction.verdict].append(correction)
        self._kinds = {
            name_key(one.name, one.kind): one.other_kind for one in by_verdict[Verdict.KIND] if one.other_kind
        }
        self._must_link = _connected(map(self._pair, by_verdict[Verdict.SAME]))
        self._split_from: Mapping[NameKey, set[NameKey]] = defaultdict(set)
        self._cannot_link: Mapping[NameKey, set[NameKey]] = defaultdict(set)
        for name, other in map(self._pair, by_verdict[Verdict.NOT_SAME]):
            self._split_from[name].add(other)
            self._cannot_link[name].add(other)
            self._cannot_link[other].add(name)
        self._no_names = self._name_keys(by_verdict[Verdict.NOT_A_NAME])
        self._display_names = {
            self._name_key(one.name, one.kind): one.other for one in by_verdict[Verdict.RENAME]
        }
        self._followed = self._name_keys(by_verdict[Verdict.FOLLOW])
        self._muted = self._name_keys(by_verdict[Verdict.MUTE])
        self._always = {one.name: one.kind for one in by_verdict[Verdict.ALWAYS]}
        self._finder = NameFinder(self._always)

    def __bool__(self) -> bool:
        """Whether any constraint affects the resolution."""
        return bool(self._must_link or self._split_from)

    def _pair(self, correction: Correction) -> tuple[NameKey, NameKey]:
        other_kind = correction.other_kind or correction.kind
        return self._name_key(correction.name, correction.kind), self._name_key(correction.other, other_kind)

    def _name_key(self, name: str, kind: Kind) -> NameKey:
        return name_key(name, self._kinds.get(name_key(name, kind), kind))

    def _name_keys(self, corrections: Iterable[Correction]) -> frozenset[NameKey]:
        return frozenset(self._name_key(one.name, one.kind) for one in corrections)

    def must_link(self, names: Iterable[NameKey]) -> frozenset[NameKey]:
        """Return all other names that mean the same as any of these, directly or through further names."""
        given = frozenset(names)
        return frozenset().union(*(self._must_link.get(one, ()) for one in given)) - given

    def split_from(self, name: NameKey) -> frozenset[NameKey]:
        """Return the names that the reader split this one from. Not symmetric: the others stay together."""
        return frozenset(self._split_from.get(name, ()))

    def cannot_link(self, name: NameKey) -> frozenset[NameKey]:
        """Return the names that do not mean the same as this one, whichever of the two was split off."""
        return frozenset(self._cannot_link.get(name, ()))

    def is_name(self, name: NameKey) -> bool:
        """Tell whether this may be a name at all."""
        return name not in self._no_names

    def display_name(self, names: Iterable[NameKey]) -> str:
        """Return the reader's own display name for an entity with these names, "" if there is none."""
        return next((self._display_names[one] for one in sorted(names) if one in self._display_names), "")

    def is_followed(self, names: Iterable[NameKey]) -> bool:
        """Tell whether the reader follows an entity with one of these names."""
        return not self._followed.isdisjoint(names)

    def is_muted(self, names: Iterable[NameKey]) -> bool:
        """Tell whether the reader has muted an entity with one of these names."""
        return not self._muted.isdisjoint(names)

    def kind(self, name: str, kind: Kind) -> Kind:
        """Return the kind of a name that was recognised as `kind`: the reader's, or the same."""
        return self._kinds.get(name_key(name, kind), kind) if self._kinds else kind

    def apply(self, article: AnnotatedText, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions with the reader's kinds and with the names that the reader always wants.

        They are in reading order and do not overlap.
        """
        corrected = (replace(one, kind=self.kind(article.surface(one), one.kind)) for one in mentions)
        return without_overlaps([*self._added(article), *corrected])

    def _added(self, article: AnnotatedText) -> list[Mention]:
        added = []
        for field in Field:
            text = article.field_text(field)
            for start, end in self._finder.find(text):
                added.append(Mention(field, start, end, self._always[text[start:end]]))
        return added


def _connected(pairs: Iterable[tuple[NameKey, NameKey]]) -> dict[NameKey, frozenset[NameKey]]:
    """Return the connected component of each name."""
    components: dict[NameKey, frozenset[NameKey]] = {}
    for one, other in pairs:
        merged = components.get(one, frozenset({one})) | components.get(other, frozenset({other}))
        components.update(dict.fromkeys(merged, merged))
    return components


NO_CONSTRAINTS = Constraints(())
