"""Coreference within one article: full names and surnames, acronyms, short forms that mean the same."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from storage.analysis.entities.constraints import NO_CONSTRAINTS, Constraints
from storage.analysis.entities.person_names import (
    SAME_IN_ARTICLE,
    PersonName,
    same_surname,
    similarity,
    skeleton_keys,
    skeletons,
)
from storage.analysis.entities.short_names import acronyms, later_names, prefixes_and_suffixes, short_names
from storage.analysis.entities.surface_forms import SurfaceForm
from storage.analysis.recognition.annotated_text import reading_order
from storage.model import Field, Mention

Item = TypeVar("Item")
Chain = list[SurfaceForm]
"""The surface forms of one entity in an article."""

_MAX_CANDIDATES = 8  # chains that a name is compared with, so that 10,000 namesakes stay cheap
_MAX_MEMBERS = 4  # spellings of a chain that a name is compared with
# How well one word of a full name identifies the person.
_SURNAME_SCORE, _GIVEN_NAME_SCORE, _MIDDLE_NAME_SCORE, _SKELETON_SCORE = 3.0, 2.0, 1.0, 0.5


class UnionFind:
    """A partition of the numbers below `size` into sets; the smallest number of a set is its root."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Return the root of the set that contains an item."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def union(self, items: Iterable[int]) -> None:
        """Merge the sets that contain these items."""
        roots = sorted({self.find(item) for item in items})
        for root in roots[1:]:
            self._parent[root] = roots[0]

    def sets(self, items: Sequence[Item]) -> list[list[Item]]:
        """Return the items set by set; the index of an item is its number."""
        found: dict[int, list[Item]] = defaultdict(list)
        for number, item in enumerate(items):
            found[self.find(number)].append(item)
        return list(found.values())


def persons(forms: Sequence[SurfaceForm], constraints: Constraints = NO_CONSTRAINTS) -> list[Chain]:
    """Chain the names of persons: first the variants of full names, then partial names to a full name.

    If a partial name fits two persons, each of its mentions means the one who was mentioned last. Full names
    that the reader holds apart are two persons.
    """
    chains = _full_names([form for form in forms if form.person.full], constraints)
    scores = _word_scores(chains)
    for form in forms:
        if not form.person.full:
            _attach_partial_name(form, scores, chains)
    return chains


def _full_names(forms: Sequence[SurfaceForm], constraints: Constraints) -> list[Chain]:
    chains: list[Chain] = []
    chains_by_key: Mapping[str, list[int]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: -len(form.mentions)):
        keys = _lookup_keys(form.person)
        candidates = dict.fromkeys(number for key in keys for number in chains_by_key[key])
        allowed = (number for number in candidates if constraints.allow(form, chains[number]))
        number = _best_chain(form.person, sorted(allowed)[:_MAX_CANDIDATES], chains)
        if number is None:
            number = len(chains)
            chains.append([])
        chains[number].append(form)
        for key in keys:
            if number not in chains_by_key[key] and len(chains_by_key[key]) < _MAX_CANDIDATES:
                chains_by_key[key].append(number)
    return chains


def _best_chain(name: PersonName, candidates: Sequence[int], chains: Sequence[Chain]) -> int | None:
    scores = [(_chain_similarity(name, chains[number]), number) for number in candidates]
    score, number = max(scores, key=lambda pair: pair[0], default=(0.0, 0))
    return number if score >= SAME_IN_ARTICLE else None


def _lookup_keys(name: PersonName) -> list[str]:
    parts = [" ".join(part) for part in prefixes_and_suffixes(name.words) if len(part) > 1]
    return [
        name.core[-1],
        " ".join(sorted(name.core)),
        " ".join(name.words),
        *parts,
        *sorted(skeleton_keys(name)),
    ]


def _chain_similarity(name: PersonName, chain: Chain) -> float:
    # The least of all spellings counts, or George Bush would join George W. and George H. W. Bush.
    return min(_pair_similarity(name, form.person) for form in chain[:_MAX_MEMBERS])


def _pair_similarity(one: PersonName, other: PersonName) -> float:
    if one.generation != other.generation:
        return 0.0
    if len(one.core) == 1 or len(other.core) == 1:  # Vinícius Júnior, Vinicius Jr.
        return SAME_IN_ARTICLE if one.core[-1] == other.core[-1] else 0.0
    short, long = sorted((one.words, other.words), key=len)
    is_part = len(short) > 1 and (long[: len(short)] == short or long[-len(short) :] == short)
    return 1.0 if is_part else similarity(one, other)


def _word_scores(chains: Sequence[Chain]) -> dict[str, dict[int, float]]:
    """Return the score of each chain for each word of its full names and each skeleton of its surnames."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, chain in enumerate(chains):
        for form in chain:
            core = form.person.core
            scores = dict.fromkeys(core[1:-1], _MIDDLE_NAME_SCORE)
            scores |= {core[0]: _GIVEN_NAME_SCORE, core[-1]: _SURNAME_SCORE}
            for word, score in scores.items():
                found[word][number] = max(score, found[word].get(number, 0.0))
            for skeleton in skeletons(core[-1]):
                found["~" + skeleton].setdefault(number, _SKELETON_SCORE)
    return found


def _attach_partial_name(
    form: SurfaceForm, word_scores: Mapping[str, Mapping[int, float]], chains: list[Chain]
) -> None:
    scores = _chain_scores(form.key, word_scores, chains)
    best = max(scores.values(), default=0.0)
    chosen = [number for number, score in scores.items() if score == best][:_MAX_CANDIDATES]
    if len(chosen) == 1:
        chains[chosen[0]].append(form)
        return
    full_names = sorted((reading_order(m), n) for n in chosen for full in chains[n] for m in full.mentions)
    shares: dict[int | None, list[int]] = defaultdict(list)
    for index, mention in enumerate(form.mentions):
        before = bisect_left(full_names, (reading_order(mention), 0))
        shares[full_names[before - 1][1] if before else None].append(index)
    for number, indices in shares.items():
        part = SurfaceForm(
            form.kind,
            form.key,
            tuple(form.mentions[i] for i in indices),
            tuple(form.spellings[i] for i in indices),
        )
        if number is None:
            chains.append([part])
        else:
            chains[number].append(part)


def _chain_scores(
    word: str, word_scores: Mapping[str, Mapping[int, float]], chains: Sequence[Chain]
) -> Mapping[int, float]:
    """Return the chains that a partial name may belong to, with their scores."""
    if word in word_scores:
        return word_scores[word]
    candidates = {
        number
        for skeleton in skeletons(word)
        for number in list(word_scores.get("~" + skeleton, ()))[:_MAX_CANDIDATES]
    }
    return {
        number: _SKELETON_SCORE
        for number in sorted(candidates)
        if same_surname(word, chains[number][0].person.core[-1])
    }


def organisations(forms: Sequence[SurfaceForm]) -> list[Chain]:
    """Chain acronyms and short forms to the longer name, if there is only one that fits."""
    numbers = {form.key: number for number, form in enumerate(forms)}
    partition = UnionFind(len(forms))
    longer: Mapping[int, set[int]] = defaultdict(set)
    for number, form in enumerate(forms):
        for short in _shorter_keys(form) & numbers.keys():
            if _may_mean(forms[numbers[short]], form):
                longer[numbers[short]].add(number)
    for number in sorted(longer):
        if len({partition.find(name) for name in longer[number]}) == 1:
            partition.union([number, *longer[number]])
    return partition.sets(forms)


def _shorter_keys(form: SurfaceForm) -> frozenset[str]:
    names = frozenset().union(*(short_names(form.kind, name) for name in form.names))
    return names | later_names(form.key) | acronyms(form.key)


def _may_mean(short: SurfaceForm, form: SurfaceForm) -> bool:
    """Tell whether a shorter name of a form may mean it at the places where the article has both."""
    if any(short.key in short_names(form.kind, name) for name in form.names):
        return True
    if short.key in acronyms(form.key) and short.acronym:
        return True
    return short.key in later_names(form.key) and _comes_before(form, short)


def _comes_before(one: SurfaceForm, other: SurfaceForm) -> bool:
    """Tell whether a name is in the text before another one, or in the title if that is only there."""
    return min(map(_text_first, one.mentions)) < min(map(_text_first, other.mentions))


def _text_first(mention: Mention) -> tuple[bool, int]:
    return mention.field is not Field.TEXT, mention.start


def places(forms: Sequence[SurfaceForm]) -> list[Chain]:
    """Chain a place to the same name followed by "city" or the like."""
    numbers = {form.key: number for number, form in enumerate(forms)}
    partition = UnionFind(len(forms))
    for number, form in enumerate(forms):
        shorter = (numbers[short] for short in short_names(form.kind, form.key) if short in numbers)
        partition.union([number, *shorter])
    return partition.sets(forms)
