"""What is the same within one article: full names and surnames, acronyms, short forms."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from storage.analysis.entities.blocking_keys import prefixes_and_suffixes, short_forms
from storage.analysis.entities.person_names import (
    SAME_IN_ARTICLE,
    PersonName,
    same_surname,
    similarity,
    skeleton_keys,
    skeletons,
)
from storage.analysis.entities.surface_forms import SurfaceForm
from storage.analysis.lexicon.name_keys import initials
from storage.analysis.recognition.annotated_text import reading_order

Chain = list[SurfaceForm]
Item = TypeVar("Item")

_MOST_RIVALS = 8  # chains that a name is compared with, so that 10,000 namesakes stay cheap
_MOST_MEMBERS = 4  # spellings of a chain that a name is compared with
# A place has the same name with and without one of these behind it, if one article has both.
_TAIL_WORDS = """
city town village province region district sea ocean river lake desert valley peninsula center clinic hospital
"""
_TAILS = _TAIL_WORDS.split()


def persons(groups: Sequence[SurfaceForm]) -> list[Chain]:
    """Chain the names of persons: variants of full names, then lone names to their bearers.

    A lone name that fits two persons goes, mention by mention, to the one named last before it.
    """
    chains = _full_names([group for group in groups if group.person.full])
    bearers = _bearers(chains)
    for group in groups:
        if not group.person.full:
            _give_to_bearers(group, bearers, chains)
    return chains


def _full_names(groups: Sequence[SurfaceForm]) -> list[Chain]:
    chains: list[Chain] = []
    shelves: Mapping[str, list[int]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: -len(group.mentions)):
        labels = _labels(group.person)
        rivals = dict.fromkeys(number for label in labels for number in shelves[label])
        number = _best_chain(group.person, sorted(rivals)[:_MOST_RIVALS], chains)
        if number is None:
            number = len(chains)
            chains.append([])
        chains[number].append(group)
        for label in labels:
            if number not in shelves[label] and len(shelves[label]) < _MOST_RIVALS:
                shelves[label].append(number)
    return chains


def _best_chain(name: PersonName, rivals: Sequence[int], chains: Sequence[Chain]) -> int | None:
    scores = [(_likeness(name, chains[number]), number) for number in rivals]
    likeness, number = max(scores, key=lambda score: score[0], default=(0.0, 0))
    return number if likeness >= SAME_IN_ARTICLE else None


def _labels(name: PersonName) -> list[str]:
    parts = [" ".join(part) for part in prefixes_and_suffixes(name.words) if len(part) > 1]
    return [
        name.core[-1],
        " ".join(sorted(name.core)),
        " ".join(name.words),
        *parts,
        *sorted(skeleton_keys(name)),
    ]


def _likeness(name: PersonName, chain: Chain) -> float:
    # With every spelling in the chain, or George Bush would make one of George W. and George H. W.
    return min(_pair_likeness(name, group.person) for group in chain[:_MOST_MEMBERS])


def _pair_likeness(one: PersonName, other: PersonName) -> float:
    short, long = sorted((one.words, other.words), key=len)
    part = len(short) > 1 and (long[: len(short)] == short or long[-len(short) :] == short)
    return 1.0 if part else similarity(one, other)


def _bearers(chains: Sequence[Chain]) -> dict[str, dict[int, float]]:
    """Return for each word of a full name, and each skeleton of a surname, which chains it may mean."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, chain in enumerate(chains):
        for group in chain:
            core = group.person.core
            scores = dict.fromkeys(core[1:-1], 1.0) | {core[0]: 2.0, core[-1]: 3.0}
            for word, score in scores.items():
                found[word][number] = max(score, found[word].get(number, 0.0))
            for bones in skeletons(core[-1]):
                found["~" + bones].setdefault(number, 0.5)
    return found


def _give_to_bearers(
    group: SurfaceForm, bearers: Mapping[str, Mapping[int, float]], chains: list[Chain]
) -> None:
    candidates = _candidates(group.key, bearers, chains)
    best = max(candidates.values(), default=0.0)
    chosen = [number for number, score in candidates.items() if score == best][:_MOST_RIVALS]
    if len(chosen) == 1:
        chains[chosen[0]].append(group)
        return
    named = sorted((reading_order(m), n) for n in chosen for full in chains[n] for m in full.mentions)
    shares: dict[int | None, list[int]] = defaultdict(list)
    for index, mention in enumerate(group.mentions):
        before = bisect_left(named, (reading_order(mention), 0))
        shares[named[before - 1][1] if before else None].append(index)
    for number, indices in shares.items():
        part = SurfaceForm(
            group.kind,
            group.key,
            tuple(group.mentions[i] for i in indices),
            tuple(group.spellings[i] for i in indices),
        )
        if number is None:
            chains.append([part])
        else:
            chains[number].append(part)


def _candidates(
    word: str, bearers: Mapping[str, Mapping[int, float]], chains: Sequence[Chain]
) -> Mapping[int, float]:
    if word in bearers:
        return bearers[word]
    rivals = {
        number for bones in skeletons(word) for number in list(bearers.get("~" + bones, ()))[:_MOST_RIVALS]
    }
    return {n: 0.5 for n in sorted(rivals) if same_surname(word, chains[n][0].person.core[-1])}


def organisations(groups: Sequence[SurfaceForm]) -> list[Chain]:
    """Chain acronyms to the names that have these initials, and short forms to the one longer name."""
    numbers = {group.key: number for number, group in enumerate(groups)}
    unions = UnionFind(len(groups))
    longer: Mapping[int, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for acronym in initials(group.key):
            if acronym in numbers and groups[numbers[acronym]].acronym:
                longer[numbers[acronym]].add(number)
        for short in sorted(short_forms(group.key)):
            if short in numbers:
                longer[numbers[short]].add(number)
    for number, names in longer.items():
        if len({unions.find(name) for name in names}) == 1:
            unions.join([number, *names])
    return unions.sets(groups)


def places(groups: Sequence[SurfaceForm]) -> list[Chain]:
    """Chain a place to the same with "city" or the like behind it."""
    numbers = {group.key: number for number, group in enumerate(groups)}
    unions = UnionFind(len(groups))
    for key, number in numbers.items():
        unions.join([number, *(numbers[f"{key} {tail}"] for tail in _TAILS if f"{key} {tail}" in numbers)])
    return unions.sets(groups)


class UnionFind:
    """Which of a number of things are the same; the smallest number stands for each set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Return the number that stands for an item's set."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, items: Iterable[int]) -> None:
        """Make one set of the sets of these items."""
        roots = sorted({self.find(item) for item in items})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def sets(self, items: Sequence[Item]) -> list[list[Item]]:
        """Return these items, by their numbers, set by set."""
        found: dict[int, list[Item]] = defaultdict(list)
        for number, item in enumerate(items):
            found[self.find(number)].append(item)
        return list(found.values())
