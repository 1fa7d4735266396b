"""What the reader has decided about names, ready to be asked: it goes before every guess."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from storage.analysis.entities.coreference import UnionFind
from storage.analysis.entities.surface_forms import SurfaceForm, surface_key
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.recognition.annotated_text import AnnotatedText, without_overlaps
from storage.model import Correction, Field, Kind, Mention, Verdict

NameKey = tuple[Kind, str]
"""What a name is called: its kind and its key (`Group.called`)."""


def name_key(name: str, kind: Kind) -> NameKey:
    """Return what a name of a kind is called."""
    anywhere = Mention(Field.TEXT, 0, len(name), kind)
    return kind, SurfaceForm(kind, surface_key(name, kind), (anywhere,), (name,)).called


class Constraints:
    """The corrections of one desk. Of two that contradict each other only the later one may be given."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        by_verdict: Mapping[Verdict, list[Correction]] = defaultdict(list)
        for correction in corrections:
            by_verdict[correction.verdict].append(correction)
        self._kinds = {
            name_key(one.name, one.kind): one.other_kind for one in by_verdict[Verdict.KIND] if one.other_kind
        }
        self._groups = _connected([self._pair(one) for one in by_verdict[Verdict.SAME]])
        self._denied: Mapping[NameKey, set[NameKey]] = defaultdict(set)
        self._apart: Mapping[NameKey, set[NameKey]] = defaultdict(set)
        for one in by_verdict[Verdict.APART]:
            name, other = self._pair(one)
            self._denied[name].add(other)
            self._apart[name].add(other)
            self._apart[other].add(name)
        self._no_names = self._labels(by_verdict[Verdict.FORGET])
        self._shown = {self._label(one.name, one.kind): one.other for one in by_verdict[Verdict.RENAME]}
        self._followed = self._labels(by_verdict[Verdict.FOLLOW])
        self._muted = self._labels(by_verdict[Verdict.MUTE])
        self._always = {one.name: one.kind for one in by_verdict[Verdict.ALWAYS]}
        self._finder = NameFinder(self._always)

    def __bool__(self) -> bool:
        """Whether there is any correction that the resolution must heed."""
        return bool(self._groups or self._denied)

    def _pair(self, correction: Correction) -> tuple[NameKey, NameKey]:
        other_kind = correction.other_kind or correction.kind
        return self._label(correction.name, correction.kind), self._label(correction.other, other_kind)

    def _label(self, name: str, kind: Kind) -> NameKey:
        return name_key(name, self._kinds.get(name_key(name, kind), kind))

    def _labels(self, corrections: Iterable[Correction]) -> frozenset[NameKey]:
        return frozenset(self._label(one.name, one.kind) for one in corrections)

    def same(self, labels: Iterable[NameKey]) -> frozenset[NameKey]:
        """Return all names that are the same as any of these, by whatever chain of corrections."""
        given = frozenset(labels)
        return frozenset().union(*(self._groups.get(one, ()) for one in given)) - given

    def denied(self, name: NameKey) -> frozenset[NameKey]:
        """Return the names that this one is said not to be the same as."""
        return frozenset(self._denied.get(name, ()))

    def apart(self, name: NameKey) -> frozenset[NameKey]:
        """Return the names that are not the same as this one, whichever of the two was said not to be."""
        return frozenset(self._apart.get(name, ()))

    def is_name(self, name: NameKey) -> bool:
        """Tell whether this may be a name at all."""
        return name not in self._no_names

    def shown(self, labels: Iterable[NameKey]) -> str:
        """Return what is to be shown of a name that has these, "" if the reader did not say."""
        return next((self._shown[one] for one in sorted(labels) if one in self._shown), "")

    def is_followed(self, labels: Iterable[NameKey]) -> bool:
        """Tell whether the reader follows a name that has one of these."""
        return not self._followed.isdisjoint(labels)

    def is_muted(self, labels: Iterable[NameKey]) -> bool:
        """Tell whether the reader has muted a name that has one of these."""
        return not self._muted.isdisjoint(labels)

    def kind(self, name: str, kind: Kind) -> Kind:
        """Return of what kind a name is that was recognised as one of this kind."""
        return self._kinds.get(name_key(name, kind), kind) if self._kinds else kind

    def added(self, piece: AnnotatedText) -> list[Mention]:
        """Return where names stand that the reader wants to see always, in reading order."""
        found = []
        for field in Field:
            text = piece.of(field)
            for start, end in self._finder.find(text):
                found.append(Mention(field, start, end, self._always[text[start:end]]))
        return found

    def applied(self, piece: AnnotatedText, mentions: Iterable[Mention]) -> list[Mention]:
        """Return mentions with the kinds that the reader gave them, and with the names that were added."""
        kept = (replace(one, kind=self.kind(piece.cut(one), one.kind)) for one in mentions)
        return without_overlaps([*self.added(piece), *kept])


def _connected(pairs: list[tuple[NameKey, NameKey]]) -> dict[NameKey, frozenset[NameKey]]:
    labels = sorted({one for pair in pairs for one in pair})
    numbers = {one: number for number, one in enumerate(labels)}
    unions = UnionFind(len(labels))
    for pair in pairs:
        unions.join(numbers[one] for one in pair)
    return {one: frozenset(group) for group in unions.sets(labels) for one in group}


NO_CONSTRAINTS = Constraints(())
