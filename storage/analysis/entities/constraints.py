"""The reader's corrections as constraints on clustering and resolution, which precede every guess."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from storage.analysis.entities.surface_forms import LONE, NameKey, SurfaceForm, certain_kind, surface_key
from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.recognition.annotated_text import AnnotatedText, without_overlaps
from storage.model import Correction, Field, Kind, Mention, Verdict


def name_key(name: str, kind: Kind) -> NameKey:
    """Return the kind and the key under which the desk knows a name that is written so."""
    kind = certain_kind(name, kind)
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
        self._kind_by_key = {key: kind for (_, key), kind in self._kinds.items()}
        # By key alone: a name has the same links when the recogniser takes it for another kind.
        self._must_link = _connected(map(self._pair, by_verdict[Verdict.SAME]))
        self._split_from: Mapping[str, set[str]] = defaultdict(set)
        self._cannot_link: Mapping[str, set[NameKey]] = defaultdict(set)
        for name, other in map(self._pair, by_verdict[Verdict.NOT_SAME]):
            self._split_from[name[1]].add(other[1])
            self._cannot_link[name[1]].add(other)
            self._cannot_link[other[1]].add(name)
        self._no_names = self._keys(by_verdict[Verdict.NOT_A_NAME])
        self._display_names = {
            self._name_key(one.name, one.kind)[1]: one.other for one in by_verdict[Verdict.RENAME]
        }
        self._followed = self._keys(by_verdict[Verdict.FOLLOW])
        self._muted = self._keys(by_verdict[Verdict.MUTE])
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

    def _keys(self, corrections: Iterable[Correction]) -> frozenset[str]:
        return frozenset(self._name_key(one.name, one.kind)[1] for one in corrections)

    def must_link(self, names: Iterable[NameKey]) -> frozenset[NameKey]:
        """Return all other names that mean the same as any of these, directly or through further names."""
        given = frozenset(names)
        return frozenset().union(*(self._must_link.get(key, ()) for _, key in given)) - given

    def allow(self, form: SurfaceForm, chain: Iterable[SurfaceForm]) -> bool:
        """Tell whether a full name of an article may mean the same as those of a chain."""
        return {key for _, key in self.cannot_link(form.name_key)}.isdisjoint(one.marked_key for one in chain)

    def split(self, chain: Sequence[SurfaceForm]) -> Iterator[Sequence[SurfaceForm]]:
        """Yield each form that the reader split from another one of the chain, then the rest of the chain.

        A surname stays: the full name in the article explains it.
        """
        names = {form.marked_key for form in chain if not _explained(form)}
        rest = []
        for form in chain:
            if _explained(form) or names.isdisjoint(self._split_from.get(form.marked_key, ())):
                rest.append(form)
            else:
                yield [form]
        if rest:
            yield rest

    def cannot_link(self, name: NameKey) -> frozenset[NameKey]:
        """Return the names that do not mean the same as this one, whichever of the two was split off."""
        return frozenset(self._cannot_link.get(name[1], ()))

    def is_name(self, name: NameKey) -> bool:
        """Tell whether this may be a name at all."""
        return name[1] not in self._no_names

    def display_name(self, names: Iterable[NameKey]) -> str:
        """Return the reader's own display name for an entity with these names, "" if there is none."""
        return next((self._display_names[key] for _, key in sorted(names) if key in self._display_names), "")

    def is_followed(self, names: Iterable[NameKey]) -> bool:
        """Tell whether the reader follows an entity with one of these names."""
        return not self._followed.isdisjoint(key for _, key in names)

    def is_muted(self, names: Iterable[NameKey]) -> bool:
        """Tell whether the reader has muted an entity with one of these names."""
        return not self._muted.isdisjoint(key for _, key in names)

    def kind(self, name: str, kind: Kind) -> Kind:
        """Return the kind of a name that was recognised as `kind`: the reader's, or the same."""
        if not self._kinds:
            return kind
        own = name_key(name, kind)
        return self._kinds.get(own) or self._kind_by_key.get(own[1], kind)

    def kind_of(self, keys: Iterable[str]) -> Kind | None:
        """Return the kind that the reader gave a name with one of these keys, `None` if there is none."""
        return next((self._kind_by_key[key] for key in keys if key in self._kind_by_key), None)

    def apply(self, article: AnnotatedText, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions with the reader's kinds and with the names that the reader always wants.

        They are in reading order and do not overlap.
        """
        corrected = mentions
        if self._kinds:
            named = [(one, article.surface(one)) for one in mentions]
            surnames = {text.split()[-1] for one, text in named if one.kind is Kind.PERSON and " " in text}
            corrected = [
                replace(one, kind=self._kind_in_article(text, one.kind, surnames)) for one, text in named
            ]
        return without_overlaps([*self._added(article), *corrected])

    def _kind_in_article(self, name: str, kind: Kind, surnames: Set[str]) -> Kind:
        given = self.kind(name, kind)
        if given is Kind.PERSON is kind and name not in surnames:
            return self._kind_by_key.get(name_key(name, kind)[1].removeprefix(LONE), kind)
        return given

    def _added(self, article: AnnotatedText) -> list[Mention]:
        added = []
        for field in Field:
            text = article.field_text(field)
            for start, end in self._finder.find(text):
                added.append(Mention(field, start, end, self._always[text[start:end]]))
        return added


def _explained(form: SurfaceForm) -> bool:
    return form.kind is Kind.PERSON and form.lone


def _connected(pairs: Iterable[tuple[NameKey, NameKey]]) -> dict[str, frozenset[NameKey]]:
    """Return the connected component of each name, by its key."""
    components: dict[str, frozenset[NameKey]] = {}
    for pair in pairs:
        merged = frozenset(pair).union(*(components.get(key, ()) for _, key in pair))
        components.update(dict.fromkeys((key for _, key in merged), merged))
    return components


NO_CONSTRAINTS = Constraints(())
