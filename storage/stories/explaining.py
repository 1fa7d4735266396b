"""Why an article is linked to others: the evidence that is kept for the links that a reader sees."""

from collections.abc import Mapping, Sequence

from storage.analysis.similarity.comparison import Comparison, Side
from storage.analysis.similarity.evidence import Shared, Subject, gather, only_one_names, shared
from storage.analysis.similarity.idf import name_weight
from storage.analysis.similarity.tokens import tokens, word
from storage.database.connection import Connection
from storage.database.lists import article_lists
from storage.database.stories import links
from storage.database.stories.links import Tie
from storage.model import CERTAIN, SAME_STORY_LIKELIHOOD, Evidence

_EXPLAINED_SAME, _EXPLAINED_RELATED = 8, 8  # links of an article whose evidence is kept
_MOST_SAME = 24  # links of an article that may be the same story
_TELLING_NAME = 0.1
_COMMON = 0.2  # many names that everybody has still say nothing
_CONVINCING = 0.6  # of evidence for what is only related
_WORD, _PHRASE, _WRITTEN_NAME = 0.3, 0.3, 0.5  # how much a rare one is worth, beside a name known to the desk


class Explainer:
    """The evidence for the links of one article."""

    def __init__(self, connection: Connection, article: int, subject: Subject, old: Side) -> None:
        self._connection = connection
        self._article = article
        self._subject = subject
        self._old = old
        self._in_all = article_lists.counts(connection).articles

    def ties(self, compared: Sequence[Comparison]) -> Mapping[int, Tie]:
        """Return what is worth storing of the comparisons, each by the other article's number."""
        copies = [one for one in compared if one.is_copy]
        same = [one for one in compared if not one.is_copy and one.likelihood >= SAME_STORY_LIKELIHOOD]
        rest = [one for one in compared if not one.is_copy and one.likelihood < SAME_STORY_LIKELIHOOD]
        same.sort(key=lambda one: (-one.likelihood, one.place))
        rest.sort(key=lambda one: (-one.kinship, one.place))
        explained = {*copies[:_EXPLAINED_SAME], *same[:_EXPLAINED_SAME], *rest[:_EXPLAINED_RELATED]}
        kept = [*copies[:_MOST_SAME], *same[:_MOST_SAME], *rest]
        return {self._old.articles[one.place]: self._tie(one, one in explained) for one in kept}

    def _tie(self, one: Comparison, explained: bool) -> Tie:
        evidence = self._evidence(one) if explained else None
        return Tie(one.likelihood, one.kinship, one.overlap, evidence, one.one_text)

    def _evidence(self, one: Comparison) -> Evidence | None:
        if one.is_copy:
            return Evidence(overlap=one.overlap, days=one.days)
        both = shared(self._subject, self._old.bags, one.place)
        names = self._names(one, both)
        found = gather(self._subject, both, [name for name, _ in names], one.days)
        if one.kinship < SAME_STORY_LIKELIHOOD and _strength(found, dict(names), both) < _CONVINCING:
            return None  # a reader would not see what they have to do with one another
        if SAME_STORY_LIKELIHOOD <= one.likelihood < CERTAIN:
            return found.with_only_one(only_one_names(self._subject, self._old.bags, one.place))
        return found

    def _names(self, one: Comparison, both: Shared) -> list[tuple[str, float]]:
        """Return the names that both have, with their weights from 0 to 1, heaviest first."""
        known = links.shared_names(self._connection, self._article, self._old.articles[one.place])
        weighed = [(name_weight(_parts(name, both), both.most, n, self._in_all), name) for name, n in known]
        telling = sorted(
            (pair for pair in weighed if pair[0] >= _TELLING_NAME), key=lambda pair: (-pair[0], pair[1])
        )
        return [(name, weight) for weight, name in telling]


def _strength(found: Evidence, names: Mapping[str, float], both: Shared) -> float:
    """Return how much evidence says, by the rarity of its names and words."""

    def rarity(words: str) -> float:
        return max(_parts(words, both), default=0.0) / both.most

    return (
        sum(
            worth
            for name in found.names
            if (worth := names.get(name, _WRITTEN_NAME * rarity(name))) > _COMMON
        )
        + sum(_WORD * rarity(one) for one in found.title_words)
        + sum(_PHRASE * rarity(one) for one in found.phrases)
    )


def _parts(name: str, both: Shared) -> list[float]:
    words = [word(token).term for token in tokens(name)]
    return [both.rarity[term] for term in words if term in both.rarity]
