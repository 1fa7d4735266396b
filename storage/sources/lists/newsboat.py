"""The `urls` file of newsboat (and newsbeuter): one feed a line, with tags after its address."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from storage.errors import SourceError
from storage.model import SearchDraft, Subscription, Trouble
from storage.sources.discovery.pasted_addresses import normalise_address
from storage.sources.lists.folder_paths import folder_path
from storage.sources.lists.newsboat_filters import translated
from storage.sources.lists.opml_outlines import HIDDEN
from storage.text.label_names import label_names
from storage.text.plain_text import clean_line, truncate_line

_WHOLE_LINE = re.compile("^.*$", re.MULTILINE)
_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)"?|([^\s"]++)')
_ESCAPED = re.compile(r"\\(.)")
_LINE = re.compile(r'"?(?:https?|feed|file|query|exec|filter):\S', re.IGNORECASE)


def read_newsboat(text: str, origin: str) -> Iterator[Subscription | SearchDraft | Trouble]:
    """Yield the feeds and queries of a `urls` file, and a `Trouble` for each line that can't be used.

    The first tag of a feed is its folder, "~title" its title. The other tags are its labels; "!" becomes an
    attribute that hides it. A query becomes a saved search; one that can't be translated is kept as it is
    written, besides a `Trouble`. Skips feeds that a command makes or filters: newsdesk runs no commands.
    Raises `SourceError` if no line has an entry.
    """
    line_of_url: dict[str, int] = {}
    is_empty = True
    for number, line in enumerate(_WHOLE_LINE.finditer(text), start=1):
        tokens = _tokens(line[0])
        if not tokens:
            continue
        is_empty = False
        if tokens[0].lower().startswith("query:"):
            yield from _search(tokens, origin, number)
            continue
        feed = _subscription(tokens)
        if isinstance(feed, str):
            yield Trouble(origin, feed, number)
        elif feed.url in line_of_url:
            yield Trouble(origin, f"the same feed as in line {line_of_url[feed.url]}; skipped", number)
        else:
            line_of_url[feed.url] = number
            yield feed
    if is_empty:
        raise SourceError("there are no feeds in this file")


def looks_like_urls(text: str, *, is_whole: bool = True) -> bool:
    """Return whether `text` is a `urls` file: nothing but addresses with tags, and comments.

    Ignores the last line if `text` is only the beginning of a file, not the whole.
    """
    lines = text.split("\n") if is_whole else text.split("\n")[:-1]
    entries = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(entries) and all(_LINE.match(line) for line in entries)


def find_urls_files() -> list[Path]:
    """Return the `urls` files of newsboat and newsbeuter on this machine, newsboat's first."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    folders = (
        config / "newsboat",
        home / ".config" / "newsboat",
        home / ".newsboat",
        config / "newsbeuter",
        home / ".newsbeuter",
    )
    paths = dict.fromkeys(folder / "urls" for folder in folders)
    return [path for path in paths if os.access(path, os.R_OK) and path.is_file()]


def _tokens(line: str) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(line):
        if match[2] and match[2].startswith("#"):  # the rest is a remark
            break
        tokens.append(match[2] if match[1] is None else _ESCAPED.sub(r"\1", match[1]))
    return tokens


def _search(tokens: list[str], origin: str, number: int) -> Iterator[SearchDraft | Trouble]:
    """Yield the saved search for a query, and a `Trouble` if it stays as it is written."""
    address, *tags = tokens
    name, _, written = address.partition(":")[2].partition(":")
    name, written = clean_line(name), clean_line(written)
    if not written:
        yield Trouble(origin, f"the query “{truncate_line(name)}” has no condition; skipped", number)
        return
    try:
        query, reason = translated(written), ""
    except SourceError as error:
        # No field has this name: the search is shown as one that must be edited.
        query, reason = f"newsboat:{written}", str(error)
    plain = [tag for tag in map(clean_line, tags) if tag and not tag.startswith(("~", "!"))]
    yield SearchDraft(name or query, query, folder_path(plain[:1]), 0 if reason else number)
    if reason:
        sentence = f"the query “{truncate_line(name)}” is saved as it is written and must be edited: {reason}"
        yield Trouble(origin, sentence, number)


def _subscription(tokens: list[str]) -> Subscription | str:
    """Return the feed in a line, or a sentence that says why it can't be used."""
    address, *tags = tokens
    if problem := _unsupported(address):
        return problem
    url = normalise_address(address)
    if not url:
        return f"“{truncate_line(clean_line(address))}” is not a feed address; skipped"
    title = next((clean_line(tag[1:]) for tag in tags if tag.startswith("~")), "")
    plain = [tag for tag in map(clean_line, tags) if tag and not tag.startswith(("~", "!"))]
    hidden = any(tag.startswith("!") for tag in tags)
    return Subscription(
        url,
        title,
        folder=folder_path(plain[:1]),
        attributes=((HIDDEN, "true"),) if hidden else (),
        labels=tuple(label_names(tag.replace(",", " ") for tag in plain[1:])),
    )


def _unsupported(address: str) -> str:
    """Return a sentence for a command or filter, "" for any other address."""
    scheme, _, rest = address.partition(":")
    shown = truncate_line(clean_line(rest))
    match scheme.lower():
        case "exec":
            return f"“{shown}” is a command, and newsdesk does not run commands; skipped"
        case "filter":
            return f"“{shown}” is filtered by a command, and newsdesk does not run commands; skipped"
        case _:
            return ""
