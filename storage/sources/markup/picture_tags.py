"""Pictures of HTML: where one is, and whether it is only a symbol."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# Scripts of pages put the address from one of these into `src` when the picture comes into sight.
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src")
_SETS = ("data-srcset", "srcset", "data-lazy-srcset")
_SMALLEST = 48  # pixels; smaller pictures are icons, avatars and tracking pixels
_SYMBOL = re.compile(r"\b(?:emoji|wp-smiley|icon|avatar|gravatar|spinner|tracking)\b", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,6})(?:px)?\s*", re.IGNORECASE)


def picture_source(picture: "_Element") -> str:
    """Return the address of a picture as the page gives it, "" if there is none but a placeholder."""
    source = (picture.get("src") or "").strip()
    lazy = next(filter(None, (picture.get(name) for name in _LAZY)), "")
    if lazy:
        return lazy.strip()
    if source and not source.startswith("data:"):
        return source
    sets = next(filter(None, (picture.get(name) for name in _SETS)), "")
    return next(iter(sets.split()), "").rstrip(",")


def is_symbol(picture: "_Element") -> bool:
    """Return whether a picture is an icon, an emoji or a tracking pixel, which is not worth showing."""
    return is_tiny(picture) or bool(_SYMBOL.search(picture.get("class") or ""))


def is_tiny(element: "_Element") -> bool:
    """Return whether an element is declared smaller than a picture or film that is worth showing."""
    sizes = (_PIXELS.fullmatch(element.get(name) or "") for name in ("width", "height"))
    return any(size and int(size[1]) < _SMALLEST for size in sizes)
