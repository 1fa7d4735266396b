"""The reader's corrections of names, for stored articles and for all that come later.

A correction is stored by how names are written (`Correction`), not by entities. The undo log has all that it
changed.
"""

from collections.abc import Iterable, Sequence

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_of_name
from storage.analysis.entities.constraints import Constraints, name_key
from storage.analysis.entities.resolution import resolve
from storage.analysis.entities.surface_forms import LONE, NameKey
from storage.database.connection import Connection
from storage.database.names import entities, name_corrections
from storage.errors import CorrectionError
from storage.model import Correction, Entity, Kind, Verdict
from storage.names.correction_names import checked, checked_name, other_kind, pair, separates
from storage.names.desk_entities import DeskEntities, constraints_from
from storage.names.splitting import moved_mentions
from storage.names.undoable_correction import UndoableCorrection, find_everywhere

_NEW_KINDS = {
    Kind.PERSON: "a person",
    Kind.ORGANISATION: "an organisation",
    Kind.PLACE: "a place",
    Kind.OTHER: "of kind other",
}
_NOT_YET = "no stored article changes"
_WERE_TWO = "they were two names already"
_STAYS = "each mention of it stands beside the full name, which it means there"


class Corrector:
    """Carries out the reader's corrections within one write.

    Each method returns a sentence on what was done, and raises `CorrectionError` if it is impossible.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._corrections = name_corrections.all_of(connection)

    @property
    def _constraints(self) -> Constraints:
        return constraints_from(self._corrections)

    # Corrections of entities on the screen

    def same(self, entity: int, other: int) -> str:
        """Merge two entities."""
        one, two = self._entity(entity), self._entity(other)
        if one.id == two.id:
            raise CorrectionError(f"“{one.name}” is already one name.")
        correction = Correction(Verdict.SAME, self._written(one), one.kind, self._written(two), two.kind)
        return self._same(correction, one, two)

    def not_same(self, entity: int, spelling: str) -> str:
        """Split a spelling from an entity."""
        known = self._entity(entity)
        name = name_key(spelling, known.kind)
        other = next((text for text, own in self._names(known) if own != name), "")
        if not other:
            raise CorrectionError(f"“{known.name}” can't be split: its spellings are all the same name.")
        return self._not_same(Correction(Verdict.NOT_SAME, spelling, known.kind, other, known.kind), known)

    def set_kind(self, entity: int, kind: Kind) -> str:
        """Change the kind of an entity."""
        return self._set_kind(self._entity(entity), kind)

    def forget(self, entity: int, spelling: str = "") -> str:
        """Record that an entity, or one of its spellings, is not a name."""
        known = self._entity(entity)
        texts = [spelling] if spelling else [text for text, _ in self._names(known)]
        corrections = [Correction(Verdict.NOT_A_NAME, text, known.kind) for text in texts]
        return self._forget(corrections, None if spelling else known)

    def always(self, name: str, kind: Kind) -> str:
        """Record that a text is always a name."""
        return self._always(Correction(Verdict.ALWAYS, checked_name(name), kind))

    def rename(self, entity: int, shown: str) -> str:
        """Change the display name of an entity; "" restores its own."""
        known = self._entity(entity)
        if not shown:
            return self._set_flag(known, Verdict.RENAME, [], f"“{known.name}” has its own name again")
        correction = Correction(Verdict.RENAME, self._written(known), known.kind, checked_name(shown))
        return self._set_flag(known, Verdict.RENAME, [correction], f"“{known.name}” is shown as “{shown}”")

    def follow(self, entity: int, followed: bool = True) -> str:
        """Follow an entity, or stop following it."""
        done = "You follow “{}”" if followed else "You no longer follow “{}”"
        return self._switch(entity, Verdict.FOLLOW, followed, done)

    def mute(self, entity: int, muted: bool = True) -> str:
        """Mute an entity, or stop muting it."""
        done = "“{}” is muted" if muted else "“{}” is no longer muted"
        return self._switch(entity, Verdict.MUTE, muted, done)

    # Corrections by how names are written

    def apply(self, correction: Correction) -> str:
        """Carry out a correction, whether or not the desk has the names yet."""
        correction = checked(correction)
        known = self._find(correction.name, correction.kind)
        match correction.verdict:
            case Verdict.SAME:
                return self._same(correction, known, self._find(correction.other, other_kind(correction)))
            case Verdict.NOT_SAME:
                return self._not_same(correction, self._find(correction.other, other_kind(correction)))
            case Verdict.KIND if known and correction.other_kind:
                return self._set_kind(known, correction.other_kind)
            case Verdict.NOT_A_NAME:
                return self._forget([correction], None)
            case Verdict.ALWAYS:
                return self._always(correction)
            case _:
                done = f"“{correction.name}”: {correction.verdict}"
                return self._set_flag(known, correction.verdict, [correction], done)

    def _same(self, correction: Correction, one: Entity | None, two: Entity | None) -> str:
        linked = (
            self._linked_names(correction.name, correction.kind),
            self._linked_names(correction.other, other_kind(correction)),
        )
        contradicting = [
            old
            for old in self._corrections
            if old.verdict is Verdict.NOT_SAME and separates(pair(old), *linked)
        ]
        together = one is not None and two is not None and one.id == two.id
        shown = (correction.name, correction.other)
        if not together:
            shown = one.name if one else correction.name, two.name if two else correction.other
        done = "“{}” and “{}” are the same".format(*shown)
        with self._correct(done, "they were one name already" if together else _NOT_YET) as undoable:
            if len({*pair(correction)}) > 1:
                undoable.set_corrections([correction], contradicting)
            if one and two and not together:
                merged, kept = sorted((one, two), key=lambda entity: (entity.mentions, -entity.id))
                undoable.merge(merged.id, kept.id)
        return self._finish(undoable)

    def _not_same(self, correction: Correction, known: Entity | None) -> str:
        name, _ = pair(correction)
        others = self._linked_names(correction.other, other_kind(correction)) - {name}
        contradicting = [
            old
            for old in self._corrections
            if old.verdict is Verdict.SAME and name in pair(old) and not others.isdisjoint(pair(old))
        ]
        shown = known.name if known and self._name_key(known.name, known.kind) != name else correction.other
        done = f"“{correction.name}” is not the same as “{shown}”"
        keys = self._keys_of(known, name) if known else set()
        with self._correct(done, _STAYS if keys else _WERE_TWO if known else _NOT_YET) as undoable:
            undoable.set_corrections([correction], contradicting)
            if known and keys:
                meant = self._resolve(correction, undoable.corrections)
                constraints = constraints_from(undoable.corrections)
                moved = [*moved_mentions(self._connection, known.id, keys, constraints)]
                if moved:
                    undoable.split(known.id, *meant, moved)
        return self._finish(undoable)

    def _keys_of(self, known: Entity, name: NameKey) -> set[str]:
        """Return the keys under which mentions of an entity have a name."""
        counted = entities.surface_counts(self._connection, known.id)
        return {key for text, _, key, _ in counted if key and name_key(text, known.kind) == name}

    def _resolve(
        self, correction: Correction, corrections: tuple[Correction, ...]
    ) -> tuple[int | None, Cluster]:
        """Return the entity that a name means without any context, `None` for a new one, and its cluster."""
        cluster = cluster_of_name(correction.name, correction.kind)
        decision = resolve(cluster, DeskEntities(self._connection), constraints_from(corrections))
        return decision.entity, cluster

    def _set_kind(self, known: Entity, kind: Kind) -> str:
        if known.kind is kind:
            raise CorrectionError(f"“{known.name}” already has this kind.")
        keys = without_blocking_keys(entities.keys(self._connection, known.id))
        spellings = entities.surface_counts(self._connection, known.id)
        names = {
            name_key(text, recognised): (text, recognised)
            for text, recognised, key, _ in reversed(spellings)
            if key in keys
        }
        corrections = [
            Correction(Verdict.KIND, text, recognised, other_kind=kind)
            for text, recognised in names.values()
            if recognised is not kind
        ]
        with self._correct(f"“{known.name}” is now {_NEW_KINDS[kind]}") as undoable:
            undoable.set_corrections(corrections, self._about(Verdict.KIND, names))
            undoable.change_kind(known.id, kind, [text for text, _ in names.values()])
        return self._finish(undoable)

    def _forget(self, corrections: Sequence[Correction], known: Entity | None) -> str:
        texts = {one.name for one in corrections}
        contradicting = [
            old for old in self._corrections if old.verdict is Verdict.ALWAYS and old.name in texts
        ]
        with self._correct(f"“{known.name if known else corrections[0].name}” is not a name") as undoable:
            undoable.set_corrections(corrections, contradicting)
            if known:
                undoable.forget(known.id)
            for kind, key in [name_key(one.name, one.kind) for one in corrections]:
                for entity in entities.with_name_key(self._connection, kind, key):
                    undoable.forget(entity, key)
        return self._finish(undoable)

    def _always(self, correction: Correction) -> str:
        own = name_key(correction.name, correction.kind)
        contradicting = [
            old
            for old in self._corrections
            if (old.verdict is Verdict.NOT_A_NAME and name_key(old.name, old.kind) == own)
            or (old.verdict is Verdict.ALWAYS and old.name == correction.name and old != correction)
        ]
        with self._correct(f"“{correction.name}” is always a name") as undoable:
            undoable.set_corrections([correction], contradicting)
            entity, cluster = self._resolve(correction, undoable.corrections)
            everywhere = find_everywhere(self._connection, correction.name, correction.kind)
            undoable.add(entity, cluster, everywhere)
        return self._finish(undoable)

    def _switch(self, entity: int, verdict: Verdict, on: bool, done: str) -> str:
        known = self._entity(entity)
        corrections = [Correction(verdict, self._written(known), known.kind)] if on else []
        return self._set_flag(known, verdict, corrections, done.format(known.name))

    def _set_flag(
        self, known: Entity | None, verdict: Verdict, corrections: Sequence[Correction], done: str
    ) -> str:
        """Replace the corrections with a verdict on an entity."""
        names = {name_key(one.name, one.kind) for one in corrections}
        if known:
            names |= {own for _, own in self._names(known)}
        with self._correct(done) as undoable:
            undoable.set_corrections(corrections, self._about(verdict, names))
            if known:
                undoable.refresh(known.id)
        return self._finish(undoable)

    def _correct(self, done: str, unchanged: str = "") -> UndoableCorrection:
        return UndoableCorrection(self._connection, done, self._corrections, unchanged)

    def _finish(self, undoable: UndoableCorrection) -> str:
        self._corrections = undoable.corrections
        return undoable.sentence

    # Which entity is meant

    def _entity(self, entity: int) -> Entity:
        return entities.fetch(self._connection, entity)

    def _find(self, name: str, kind: Kind) -> Entity | None:
        kind, key = self._name_key(name, kind)
        found = entities.with_name_key(self._connection, kind, key)
        return self._entity(found[0]) if found else None

    def _name_key(self, name: str, kind: Kind) -> NameKey:
        return name_key(name, self._constraints.kind(name, kind))

    def _names(self, entity: Entity) -> list[tuple[str, NameKey]]:
        """Return each name of an entity once, with its most frequent spelling."""
        keys = without_blocking_keys(entities.keys(self._connection, entity.id))
        found: dict[NameKey, str] = {}
        for text, _, key, _ in entities.surface_counts(self._connection, entity.id):
            if key in keys:
                found.setdefault(name_key(text, entity.kind), text)
        names = [(text, own) for own, text in found.items()]
        return sorted(names, key=lambda name: name[1][1].startswith(LONE))  # a full name says more

    def _written(self, entity: Entity) -> str:
        """Return a spelling by which an entity is found again, whatever its display name is."""
        return next((text for text, _ in self._names(entity)), entity.name)

    def _linked_names(self, name: str, kind: Kind) -> frozenset[NameKey]:
        """Return the key of a name and of all names that the reader says mean the same."""
        own = self._name_key(name, kind)
        return self._constraints.must_link([own]) | {own}

    def _about(self, verdict: Verdict, names: Iterable[NameKey]) -> list[Correction]:
        wanted = set(names)
        return [
            old
            for old in self._corrections
            if old.verdict is verdict and name_key(old.name, old.kind) in wanted
        ]
