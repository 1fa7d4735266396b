"""Write feeds as an OPML list that any reader understands and newsdesk reads back without loss."""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from storage.model import Feed, Pages
from storage.sources.lists.folder_paths import folder_names
from storage.sources.lists.opml_outlines import NAMESPACE, PAGES
from storage.sources.markup.html_tags import has_reference

_XML = "http://www.w3.org/XML/1998/namespace"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Names as XML 1.0 (fifth edition) has them, without colons.
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(rf"(?:\{{([^{{}}]+)\}})?([{_START}][{_START}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*)")
_DEEPEST_INDENT = 20


def write_opml(feeds: Iterable[Feed], title: str) -> str:
    """Return `feeds` as OPML 2.0 with the title `title`, sorted by folder and otherwise in the given order.

    Folders become nested outlines, labels the `category`. Attributes that came with an import are written
    again. A value of `pages` other than `AUTO` goes into an attribute in newsdesk's namespace.
    """
    listed = sorted(((folder_names(feed.folder), feed) for feed in feeds), key=lambda entry: entry[0])
    prefixes = _prefixes(feed for _, feed in listed)
    declared = "".join(f" xmlns:{prefix}={_quoted(uri)}" for uri, prefix in prefixes.items() if uri != _XML)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0"{declared}>',
        f"  <head>\n    <title>{escape(_legal(title))}</title>\n  </head>",
        "  <body>",
    ]
    opened: tuple[str, ...] = ()
    for names, feed in listed:
        lines += _folder_tags(opened, names)
        lines.append(f"{_indent(len(names))}<outline{_attributes(feed, prefixes)}/>")
        opened = names
    lines += [*_folder_tags(opened, ()), "  </body>", "</opml>", ""]
    return "\n".join(lines)


def _folder_tags(opened: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Yield the tags that close and open folders on the way from `opened` to `wanted`."""
    pairs = zip(opened, wanted, strict=False)
    shared = next((depth for depth, (one, other) in enumerate(pairs) if one != other), None)
    if shared is None:
        shared = min(len(opened), len(wanted))
    for depth in range(len(opened) - 1, shared - 1, -1):
        yield f"{_indent(depth)}</outline>"
    for depth in range(shared, len(wanted)):
        name = _quoted(_escaped_name(wanted[depth]))
        yield f"{_indent(depth)}<outline text={name} title={name}>"


def _attributes(feed: Feed, prefixes: dict[str, str]) -> str:
    title = _escaped_name(feed.title) or feed.url
    kept = dict(feed.attributes)
    written = {"text": title, "title": title, "type": "rss", "xmlUrl": feed.url}
    for name in kept.keys() & {"title", "type"}:
        del written[name]
    if feed.site:
        written["htmlUrl"] = feed.site
    if feed.labels:
        written["category"] = ",".join(_category(label) for label in feed.labels)
    if feed.pages is not Pages.AUTO:
        written[PAGES] = feed.pages
    pairs = ((_qualified(name, prefixes), value) for name, value in {**kept, **written}.items())
    return "".join(f" {name}={_quoted(value)}" for name, value in pairs if name)


def _category(label: str) -> str:
    """Return a label as OPML writes categories: a tag without slashes, or a path that begins with one."""
    label = _escaped_name(label).replace("%2", "%252")
    return f"/{label}" if "/" in label else label


def _escaped_name(name: str) -> str:
    """Return a name that is read back as it is, though names in lists are often escaped twice."""
    return name.replace("&", "&amp;") if has_reference(name) else name


def _prefixes(feeds: Iterable[Feed]) -> dict[str, str]:
    """Return a prefix for every namespace of the feeds' attributes."""
    prefixes = {_XML: "xml", NAMESPACE: "newsdesk"}
    for feed in feeds:
        for name, _ in feed.attributes:
            match = _NAME.fullmatch(name)
            if match and match[1] and match[1] not in prefixes:
                prefixes[match[1]] = f"n{len(prefixes) - 1}"
    return prefixes


def _qualified(name: str, prefixes: dict[str, str]) -> str:
    """Return an attribute name as XML writes it, "" if it is no legal name."""
    match = _NAME.fullmatch(name)
    if not match:
        return ""
    return f"{prefixes[match[1]]}:{match[2]}" if match[1] else match[2]


def _quoted(value: str) -> str:
    return quoteattr(_legal(value))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _indent(depth: int) -> str:
    return "  " * (2 + min(depth, _DEEPEST_INDENT))
