"""The lines about an article above its text, and the paragraphs below: enclosures and categories."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from storage.model import Article, Extent, NewSentence, Provenance, Role, Span
from tui.layout import wording
from tui.layout.wrapping import displayed

WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 230, 400
# Scripts that are written without spaces between words. Compiled when first used, which takes 2 ms.
_UNSPACED = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
_MOST_FEEDS, _MOST_CATEGORIES = 3, 12
_OTHER_TEXT = {
    Provenance.FEED: "feed text",
    Provenance.PAGE: "page text",
    Provenance.FILE: "the file's text",
}


class Appendix(NamedTuple):
    """Paragraphs after the text of an article. Their spans count from the start of that text."""

    text: str
    spans: tuple[Span, ...]


def about_lines(
    article: Article, switch_key: str, *, fetching: bool = False, news: Sequence[NewSentence] = ()
) -> list[str]:
    """Return a line with source, author, day, origin, language and length; then page, other feeds, labels.

    `switch_key` is the key that shows the other text of the article, as the reader sees it. `fetching` says
    that its page is on its way. The last line has the numbers in its new sentences that have changed.
    """
    short = (
        wording.day(article.published, approximate=article.approximate_date),
        wording.provenance(article.provenance),
        wording.language(article.language),
        _extent(article),
        reading_time(minutes(article.text)),
        wording.times_changed(article.revisions),
        "" if fetching else _other_text(article, switch_key),
    )
    # Short parts are not broken over two lines.
    parts = (article.source, article.byline, *(part.replace(" ", "\N{NO-BREAK SPACE}") for part in short))
    page = "Fetching the page …" if fetching else _page_trouble(article)
    named = wording.labels(article.labels)
    about = " · ".join(part for part in parts if part)
    lines = (about, page, _elsewhere(article), named, wording.changed_since(news))
    return [displayed(line) for line in lines if line]


def appendix(article: Article) -> Appendix:
    """Return the enclosures of an article, with their addresses, and its categories."""
    text, spans = "", []
    for number, enclosure in enumerate(article.enclosures):
        text += "\n" if number else "\n\n" if article.text else ""
        first = len(article.text) + len(text)
        text += f"{wording.describe_file(enclosure)} · "
        start = len(article.text) + len(text)
        text += enclosure.url
        end = len(article.text) + len(text)
        spans += [Span(first, end, Role.ITEM), Span(start, end, Role.LINK, enclosure.url)]
    if article.categories:
        more = len(article.categories) - _MOST_CATEGORIES
        words = ", ".join(article.categories[:_MOST_CATEGORIES]) + (f" and {more} more" if more > 0 else "")
        text += ("\n\n" if article.text or text else "") + f"Filed under {words}"
    return Appendix(text, tuple(spans))


def _extent(article: Article) -> str:
    """Return in words how much of the article its text is, "" for all of it."""
    match article.extent:
        case Extent.TRUNCATED if article.provenance is Provenance.PAGE:
            return "the page shows only its beginning"
        case Extent.TRUNCATED:
            return "only an excerpt"
        case Extent.TEASER:
            return "only a teaser"
        case Extent.PAYWALLED:
            return "behind a paywall"
        case Extent.WHOLE:
            return ""


def _other_text(article: Article, switch_key: str) -> str:
    """Return which key shows the other text, or fetches the page of an article that is not whole."""
    if article.other:
        return f"{switch_key}: {_OTHER_TEXT[article.other]}"
    wanting = article.extent is not Extent.WHOLE and article.provenance is not Provenance.PAGE
    return f"{switch_key}: fetch its page" if wanting and article.url else ""


def _page_trouble(article: Article) -> str:
    """Return why the page of an article that is not whole could not be fetched."""
    if not article.page_trouble or article.extent is Extent.WHOLE or article.other is Provenance.PAGE:
        return ""
    return f"Its page could not be fetched: {article.page_trouble}"


def _elsewhere(article: Article) -> str:
    """Return which other feeds have the article too."""
    if len(article.feeds) < 2:
        return ""
    others = [feed for feed in article.feeds if feed != article.source] or [*article.feeds[1:]]
    more = len(others) - _MOST_FEEDS
    return f"also in: {', '.join(others[:_MOST_FEEDS])}" + (f" and {more} more" if more > 0 else "")


def minutes(text: str) -> float:
    """Return how long a text takes to read."""
    return len(text.split()) / WORDS_A_MINUTE + len(re.findall(_UNSPACED, text)) / CHARACTERS_A_MINUTE


def reading_time(minutes: float) -> str:
    """Return a length of time as "3 min" or "2 h"."""
    return f"{max(1, round(minutes))} min" if minutes < 90 else f"{round(minutes / 60)} h"
