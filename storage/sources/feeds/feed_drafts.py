"""Turns a raw feed, in whichever format it was, into drafts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from storage.model import Draft, Enclosure, Extent, ParsedFeed, Provenance
from storage.sources.drafts.draft_assembly import first_words
from storage.sources.feeds.entry_keys import assign_keys
from storage.sources.feeds.feed_boilerplate import strip_boilerplate
from storage.sources.feeds.feed_dates import entry_date, source_countries
from storage.sources.feeds.raw_feed import Content, Entry, FeedMetadata, Form
from storage.sources.feeds.teasers import mark_teasers
from storage.sources.markup.cut_markup import without_cut_markup
from storage.sources.markup.html_tags import has_reference
from storage.sources.markup.markup_reader import Markup, read_line, read_markup
from storage.sources.web.web_addresses import resolve_link, without_tracking
from storage.text.hosts import site_of
from storage.text.plain_text import clean, clean_line, truncate_line

_MAX_TITLE = 1000  # characters
_MAX_LINE = 300  # characters
_MAX_AUTHORS = 20
_MAX_CATEGORIES = 50
_MAX_ENCLOSURES = 50
_MAX_PICTURES = 50
_MAX_SECONDS = 10_000_000
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FeedContext:
    """What the drafts of a feed share: its `address`, title and language, and the time of reading.

    Relative addresses are resolved against `base`. The feed may be from one of the `countries` (ISO 3166).
    """

    address: str
    title: str
    language: str
    base: str
    now: datetime
    countries: tuple[str, ...] = ()


def assemble_feed(
    metadata: FeedMetadata, entries: Iterable[Entry], address: str, now: datetime
) -> ParsedFeed:
    """Return the feed at `address` with the drafts of its entries, each with a unique key."""
    title, language = title_line(metadata.title), language_tag(metadata.language)
    site, moved = resolve_link(metadata.site, address), resolve_link(metadata.moved, address)
    base = (site if metadata.resolve_against_site else "") or address
    context = FeedContext(
        address,
        title or site_of(site or address),
        language,
        base,
        now,
        source_countries(language, site, address),
    )
    return ParsedFeed(
        title=title,
        drafts=mark_teasers(assign_keys(entry_draft(entry, context) for entry in entries)),
        site=site,
        language=language,
        every=metadata.every,
        moved=moved if moved != address else "",
        trouble=metadata.trouble,
    )


def entry_draft(entry: Entry, context: FeedContext) -> Draft:
    """Return the draft of an entry, with its text, else its longest summary, else its captions.

    Its `key` is the guid, "" without one. `url` is without tracking; `original_url` is the URL of the feed
    where that differs. Without a title, the first words of the text become the title, else the end of its URL
    or that of an enclosure or image, else "". Relative links in a text are resolved against its page.
    """
    base = context.base
    original_url = next(filter(None, (resolve_link(link, base) for link in entry.links)), "")
    url = without_tracking(original_url) if original_url else ""
    title = title_line(entry.title)
    markup, is_truncated = strip_boilerplate(_entry_text(entry, url or base, base), title)
    enclosures = _resolved_enclosures(entry.enclosures, base)
    own_language = language_tag(entry.language) or context.language
    date = entry_date(entry.dates, context.now, context.countries, own_language)
    image = next(filter(None, (resolve_link(image, base) for image in entry.images)), markup.image)
    return Draft(
        key=_key(entry.guid),
        title=title or first_words(markup.text) or _title_from_url(url, enclosures, image),
        text=markup.text,
        origin=context.address,
        url=url,
        source=short_line(entry.source) or context.title,
        byline=byline(entry.authors),
        published=date.moment if date else None,
        approximate_date=bool(date and date.approximate),
        language=own_language,
        spans=markup.spans,
        provenance=Provenance.FEED,
        extent=Extent.TRUNCATED if is_truncated or entry.is_truncated else Extent.WHOLE,
        original_url=original_url if original_url != url else "",
        image=image,
        categories=_categories(entry.categories),
        enclosures=enclosures,
        pictures=markup.pictures[:_MAX_PICTURES],
    )


@lru_cache(maxsize=1024)
def short_line(html: str) -> str:
    """Return a name or category as one clean line of at most 300 characters."""
    return truncate_line(read_line(html), _MAX_LINE) if html else ""


def title_line(title: Content | None) -> str:
    """Return a title as one clean line of at most 1000 characters; plain text may contain "<b>"."""
    if title is None:
        return ""
    if title.form is Form.PLAIN:
        return truncate_line(clean_line(title.value), _MAX_TITLE)
    html = without_cut_markup(title.value)
    is_cut = html != title.value
    if title.form is Form.UNDECLARED and not is_cut and not has_reference(html):
        html = escape(html, quote=False)
    line = truncate_line(read_line(html), _MAX_TITLE)
    # Nothing but an ellipsis may be left.
    return "" if is_cut and not any(map(str.isalnum, line)) else line


def byline(authors: Iterable[str]) -> str:
    """Return the names of the authors, each once, joined by ", "."""
    names: dict[str, str] = {}
    for author in authors:
        name = short_line(author)
        if name and len(names) < _MAX_AUTHORS:
            names.setdefault(name.casefold(), name)
    return ", ".join(names.values())


def language_tag(tag: str) -> str:
    """Return a language tag in its usual spelling ("en-US"), "" if it is not valid."""
    tag = tag.strip().replace("_", "-")
    if not _LANGUAGE_TAG.fullmatch(tag):
        return ""
    first, *others = tag.lower().split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in others)])


def _entry_text(entry: Entry, page: str, base: str) -> Markup:
    """Return the text of an entry; a summary never takes the place of what it sums up.

    Relative links are resolved against the base of a text, which may itself be relative to that of the feed,
    else against the page.
    """
    texts, summaries, captions = (
        [replace(one, base=resolve_link(one.base, base) or base if one.base else page) for one in some]
        for some in (entry.texts, entry.summaries, entry.captions[:_MAX_PICTURES])
    )
    for candidates in (texts, summaries):
        if (markup := _longest_text(candidates)).text:
            return markup
    descriptions = dict.fromkeys(_markup(caption).text for caption in captions)
    return Markup("\n\n".join(filter(None, descriptions)))


def _longest_text(texts: Sequence[Content]) -> Markup:
    """Return the text with most characters, the earlier of two equal ones."""
    best = Markup("")
    for text in sorted(texts, key=lambda text: len(text.value), reverse=True):
        # Cleaning makes no text longer, so a shorter raw text can't win.
        if len(text.value) > len(best.text) or not best.text:
            best = max(best, _markup(text), key=lambda markup: len(markup.text))
    return best


def _markup(text: Content) -> Markup:
    if text.form is Form.PLAIN:
        return Markup(clean(text.value))
    return read_markup(without_cut_markup(text.value), text.base)


def _key(guid: str) -> str:
    return read_line(escape(guid, quote=False)) if guid else ""


def _resolved_enclosures(enclosures: Iterable[Enclosure], base: str) -> tuple[Enclosure, ...]:
    by_url: dict[str, Enclosure] = {}
    for enclosure in enclosures:
        url = resolve_link(enclosure.url, base)
        if url and len(by_url) < _MAX_ENCLOSURES:
            size = enclosure.size if 0 < enclosure.size < 1 << 53 else 0
            seconds = enclosure.seconds if 0 < enclosure.seconds < _MAX_SECONDS else 0
            by_url.setdefault(url, Enclosure(url, short_line(enclosure.type), size, seconds))
    return tuple(by_url.values())


def _categories(categories: Iterable[str]) -> tuple[str, ...]:
    lines: dict[str, str] = {}
    for category in categories:
        line = short_line(category)
        # Some programs write the kind of the entry as the URL of its definition.
        if line and "://" not in line and len(lines) < _MAX_CATEGORIES:
            lines.setdefault(line.casefold(), line)
    return tuple(lines.values())


def _title_from_url(url: str, enclosures: Sequence[Enclosure], image: str) -> str:
    """Return the last part of a URL as words, or its host."""
    address = url or (enclosures[0].url if enclosures else image)
    host, _, path = re.split("[?#]", address)[0].partition("://")[2].partition("/")
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return clean_line(_SEPARATORS.sub(" ", last.rpartition(".")[0] or last)) or clean_line(host)
