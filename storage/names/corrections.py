"""What the reader decides about names: it holds at once for what is stored, and for all that will be.

A decision is stored by how names are written (`Correction`), and what it changes is kept in the journal, so
that it can be undone.
"""

from collections.abc import Iterable, Sequence

from storage.analysis.entities.blocking_keys import without_blocking_keys
from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.constraints import NameKey, name_key
from storage.analysis.entities.resolution import resolve
from storage.database.connection import Connection
from storage.database.names import entities, name_corrections
from storage.errors import CorrectionError
from storage.model import Correction, Entity, Field, Kind, Mention, Verdict
from storage.names.recording import DeskEntities, read_constraints
from storage.names.undoable_correction import UndoableCorrection, find_everywhere

LONGEST = 200  # code points of a name that the reader may give


class Corrector:
    """Carries out the reader's decisions in one write.

    Every method returns a sentence on what holds now, and raises `CorrectionError` for what can't be.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # By the entities that are on the screen

    def same(self, entity: int, other: int) -> str:
        """Let two entities be one."""
        one, two = self._entity(entity), self._entity(other)
        if one.id == two.id:
            raise CorrectionError(f"“{one.name}” is one name already.")
        wish = Correction(Verdict.SAME, self._spoken(one), one.kind, self._spoken(two), two.kind)
        return self._same(wish, one, two)

    def apart(self, entity: int, spelling: str) -> str:
        """Let what is written so not mean this entity."""
        known = self._entity(entity)
        name = name_key(spelling, known.kind)
        other = next((text for text, own in self._called(known) if own != name), "")
        if not other:
            raise CorrectionError(
                f"“{spelling}” can't be taken from “{known.name}”: all its spellings are one name."
            )
        return self._apart(Correction(Verdict.APART, spelling, known.kind, other, known.kind), known)

    def set_kind(self, entity: int, kind: Kind) -> str:
        """Let an entity be of another kind."""
        return self._set_kind(self._entity(entity), kind)

    def forget(self, entity: int, spelling: str = "") -> str:
        """Let an entity, or what is written so, be no name at all."""
        known = self._entity(entity)
        texts = [spelling] if spelling else [text for text, _ in self._called(known)]
        wishes = [Correction(Verdict.FORGET, text, known.kind) for text in texts]
        return self._forget(wishes, None if spelling else known)

    def always(self, name: str, kind: Kind) -> str:
        """Let a text be a name wherever it stands."""
        return self._always(Correction(Verdict.ALWAYS, _checked(name), kind))

    def rename(self, entity: int, shown: str) -> str:
        """Show an entity under a name of the reader's choice; "" gives it back its own."""
        known = self._entity(entity)
        wish = [Correction(Verdict.RENAME, self._spoken(known), known.kind, _checked(shown))] if shown else []
        done = f"“{known.name}” is shown as “{shown}”" if shown else f"“{known.name}” has its own name again"
        return self._mark(known, Verdict.RENAME, wish, done)

    def follow(self, entity: int, followed: bool = True) -> str:
        """Follow an entity, or no more."""
        return self._set(entity, Verdict.FOLLOW, followed, "You follow “{}”", "You follow “{}” no more")

    def mute(self, entity: int, muted: bool = True) -> str:
        """Mute an entity, or no more."""
        return self._set(entity, Verdict.MUTE, muted, "“{}” is muted", "“{}” is muted no more")

    # By how the names are written

    def take_in(self, wish: Correction) -> str:
        """Let a correction hold whether or not the desk has the names yet."""
        wish = _checked_correction(wish)
        known = self._find(wish.name, wish.kind)
        match wish.verdict:
            case Verdict.SAME:
                return self._same(wish, known, self._find(wish.other, wish.other_kind or wish.kind))
            case Verdict.APART:
                return self._apart(wish, self._find(wish.other, wish.other_kind or wish.kind))
            case Verdict.KIND if known and wish.other_kind:
                return self._set_kind(known, wish.other_kind)
            case Verdict.FORGET:
                return self._forget([wish], None)
            case Verdict.ALWAYS:
                return self._always(wish)
            case _:
                return self._mark(known, wish.verdict, [wish], f"“{wish.name}”: {wish.verdict}")

    # What each does

    def _same(self, wish: Correction, one: Entity | None, two: Entity | None) -> str:
        names = self._group(wish.name, wish.kind), self._group(wish.other, wish.other_kind or wish.kind)
        against = [
            old
            for old in name_corrections.all_of(self._connection)
            if old.verdict is Verdict.APART and _joins(_pair(old), *names)
        ]
        said = f"“{one.name if one else wish.name}” and “{two.name if two else wish.other}” are the same"
        with UndoableCorrection(self._connection, said) as deed:
            deed.rule([wish], against)
            if one and two and one.id != two.id:
                gone, kept = sorted((one, two), key=lambda entity: (entity.mentions, -entity.id))
                deed.merge(gone.id, kept.id)
        return deed.sentence

    def _apart(self, wish: Correction, known: Entity | None) -> str:
        name, _ = _pair(wish)
        group = self._group(wish.other, wish.other_kind or wish.kind) - {name}
        against = [
            old
            for old in name_corrections.all_of(self._connection)
            if old.verdict is Verdict.SAME and name in _pair(old) and not group.isdisjoint(_pair(old))
        ]
        said = f"“{wish.name}” is not the same as “{known.name if known else wish.other}”"
        with UndoableCorrection(self._connection, said) as deed:
            deed.rule([wish], against)
            if known and known.kind is wish.kind:
                deed.split(known.id, name[1], *self._other_meaning(wish))
        return deed.sentence

    def _other_meaning(self, wish: Correction) -> tuple[int | None, Cluster]:
        found = cluster_of(wish.name, wish.kind)
        return resolve(
            found, DeskEntities(self._connection), read_constraints(self._connection)
        ).entity, found

    def _set_kind(self, known: Entity, kind: Kind) -> str:
        if known.kind is kind:
            raise CorrectionError(f"“{known.name}” is a name of this kind already.")
        keys = without_blocking_keys(entities.keys(self._connection, known.id))
        written = entities.surface_counts(self._connection, known.id)
        telling = {
            name_key(text, said): (text, said) for text, said, key, _ in reversed(written) if key in keys
        }
        wishes = [
            Correction(Verdict.KIND, text, said, other_kind=kind)
            for text, said in telling.values()
            if said is not kind
        ]
        with UndoableCorrection(self._connection, f"“{known.name}” is of the kind “{kind}”") as deed:
            deed.rule(wishes, self._about(Verdict.KIND, telling))
            deed.change_kind(known.id, kind, [text for text, _ in telling.values()])
        return deed.sentence

    def _forget(self, wishes: Sequence[Correction], known: Entity | None) -> str:
        labels = [name_key(wish.name, wish.kind) for wish in wishes]
        texts = {wish.name for wish in wishes}
        against = [
            old
            for old in name_corrections.all_of(self._connection)
            if old.verdict is Verdict.ALWAYS and old.name in texts
        ]
        name = known.name if known else wishes[0].name
        with UndoableCorrection(self._connection, f"“{name}” is no name") as deed:
            deed.rule(wishes, against)
            if known:
                deed.drop(known.id)
            for kind, key in labels:
                for entity in entities.with_name_key(self._connection, kind, key):
                    deed.drop(entity, key)
        return deed.sentence

    def _always(self, wish: Correction) -> str:
        own = name_key(wish.name, wish.kind)
        against = [
            old
            for old in name_corrections.all_of(self._connection)
            if (old.verdict is Verdict.FORGET and name_key(old.name, old.kind) == own)
            or (old.verdict is Verdict.ALWAYS and old.name == wish.name and old != wish)
        ]
        with UndoableCorrection(self._connection, f"“{wish.name}” is always a name") as deed:
            deed.rule([wish], against)
            entity, found = self._other_meaning(wish)
            deed.add(entity, found, find_everywhere(self._connection, wish.name, wish.kind))
        return deed.sentence

    def _set(self, entity: int, verdict: Verdict, on: bool, done: str, undone: str) -> str:
        known = self._entity(entity)
        wish = [Correction(verdict, self._spoken(known), known.kind)] if on else []
        return self._mark(known, verdict, wish, (done if on else undone).format(known.name))

    def _mark(self, known: Entity | None, verdict: Verdict, wishes: Sequence[Correction], said: str) -> str:
        labels = {name_key(one.name, one.kind) for one in wishes}
        if known:
            labels |= {own for _, own in self._called(known)}
        with UndoableCorrection(self._connection, said) as deed:
            deed.rule(wishes, self._about(verdict, labels))
            if known:
                deed.describe(known.id)
        return deed.sentence

    # Who is meant

    def _entity(self, entity: int) -> Entity:
        return entities.fetch(self._connection, entity)

    def _find(self, name: str, kind: Kind) -> Entity | None:
        kind, key = self._ruled(name, kind)
        found = entities.with_name_key(self._connection, kind, key)
        return self._entity(found[0]) if found else None

    def _ruled(self, name: str, kind: Kind) -> NameKey:
        return name_key(name, read_constraints(self._connection).kind(name, kind))

    def _called(self, entity: Entity) -> list[tuple[str, NameKey]]:
        """Return the names of an entity, each once, as it is written most often."""
        keys = without_blocking_keys(entities.keys(self._connection, entity.id))
        found: dict[NameKey, str] = {}
        for text, _, key, _ in entities.surface_counts(self._connection, entity.id):
            if key in keys:
                found.setdefault(name_key(text, entity.kind), text)
        return [(text, own) for own, text in found.items()]

    def _spoken(self, entity: Entity) -> str:
        """Return a name by which the entity is found again, whatever it is shown as."""
        return next((text for text, _ in self._called(entity)), entity.name)

    def _group(self, name: str, kind: Kind) -> frozenset[NameKey]:
        own = self._ruled(name, kind)
        return read_constraints(self._connection).same([own]) | {own}

    def _about(self, verdict: Verdict, labels: Iterable[NameKey]) -> list[Correction]:
        wanted = set(labels)
        return [
            old
            for old in name_corrections.all_of(self._connection)
            if old.verdict is verdict and name_key(old.name, old.kind) in wanted
        ]


def cluster_of(name: str, kind: Kind) -> Cluster:
    """Return a name as the cluster of an article that says nothing else."""
    (found,) = cluster_mentions("", name, [Mention(Field.TEXT, 0, len(name), kind)])
    return found


def _pair(correction: Correction) -> tuple[NameKey, NameKey]:
    kind = correction.other_kind or correction.kind
    return name_key(correction.name, correction.kind), name_key(correction.other, kind)


def _joins(pair: tuple[NameKey, NameKey], one: frozenset[NameKey], other: frozenset[NameKey]) -> bool:
    (a, b) = pair
    return (a in one and b in other) or (b in one and a in other)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise CorrectionError("A name needs a letter or a digit.")
    if len(name) > LONGEST:
        raise CorrectionError(f"No name has more than {LONGEST} characters.")
    return name


def _checked_correction(wish: Correction) -> Correction:
    needs_other = wish.verdict in (Verdict.SAME, Verdict.APART, Verdict.RENAME)
    other = _checked(wish.other) if needs_other else ""
    if wish.verdict is Verdict.KIND and wish.other_kind is None:
        raise CorrectionError(f"“{wish.name}”: of what kind it is, is not said.")
    return Correction(wish.verdict, _checked(wish.name), wish.kind, other, wish.other_kind)
