"""The head of a page: its `meta` elements and links, by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.sources.markup.markup_reader import read_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# In the order of trust: authors who write `property` know the vocabularies.
_NAME_ATTRIBUTES = ("property", "name", "itemprop", "http-equiv")
_LONGEST = 1000  # characters


@dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a page: values by lower-case name, the most trusted first; links by relation."""

    values: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    title: str = ""
    language: str = ""
    base: str = ""

    def all(self, names: Iterable[str]) -> list[str]:
        """Return the values under the first of `names` that has any."""
        return next((list(self.values[name]) for name in names if name in self.values), [])

    def each(self, names: Iterable[str]) -> list[str]:
        """Return the first value under each of `names`, in their order."""
        return [self.values[name][0] for name in names if name in self.values]

    def first(self, *names: str) -> str:
        """Return the first value under any of `names`, "" for none."""
        return next(iter(self.each(names)), "")


def read_metadata(root: "HtmlElement") -> Metadata:
    """Return the metadata of a page. Every value is one clean line."""
    values: dict[str, list[str]] = {}
    for attribute in _NAME_ATTRIBUTES:
        found: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            names = element.get(attribute, "").lower().replace("dc:", "dc.").split()
            content = read_line(element.get("content", "")[:_LONGEST]) if names else ""
            for name in names if content else ():
                if content not in found.setdefault(name, []):
                    found[name].append(content)
        # Several values count only if the same attribute names them: otherwise they repeat one value.
        values = found | values
    return Metadata(
        values={name: tuple(contents) for name, contents in values.items()},
        links=_links(root),
        title=_title(root),
        language=root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        base=next((element.get("href", "") for element in root.iter("base") if element.get("href")), ""),
    )


def _links(root: "HtmlElement") -> dict[str, str]:
    links: dict[str, str] = {}
    for element in root.iter("link"):
        for relation in element.get("rel", "").lower().split():
            if address := element.get("href", "").strip():
                links.setdefault(relation, address)
    return links


def _title(root: "HtmlElement") -> str:
    # SVG pictures have title elements, too.
    for element in root.iter("title"):
        parent = element.getparent()
        if parent is None or parent.tag in ("head", "html", "body"):
            return read_line("".join(element.itertext())[:_LONGEST])
    return ""
