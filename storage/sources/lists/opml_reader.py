"""Read OPML subscription lists from any program; yield each feed once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from storage.errors import SourceError
from storage.model import Pages, Subscription, Trouble
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.lists.folder_paths import folder_path
from storage.sources.lists.opml_outlines import DEEPEST, PAGES, Outline, read_outlines
from storage.sources.markup.html_tags import has_reference
from storage.text.label_names import label_names
from storage.text.plain_text import clean_line, truncate_line

_KNOWN = {name.lower(): name for name in ("text", "title", "type", "xmlUrl", "htmlUrl", "url", "category")}
_FEED_TYPES = frozenset(("rss", "atom", "feed", "rdf", "pie", "json", "podcast"))
_DAMAGED = "the XML is damaged from here on; newsdesk imported what it could read"
_TOO_DEEP = f"folders are more than {DEEPEST} levels deep; newsdesk put deeper feeds into the last of these"


def read_opml(data: bytes, origin: str) -> Iterator[Subscription | Trouble]:
    """Yield a `Trouble` for each outline that can't be used as it is met, then the feeds in document order.

    Nested outlines are folders, categories labels. A feed that is listed again keeps its first place; its
    other folders become labels too. Keeps attributes that newsdesk has no field for.
    Reads what can be recovered of a damaged list. Raises `SourceError` if the list has no feeds.
    """
    outlines, error_line = read_outlines(data)
    feeds = _FeedList()
    is_empty = True
    for outline in outlines:
        for message in feeds.add(outline):
            is_empty = False
            yield Trouble(origin, message)
    if is_empty and not feeds.by_url:
        raise SourceError("there are no feeds in this list")
    if error_line:
        yield Trouble(origin, _DAMAGED, error_line)
    for message in feeds.repetitions():
        yield Trouble(origin, message)
    yield from feeds.by_url.values()


class _FeedList:
    """The feeds of one list, by address."""

    def __init__(self) -> None:
        self.by_url: dict[str, Subscription] = {}
        self._times_listed: dict[str, int] = {}
        self._is_too_deep = False

    def add(self, outline: Outline) -> Iterator[str]:
        """Add the feed of an outline, and yield a sentence for each problem with it."""
        known, others = _split(outline.attributes)
        address, name = _feed_address(known), _name(known.get("text") or known.get("title", ""))
        if not address:
            yield from _problem_without_address(known, name)
            return
        url = normalise_address(address)
        if not url:
            yield f"{_quoted(address)} is not a feed address; skipped"
            return
        if len(outline.within) > DEEPEST and not self._is_too_deep:
            self._is_too_deep = True
            yield _TOO_DEEP
        folder = folder_path(map(_name, outline.within[:DEEPEST]))
        if url in self.by_url:
            self._times_listed[url] = self._times_listed.get(url, 1) + 1
            self.by_url[url] = _with_folder(self.by_url[url], folder)
            return
        self.by_url[url] = _subscription(url, name, folder, known, others)
        if "filtercmd" in others:
            yield f"{_quoted(name or url)} is not filtered, because newsdesk does not run commands"

    def repetitions(self) -> Iterator[str]:
        """Yield a sentence for each feed that is listed more than once."""
        for url, times in self._times_listed.items():
            feed = self.by_url[url]
            yield f"{_quoted(feed.title or url)} is listed {times} times; newsdesk keeps its first place"


def _split(attributes: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the attributes that OPML defines for a feed, spelled as OPML spells them, and all others."""
    known: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, value in attributes.items():
        own = _KNOWN.get(name.lower(), "")
        if own and own not in known:
            known[own] = value
        else:
            others[name] = value
    return known, others


def _feed_address(known: dict[str, str]) -> str:
    """Return the address of the feed as it is written, "" for none. Removes `url` from `known` if used."""
    if address := known.get("xmlUrl", "").strip():
        return address.replace("&amp;", "&")
    return known.pop("url", "").strip() if known.get("type", "").lower() in _FEED_TYPES else ""


def _problem_without_address(known: Mapping[str, str], name: str) -> Iterator[str]:
    kind = known.get("type", "").lower()
    if kind in _FEED_TYPES:
        yield f"{_quoted(name)} has no feed address; skipped"
    elif kind == "include":
        yield f"{_quoted(name or known.get('url', ''))} is another list; import it separately"


def _subscription(
    url: str, name: str, folder: str, known: dict[str, str], others: dict[str, str]
) -> Subscription:
    site = normalise_address(known.get("htmlUrl", ""))
    kept = dict(known)
    for used in ("text", "xmlUrl"):
        kept.pop(used, None)
    if _name(known.get("title", "")) in ("", name):
        kept.pop("title", None)
    if known.get("type", "").lower() in ("", "rss"):
        kept.pop("type", None)
    if site or not known.get("htmlUrl"):
        kept.pop("htmlUrl", None)
    pages = Pages.AUTO
    if others.get(PAGES, "") in Pages.__members__.values():
        pages = Pages(others.pop(PAGES))
    title = "" if name == url else name
    labels = tuple(label_names(map(_label, kept.pop("category", "").split(","))))
    return Subscription(url, title, site, folder, pages, (*kept.items(), *others.items()), labels)


def _name(written: str) -> str:
    """Return a name as one clean line; many programs escape names twice."""
    return clean_line(unescape(written) if has_reference(written) else written)


def _label(category: str) -> str:
    """Return the label for a category, a tag or a path.

    Some programs percent-encode a comma in it, so newsdesk writes "%2" as "%252".
    """
    return _name(category).replace("%2C", " ").replace("%252", "%2").strip().strip("/")


def _with_folder(feed: Subscription, folder: str) -> Subscription:
    """Return `feed` with another folder as a label."""
    if not folder or folder == feed.folder:
        return feed
    return replace(feed, labels=tuple(label_names([*feed.labels, folder.replace(",", " ")])))


def _quoted(text: str) -> str:
    return f"“{truncate_line(clean_line(text))}”"
