"""Reading articles: title and text to their language and the names in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.recognition import recognition_rules
from storage.analysis.recognition.gazetteer_rules import add_countries, add_well_known_names
from storage.analysis.recognition.language_detection import detect_language
from storage.analysis.recognition.recogniser import Recogniser
from storage.model import Field, Mention
from storage.text.languages import is_foreign

_BORDER = "\n\n"  # between title and text, which explain one another
_CERTAIN = (add_well_known_names, add_countries)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What there is of an article to read. `language` is the tag that its source declares, or ""."""

    title: str
    body: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ArticleAnalysis:
    """What was found in an article: the tag of its language, "" if unknown, and the names in it."""

    language: str
    clusters: list[Cluster]
    """In the order of their first mentions."""


def analyse_articles(recogniser: Recogniser, articles: Sequence[ArticleText]) -> list[ArticleAnalysis]:
    """Return the reading of each article.

    The recogniser knows English. Of an article in another language only the names that everybody knows
    are marked, as far as they are written there as in English.
    """
    languages = [detect_language(one.title + _BORDER + one.body, one.language) for one in articles]
    wholes = [
        "" if is_foreign(tag) else one.title + _BORDER + one.body
        for one, tag in zip(articles, languages, strict=True)
    ]
    found = recogniser.recognise(wholes)
    return [_reading(*one) for one in zip(articles, languages, found, strict=True)]


def _reading(article: ArticleText, tag: str, found: Sequence[Mention]) -> ArticleAnalysis:
    mentions = _by_field(article, found)
    chosen = _CERTAIN if is_foreign(tag) else recognition_rules.RULES
    settled = recognition_rules.apply(article.title, article.body, [*mentions], chosen)
    return ArticleAnalysis(tag, cluster_mentions(article.title, article.body, settled))


def _by_field(article: ArticleText, found: Sequence[Mention]) -> Iterator[Mention]:
    behind = len(article.title) + len(_BORDER)
    for mention in found:
        if mention.end <= len(article.title):
            yield replace(mention, field=Field.TITLE)
        elif mention.start >= behind:
            yield replace(mention, start=mention.start - behind, end=mention.end - behind)
