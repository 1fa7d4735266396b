"""Chooses which links of an article are kept, and gathers the evidence that the reader sees."""

from collections.abc import Mapping, Sequence

from storage.analysis.similarity.comparison import ArticleVectors, Comparison
from storage.analysis.similarity.evidence import (
    ExplainedArticle,
    SharedTerms,
    gather_evidence,
    shared_terms,
    unshared_name,
)
from storage.analysis.similarity.tf_idf import name_weight
from storage.analysis.similarity.tokens import tokens, word
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.stories import links
from storage.database.stories.links import LinkRecord
from storage.model import CERTAIN, SAME_STORY_LIKELIHOOD, Evidence

_EXPLAINED = 8  # copies, same-story links and related links of an article with evidence, of each kind
_MOST_SAME = 24  # copies, and same-story links, that are kept
_LEAST_NAME_WEIGHT = 0.1
_COMMON_NAME_WEIGHT = 0.2  # even many names up to this weight do not convince
_CONVINCING = 0.6  # the least strength of the evidence for a related article
_WORD, _PHRASE, _WRITTEN_NAME = 0.3, 0.3, 0.5  # strength of the rarest ones; a recognised name has up to 1


class Explainer:
    """The links of one new article to old ones, with their evidence."""

    def __init__(
        self, connection: Connection, article: int, explained: ExplainedArticle, old: ArticleVectors
    ) -> None:
        self._connection = connection
        self._article = article
        self._explained = explained
        self._old = old
        # With copies, as these are only known once all articles are linked.
        self._in_all = articles.count(connection)
        self._shared_names: Mapping[int, Sequence[tuple[str, int]]] = {}

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
        kept = [*copies[:_MOST_SAME], *same[:_MOST_SAME], *related]
        return {self._old.articles[one.index]: self._record(one, one in explained) for one in kept}

    def _record(self, one: Comparison, is_explained: bool) -> LinkRecord:
        evidence = self._evidence(one) if is_explained else None
        return LinkRecord(one.likelihood, one.relatedness, one.overlap, evidence, one.same_text)

    def _evidence(self, one: Comparison) -> Evidence | None:
        """Return the evidence for a link, None if it would not convince a reader."""
        if one.is_copy:
            return Evidence(overlap=one.overlap, days=one.days)
        shared = shared_terms(self._explained, self._old.vectors, one.index)
        weights = self._name_weights(one, shared)
        found = gather_evidence(self._explained, shared, list(weights), one.days)
        if one.relatedness < SAME_STORY_LIKELIHOOD and strength(found, weights, shared) < _CONVINCING:
            return None
        if SAME_STORY_LIKELIHOOD <= one.likelihood < CERTAIN:
            return found.with_only_one(unshared_name(self._explained, self._old.vectors, one.index))
        return found

    def _name_weights(self, one: Comparison, shared: SharedTerms) -> dict[str, float]:
        """Return the recognised names in both articles with their weights from 0 to 1, heaviest first."""
        known = self._shared_names.get(self._old.articles[one.index], ())
        weighed = [
            (name_weight(_idf_of_words(name, shared), shared.max_idf, in_articles, self._in_all), name)
            for name, in_articles in known
        ]
        distinctive = [pair for pair in weighed if pair[0] >= _LEAST_NAME_WEIGHT]
        distinctive.sort(key=lambda pair: (-pair[0], pair[1]))
        return {name: weight for weight, name in distinctive}


def strength(found: Evidence, name_weights: Mapping[str, float], shared: SharedTerms) -> float:
    """Return how convincing evidence is, by the rarity of its names and words; 0 is not at all.

    `name_weights` has the weights of the recognised names.
    """

    def rarity(words: str) -> float:
        return max(_idf_of_words(words, shared), default=0.0) / shared.max_idf

    names = [name_weights.get(name, _WRITTEN_NAME * rarity(name)) for name in found.names]
    return (
        sum(weight for weight in names if weight > _COMMON_NAME_WEIGHT)
        + sum(_WORD * rarity(one) for one in found.title_words)
        + sum(_PHRASE * rarity(one) for one in found.phrases)
    )


def _idf_of_words(written: str, shared: SharedTerms) -> list[float]:
    words = [word(token).term for token in tokens(written)]
    return [shared.idf[term] for term in words if term in shared.idf]
