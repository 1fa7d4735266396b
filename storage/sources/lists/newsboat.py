"""The `urls` file of newsboat (and newsbeuter): one feed a line, with tags after its address."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from storage.errors import SourceError
from storage.model import Subscription, Trouble
from storage.sources.discovery.service_feeds import normalise
from storage.sources.drafts.draft_assembly import clipped
from storage.sources.lists.folder_paths import folder_path
from storage.sources.lists.opml_outlines import HIDDEN
from storage.text.plain_text import clean_line

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|([^\s"]+)')
_ESCAPED = re.compile(r"\\(.)")
_LINE = re.compile(r'"?(?:https?|feed|file|query|exec|filter):\S', re.IGNORECASE)


def read_newsboat(text: str, origin: str) -> Iterator[Subscription | Trouble]:
    """Yield the feeds of a `urls` file, and a trouble with its line for whatever of it can't be taken.

    The first tag of a feed is its folder, "~title" its title; the other tags are kept as its `category`, as
    in OPML, and that "!" hides it as an attribute. Queries, and feeds that a command makes or filters, are
    left out: nothing is ever run. SourceError for a file without any feed or trouble.
    """
    lines: dict[str, int] = {}
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        tokens = _tokens(line)
        if not tokens:
            continue
        feed = _subscription(tokens)
        if isinstance(feed, str):
            yield Trouble(origin, feed, number)
        elif feed.url in lines:
            yield Trouble(origin, f"the same feed as in line {lines[feed.url]}, which counts", number)
        else:
            yield feed
        lines.setdefault(feed if isinstance(feed, str) else feed.url, number)
    if not lines:
        raise SourceError("there are no feeds in this file")


def looks_like_urls(text: str, *, is_whole: bool = True) -> bool:
    """Tell whether `text` is a `urls` file: nothing but addresses with tags, and comments.

    The last line of the beginning of a file, which is not whole, is left aside.
    """
    lines = text.split("\n") if is_whole else text.split("\n")[:-1]
    told = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(told) and all(_LINE.match(line) for line in told)


def find_urls_files() -> list[Path]:
    """Return the `urls` files of newsboat and newsbeuter that there are on this machine, newsboat's first."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = (
        config / "newsboat",
        home / ".config" / "newsboat",
        home / ".newsboat",
        config / "newsbeuter",
        home / ".newsbeuter",
    )
    found = (place / "urls" for place in places)
    return [path for path in dict.fromkeys(found) if os.access(path, os.R_OK) and path.is_file()]


def _tokens(line: str) -> list[str]:
    if line.lstrip().startswith("#"):
        return []
    return [
        _ESCAPED.sub(r"\1", match[1]) if match[1] is not None else match[2] for match in _TOKEN.finditer(line)
    ]


def _subscription(tokens: list[str]) -> Subscription | str:
    """Return the feed that a line names, or in a sentence why it is left out."""
    given, *tags = tokens
    if refusal := _refusal(given):
        return refusal
    url = normalise(given)
    if not url:
        return f"“{clipped(clean_line(given))}” is not an address: left out"
    title = next((clean_line(tag[1:]) for tag in tags if tag.startswith("~")), "")
    plain = [tag for tag in map(clean_line, tags) if tag and not tag.startswith(("~", "!"))]
    attributes = []
    if plain[1:]:
        attributes.append(("category", ",".join(tag.replace(",", "%2C") for tag in plain[1:])))
    if any(tag.startswith("!") for tag in tags):
        attributes.append((HIDDEN, "true"))
    return Subscription(url, title, folder=folder_path(plain[:1]), attributes=tuple(attributes))


def _refusal(given: str) -> str:
    scheme, _, rest = given.partition(":")
    shown = clipped(clean_line(rest.partition(":")[0] if scheme == "query" else rest))
    match scheme.lower():
        case "query":
            return f"“{shown}” is a query, not a feed: search for it in newsdesk and save the search"
        case "exec":
            return f"“{shown}” is a command, and newsdesk runs none: left out"
        case "filter":
            return f"“{shown}” goes through a command, and newsdesk runs none: left out"
        case _:
            return ""
