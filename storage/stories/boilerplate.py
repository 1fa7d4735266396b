"""Finds what an article repeats of its source, and in which earlier articles that is to be found anew."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from storage.analysis.boilerplate import repetition
from storage.analysis.boilerplate.attributions import OutletNames, without_overlaps
from storage.analysis.boilerplate.repetition import ArticleSentences, RepeatedForms
from storage.analysis.boilerplate.sentence_forms import SentenceForm, sentence_forms
from storage.database.articles import articles
from storage.database.connection import Connection
from storage.database.names import mentions
from storage.database.stories import boilerplate
from storage.database.stories.boilerplate import StoredForms
from storage.model import Article, Boilerplate, Field, Name
from storage.text.hosts import site_of

_NEAR = 60  # articles of the source that an article is compared with
_PRESENTED = 20  # of these, the nearest, among which a presenter is in most
_MOST, _LEAST = 0.8, 3  # share and number of the other articles that have a presenter
_CHECKED = 4  # of these articles that must be about something else

Place = tuple[int, int]


class Finding(NamedTuple):
    """Whether the boilerplate of an article is other than before, and in which others to find it anew."""

    is_changed: bool
    outdated: frozenset[int]


class BoilerplateFinder:
    """Finds the boilerplate of the articles of one desk."""

    def __init__(self) -> None:
        self._outlets: OutletNames | None = None

    def find(self, connection: Connection, article: Article) -> Finding:
        """Find and store, within a write, the boilerplate of an article, whose names are stored."""
        host = site_of(article.url)
        source = article.source or host
        forms = sentence_forms(article.text)
        own = ArticleSentences(article.title, article.text, forms)
        near = boilerplate.near(connection, source, article.id, _NEAR) if source else []
        others = {one.article: RepeatedForms(one.hashes, one.known) for one in near}
        compared = _sentences(connection, repetition.to_compare(own, others))
        flags = repetition.repeated(own, others, compared)
        repeated = [form for form, is_repeated in zip(forms, flags, strict=True) if is_repeated]
        presenters, presented = _presenters(connection, own, article.id, list(others)[:_PRESENTED])
        attributions = self._outlet_names(connection, source).attributions(article, host)
        found = Boilerplate(
            tuple((form.start, form.end) for form in repeated),
            tuple(without_overlaps([*attributions, *presenters])),
        )
        before = boilerplate.of_article(connection, article.id)
        known = _hashes(repeated)
        boilerplate.store(connection, source, StoredForms(article.id, _hashes(forms), known), found)
        new = known - repetition.known_forms(others)
        outdated = {number for number, one in others.items() if not new & one.hashes <= one.known}
        return Finding(found != before, frozenset(outdated | presented))

    def _outlet_names(self, connection: Connection, source: str) -> OutletNames:
        if self._outlets is None or not self._outlets.has(source):
            self._outlets = OutletNames({*boilerplate.sources(connection), source})
        return self._outlets


def _hashes(forms: Iterable[SentenceForm]) -> frozenset[int]:
    return frozenset(value for form in forms for value in (form.words, form.template) if value)


def _sentences(connection: Connection, numbers: Iterable[int]) -> list[ArticleSentences]:
    found = []
    for number in numbers:
        title, text = articles.title_and_text(connection, number)
        found.append(ArticleSentences(title, text, sentence_forms(text)))
    return found


def _presenters(
    connection: Connection, own: ArticleSentences, article: int, others: Sequence[int]
) -> tuple[list[Place], set[int]]:
    """Return where the text names people who are in most articles of its source, whatever these are about.

    With them come the other articles in which they still count.
    """
    if len(others) < _LEAST:
        return [], set()
    usual = mentions.people_in_most(connection, others, max(_LEAST, _MOST * len(others)))
    named = mentions.names_in(connection, article) if usual else []
    names = [one for one in named if one.entity.id in usual and not _is_in_title(one)]
    if not names:
        return [], set()
    spellings = {own.text[start:end] for start, end in _places(names)}
    checked = _sentences(connection, others[:_CHECKED])
    unrelated = sum(
        repetition.are_unrelated(_without(own, spellings), _without(one, spellings)) for one in checked
    )
    if unrelated < _LEAST:
        return [], set()
    counted = {one for name in names for one in usual[name.entity.id]}
    return _places(names), counted


def _is_in_title(name: Name) -> bool:
    return any(mention.field is Field.TITLE for mention in name.mentions)


def _places(names: Iterable[Name]) -> list[Place]:
    return [(mention.start, mention.end) for name in names for mention in name.mentions]


def _without(article: ArticleSentences, names: Iterable[str]) -> ArticleSentences:
    """Return an article with blanks in place of some names."""
    text = article.text
    for name in names:
        text = text.replace(name, " " * len(name))
    return ArticleSentences(article.title, text, article.forms)
