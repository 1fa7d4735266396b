"""Parse a page: bytes to one article."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from storage.errors import SourceError
from storage.model import Draft, Extent, Provenance
from storage.sources.drafts.dates import read_date
from storage.sources.markup.markup_reader import Markup
from storage.sources.pages.bylines import find_byline
from storage.sources.pages.page_dates import find_published
from storage.sources.pages.page_document import read_document
from storage.sources.pages.page_metadata import Metadata, read_metadata
from storage.sources.pages.page_titles import find_title
from storage.sources.pages.site_names import same_site, site_name, site_names
from storage.sources.pages.structured_data import StructuredData, as_list, first_line, read_structured_data
from storage.sources.pages.surroundings import without_surroundings
from storage.sources.pages.text.extraction import guess_day
from storage.sources.pages.text.page_text import is_huge, read_text
from storage.sources.pages.text.text_edges import without_opening
from storage.sources.pages.text.text_extent import error_page_reason, find_extent
from storage.sources.web.web_addresses import resolve_link, web_address, without_tracking
from storage.text.hosts import host_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"\s*([a-z]{2,3})(?:[-_][a-z0-9_-]+)?(?:\s*[,;].*)?", re.IGNORECASE)
_MAX_PICTURES = 50
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True)
class _Page:
    """A parsed page: found at `address` ("" for a file), itself named `url`, links relative to `base`."""

    root: "HtmlElement"
    metadata: Metadata
    structured: StructuredData
    address: str
    url: str
    base: str

    @property
    def host(self) -> str:
        return host_of(self.address or self.url)

    @property
    def names(self) -> tuple[str, ...]:
        hosts = (host_of(self.address), host_of(self.url))
        return site_names(self.metadata, self.structured, filter(None, hosts))


def parse_page(data: bytes, address: str, content_type: str = "") -> Draft:
    """Return the article on a page. Fields that the page does not give are empty.

    `address` is where the page was found, the path if it is a file; `content_type` is its HTTP header. The
    `url` of the article is the canonical address of the page if that is on the same site. Raises
    `SourceError` if there is no article: only scripts, frames or a login, no HTML, or more than 20 MB.
    """
    page = _read(data, address, content_type)
    markup, is_cut = read_text(page.root, page.structured, page.base)
    title = find_title(page.root, page.metadata, page.structured, page.names)
    if reason := error_page_reason(markup.text, title, page.root):
        raise SourceError(reason)
    byline = find_byline(page.root, page.metadata, page.structured, page.names)
    markup = without_opening(markup, title, byline)
    extent = find_extent(markup.text, page.root, page.metadata, page.structured)
    url = without_tracking(page.url)
    return Draft(
        key=url or address,
        title=title,
        text=markup.text,
        origin=address,
        url=url,
        source=site_name(page.metadata, page.structured, page.host),
        byline=byline,
        published=_published(page),
        language=_language(page),
        spans=markup.spans,
        provenance=Provenance.PAGE,
        extent=Extent.TRUNCATED if is_cut and extent is Extent.WHOLE else extent,
        original_url=page.address if page.address != url else "",
        image=_image(page, markup),
        pictures=markup.pictures[:_MAX_PICTURES],
    )


def _read(data: bytes, address: str, content_type: str) -> _Page:
    root = read_document(data, content_type)
    metadata, structured = read_metadata(root), read_structured_data(root)
    given = web_address(address)
    url = _canonical(metadata, given)
    base = resolve_link(metadata.base, given or url) or given or url
    return _Page(root, metadata, structured, given, url, base)


def _canonical(metadata: Metadata, given: str) -> str:
    """Return the canonical address of a page if it is on the same site and no front page, else `given`."""
    for link in (metadata.links.get("canonical", ""), metadata.first("og:url")):
        url = resolve_link(link, given)
        if url and not given:
            return url
        if url and same_site(url, given) and (_has_path(url) or not _has_path(given)):
            return url
    return given


def _has_path(url: str) -> bool:
    return bool(re.sub(r"^https?://[^/?#]*/?", "", url, flags=re.IGNORECASE))


def _published(page: _Page) -> datetime | None:
    """Return when a page was published; if it does not say so clearly, the day that htmldate guesses."""
    published = find_published(page.root, page.metadata, page.structured)
    if published or is_huge(page.root):
        return published
    return read_date(guess_day(without_surroundings(page.root), page.url))


def _language(page: _Page) -> str:
    candidates = (
        page.metadata.language,
        page.metadata.first("og:locale"),
        page.structured.first("inLanguage"),
        page.metadata.first("content-language", "dc.language", "language"),
    )
    for value in candidates:
        if match := _LANGUAGE.fullmatch(value):
            return match[1].lower()
    return ""


def _image(page: _Page, markup: Markup) -> str:
    images = (as_list(node.get("image")) for node in page.structured.articles)
    structured = [
        first_line(image.get("url")) if isinstance(image, dict) else first_line(image)
        for found in images
        for image in found
    ]
    candidates = (
        *page.metadata.each(_IMAGES),
        *structured,
        page.metadata.links.get("image_src", ""),
        markup.image,
    )
    return next(filter(None, (resolve_link(candidate, page.base) for candidate in candidates)), "")
