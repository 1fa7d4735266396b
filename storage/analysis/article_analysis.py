"""The analysis of an article: from title and text to its language and the mentions of names in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.analysis.recognition import recognition_rules
from storage.analysis.recognition.gazetteer_rules import add_countries, add_well_known_names
from storage.analysis.recognition.language_detection import detect_language
from storage.analysis.recognition.recogniser import Recogniser
from storage.model import Field, Mention
from storage.text.languages import is_foreign

_SEPARATOR = "\n\n"  # the recogniser reads title and text as one, because each helps with the other
_FOREIGN_RULES = (add_well_known_names, add_countries)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of an article to analyse. `language` is the tag that its source declares, or ""."""

    title: str
    body: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ArticleAnalysis:
    """The result for one article: the tag of its language, "" if unknown, and its mentions.

    The mentions are in reading order, title first, and do not overlap.
    """

    language: str
    mentions: tuple[Mention, ...] = ()


def analyse_articles(recogniser: Recogniser, articles: Sequence[ArticleText]) -> list[ArticleAnalysis]:
    """Return the analysis of each article, in the same order.

    The recogniser knows only English. In other languages, only well-known names and countries are found
    that are spelled as in English.
    """
    languages = [detect_language(one.title + _SEPARATOR + one.body, one.language) for one in articles]
    texts = [
        "" if is_foreign(language) else one.title + _SEPARATOR + one.body
        for one, language in zip(articles, languages, strict=True)
    ]
    recognised = recogniser.recognise(texts)
    return [_analysis(*one) for one in zip(articles, languages, recognised, strict=True)]


def _analysis(article: ArticleText, language: str, recognised: Sequence[Mention]) -> ArticleAnalysis:
    rules = _FOREIGN_RULES if is_foreign(language) else recognition_rules.RULES
    mentions = [*_by_field(article, recognised)]
    return ArticleAnalysis(language, recognition_rules.apply(article.title, article.body, mentions, rules))


def _by_field(article: ArticleText, recognised: Sequence[Mention]) -> Iterator[Mention]:
    body_start = len(article.title) + len(_SEPARATOR)
    for mention in recognised:
        if mention.end <= len(article.title):
            yield replace(mention, field=Field.TITLE)
        elif mention.start >= body_start:
            yield replace(mention, start=mention.start - body_start, end=mention.end - body_start)
