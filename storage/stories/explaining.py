"""Chooses which links of an article are kept, and gathers the evidence that the reader sees."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.comparison import ArticleVectors, Comparison, has_teaser
from storage.analysis.similarity.evidence import (
    ExplainedArticle,
    SharedTerms,
    gather_evidence,
    shared_terms,
    terms_in,
    unshared_name,
)
from storage.analysis.similarity.strength import (
    WeighedName,
    idf_of_words,
    is_scene,
    is_strong,
    relates,
    tells_what_happened,
)
from storage.analysis.similarity.tf_idf import name_weight
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.stories import links
from storage.database.stories.links import LinkRecord, SharedName
from storage.model import CERTAIN, SAME_STORY_LIKELIHOOD, Evidence, Kind

_EXPLAINED = 8  # copies, same-story links and related links of an article with evidence, of each kind
_MOST_SAME = 24  # copies, and same-story links, that are kept
_LEAST_NAME_WEIGHT = 0.1
_SURE = 0.95  # the least likelihood that convinces by itself
_UNFOUNDED = 0.4  # the highest likelihood of a pair whose evidence shows no event


class Explainer:
    """The links of one new article to old ones, with their evidence."""

    def __init__(
        self, connection: Connection, new: ArticleVectors, explained: ExplainedArticle, old: ArticleVectors
    ) -> None:
        self._connection = connection
        self._article = new.articles[0]
        self._new = new
        self._explained = explained
        self._old = old
        # With copies, as these are only known once all articles are linked. On a small desk all names would
        # be common without the articles of the background, in which no name of the desk is counted.
        self._in_all = articles.count(connection) + background().articles
        self._shared_names: Mapping[int, Sequence[SharedName]] = {}
        self._spellings: Mapping[int, Mapping[str, Set[int]]] = {}

    def records(self, compared: Sequence[Comparison]) -> Mapping[int, LinkRecord]:
        """Return which comparisons to store as links, by the number of the old article."""
        copies = [one for one in compared if one.is_copy]
        others = [one for one in compared if not one.is_copy]
        same = [one for one in others if one.likelihood >= SAME_STORY_LIKELIHOOD]
        related = [one for one in others if one.likelihood < SAME_STORY_LIKELIHOOD]
        same.sort(key=lambda one: (-one.likelihood, one.index))
        related.sort(key=lambda one: (-one.relatedness, one.index))
        explained = {one for some in (copies, same, related) for one in some[:_EXPLAINED]}
        with_names = [self._old.articles[one.index] for one in explained if not one.is_copy]
        self._shared_names = links.shared_names(self._connection, self._article, with_names)
        self._spellings = mentions.spellings_in(self._connection, [self._article, *with_names])
        kept = [*copies[:_MOST_SAME], *same[:_MOST_SAME], *related]
        return {self._old.articles[one.index]: self._record(one, one in explained) for one in kept}

    def _record(self, one: Comparison, is_explained: bool) -> LinkRecord:
        likelihood, evidence = self._judge(one) if is_explained else (one.likelihood, None)
        return LinkRecord(likelihood, one.relatedness, one.overlap, evidence, one.same_text)

    def _judge(self, one: Comparison) -> tuple[float, Evidence | None]:
        """Return the likelihood of a link and its evidence, None if that would not convince a reader."""
        if one.is_copy:
            return one.likelihood, Evidence(overlap=one.overlap, days=one.days)
        shared = shared_terms(self._explained, self._old.vectors, one.index)
        names = self._weighed_names(one, shared)
        fragments = self._name_fragments(self._old.articles[one.index])
        found = gather_evidence(self._explained, shared, [name.name for name in names], one.days, fragments)
        found = replace(found, teaser=has_teaser(self._new, self._old, one.index))
        if not self._is_enough(one, found, names, shared):
            return min(one.likelihood, _UNFOUNDED), None
        if not tells_what_happened(names, shared):
            return min(one.likelihood, _UNFOUNDED), found
        if one.likelihood >= SAME_STORY_LIKELIHOOD and (one.likelihood < CERTAIN or found.teaser):
            own_names = self._own_names(self._old.articles[one.index])
            doubt = unshared_name(self._explained, self._old.vectors, one.index, own_names)
            found = found.with_only_one(doubt)
        return one.likelihood, found

    def _is_enough(
        self, one: Comparison, found: Evidence, names: Sequence[WeighedName], shared: SharedTerms
    ) -> bool:
        is_sure = one.likelihood >= _SURE and not found.teaser
        if is_sure or relates(found, names, shared):
            return True
        likely = max(one.likelihood, one.relatedness) >= SAME_STORY_LIKELIHOOD
        # Without recognised names, as in other languages, too little is known to contradict the likelihood.
        are_named = {self._article, self._old.articles[one.index]} <= self._spellings.keys()
        return likely and (not are_named or is_strong(found, names, shared))

    def _name_fragments(self, other: int) -> set[str]:
        """Return the terms of names in this article or another that the two do not spell alike."""
        here, there = self._spellings_of(other)
        return terms_in(here.keys() | there.keys()) - terms_in(here.keys() & there.keys())

    def _spellings_of(self, other: int) -> tuple[Mapping[str, Set[int]], Mapping[str, Set[int]]]:
        return self._spellings.get(self._article, {}), self._spellings.get(other, {})

    def _own_names(self, other: int) -> list[str] | None:
        """Return the spellings of the names that another article lacks, `None` if none are recognised."""
        here, there = self._spellings_of(other)
        theirs = frozenset[int]().union(*there.values())
        return [one for one in here if here[one].isdisjoint(theirs)] if here else None

    def _names_in_both(self, other: int) -> list[SharedName]:
        """Return the names in both, those too that are spelled alike but not known as one thing."""
        known = list(self._shared_names.get(other, ()))
        here, there = self._spellings_of(other)
        used = terms_in(name.name for name in known)
        alike = [
            one
            for one in sorted(here.keys() & there.keys())
            if here[one].isdisjoint(there[one]) and not terms_in([one]) <= used
        ]
        return known + [SharedName(spelling, Kind.OTHER, 1, 0.0) for spelling in alike]

    def _weighed_names(self, one: Comparison, shared: SharedTerms) -> list[WeighedName]:
        """Return the recognised names in both articles, heaviest first."""
        weighed = []
        for name in self._names_in_both(self._old.articles[one.index]):
            parts = idf_of_words(name.name, shared)
            weight = name_weight(parts, shared.max_idf, name.articles, self._in_all)
            if weight >= _LEAST_NAME_WEIGHT:
                scene = is_scene(name.name, name.kind)
                is_person = name.kind is Kind.PERSON
                weighed.append(WeighedName(name.name, weight, name.prominence, scene, is_person))
        return sorted(weighed, key=lambda name: (-name.weight, name.name))
