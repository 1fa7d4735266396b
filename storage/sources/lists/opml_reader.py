"""OPML subscription lists: from any list to subscriptions, each feed once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from storage.errors import SourceError
from storage.model import Pages, Subscription, Trouble
from storage.sources.discovery.service_feeds import normalise
from storage.sources.drafts.draft_assembly import clipped
from storage.sources.lists.folder_paths import folder_path
from storage.sources.lists.opml_outlines import DEEPEST, PAGES, Outline, read_outlines
from storage.text.plain_text import clean_line

_KNOWN = {name.lower(): name for name in ("text", "title", "type", "xmlUrl", "htmlUrl", "url")}
_FEED_TYPES = frozenset(("rss", "atom", "feed", "rdf", "pie", "json", "podcast"))
_DAMAGED = "from here on the list breaks the rules of XML: newsdesk took what it could make out"
_TOO_DEEP = (
    f"folders lie in one another more than {DEEPEST} deep: what is deeper was put into the last of these"
)


def read_opml(data: bytes, origin: str) -> Iterator[Subscription | Trouble]:
    """Yield the feeds of an OPML list, each once and in its order, then a trouble for what can't be taken.

    Nested outlines are folders, see `folders` for their paths. A feed that the list names again keeps its
    first place; the folders of the others go into its `category`, where OPML has what belongs to several.
    Attributes that newsdesk has no field for are kept. Of a damaged list comes what can be recovered.
    SourceError if it names no feed at all.
    """
    outlines = read_outlines(data)
    found = _Found()
    for outline in outlines.found:
        found.take(outline)
    if not found.feeds and not found.troubles:
        raise SourceError("there are no feeds in this list")
    yield from found.feeds.values()
    if outlines.damage:
        yield Trouble(origin, _DAMAGED, outlines.damage)
    for message in dict.fromkeys((*found.troubles, *found.repetitions())):
        yield Trouble(origin, message)


class _Found:
    """The feeds of one list so far, and a sentence for each that was left out."""

    def __init__(self) -> None:
        self.feeds: dict[str, Subscription] = {}
        self.troubles: list[str] = []
        self._again: dict[str, int] = {}

    def take(self, outline: Outline) -> None:
        known, others = _sorted_out(outline.attributes)
        given, name = _address(known), clean_line(known.get("text") or known.get("title", ""))
        if not given:
            self.troubles += _about_none(known, name)
            return
        url = normalise(given)
        if not url:
            self.troubles.append(f"{_shown(given)} is not the address of a feed: left out")
            return
        if len(outline.within) > DEEPEST:
            self.troubles.append(_TOO_DEEP)
        folder = folder_path(clean_line(folder) for folder in outline.within[:DEEPEST])
        if url in self.feeds:
            self._again[url] = self._again.get(url, 1) + 1
            self.feeds[url] = _also_in(self.feeds[url], folder)
            return
        self.feeds[url] = _subscription(url, name, folder, known, others)
        if "filtercmd" in others:
            self.troubles.append(f"{_shown(name or url)} comes unfiltered: newsdesk runs no commands")

    def repetitions(self) -> Iterator[str]:
        for url, times in self._again.items():
            feed = self.feeds[url]
            yield f"{_shown(feed.title or url)} is in the list {times} times: it keeps its first place"


def _sorted_out(attributes: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part the attributes that OPML gives a feed, which are written in any case, from all others."""
    known: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, value in attributes.items():
        own = _KNOWN.get(name.lower(), "")
        if own and own not in known:
            known[own] = value
        else:
            others[name] = value
    return known, others


def _address(known: dict[str, str]) -> str:
    """Return what the outline gives as the address of a feed, "" if nothing."""
    if given := known.get("xmlUrl", "").strip():
        return given
    return known.pop("url", "").strip() if known.get("type", "").lower() in _FEED_TYPES else ""


def _about_none(known: Mapping[str, str], name: str) -> Iterator[str]:
    kind = known.get("type", "").lower()
    if kind in _FEED_TYPES:
        yield f"{_shown(name)} is said to be a feed, but without an address: left out"
    elif kind == "include":
        yield f"{_shown(name or known.get('url', ''))} is another list: import it by itself"


def _subscription(
    url: str, name: str, folder: str, known: dict[str, str], others: dict[str, str]
) -> Subscription:
    site = normalise(known.get("htmlUrl", ""))
    kept = dict(known)
    for used in ("text", "xmlUrl"):
        kept.pop(used, None)
    if clean_line(known.get("title", "")) in ("", name):
        kept.pop("title", None)
    if known.get("type", "").lower() in ("", "rss"):
        kept.pop("type", None)
    if site or not known.get("htmlUrl"):
        kept.pop("htmlUrl", None)
    pages = Pages.AUTO
    if others.get(PAGES, "") in Pages.__members__.values():
        pages = Pages(others.pop(PAGES))
    title = "" if name == url else name
    return Subscription(url, title, site, folder, pages, (*kept.items(), *others.items()))


def _also_in(feed: Subscription, folder: str) -> Subscription:
    if not folder or folder == feed.folder:
        return feed
    attributes = dict(feed.attributes)
    categories = [category for category in attributes.get("category", "").split(",") if category]
    # A comma parts categories, so one in a name is written as addresses write it.
    added = "/" + folder.replace(",", "%2C")
    if added not in categories:
        attributes["category"] = ",".join((*categories, added))
    return replace(feed, attributes=tuple(attributes.items()))


def _shown(text: str) -> str:
    return f"“{clipped(clean_line(text))}”"
