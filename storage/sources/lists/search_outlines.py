"""Saved searches as outlines in JSON, the counterpart of OPML for feeds.

    {"format": "newsdesk saved searches", "version": 1, "outlines": [
        {"text": "Unread", "query": "is:unread"},
        {"text": "Elections", "outlines": [{"text": "Iraq", "query": "place:Iraq election*"}]}]}

An outline with a `query` is a search, one with `outlines` a folder.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from storage.errors import SourceError
from storage.model import SavedSearch, SearchDraft, Trouble
from storage.sources.lists.folder_paths import folder_names, folder_path
from storage.text.plain_text import clean_line

FORMAT = "newsdesk saved searches"
_VERSION = 1
_DEEPEST = 50  # levels of folders


def write_searches(searches: Iterable[SavedSearch]) -> dict[str, Any]:
    """Return searches, given by folder, as a document for JSON."""
    top: list[dict[str, Any]] = []
    for search in searches:
        outlines = top
        for name in folder_names(search.folder):
            outlines = _folder(outlines, name)
        outlines.append({"text": search.name, "query": search.query})
    return {"format": FORMAT, "version": _VERSION, "outlines": top}


def read_searches(text: str, origin: str) -> Iterator[SearchDraft | Trouble]:
    """Yield the searches of a document, and a `Trouble` for each outline that is neither search nor folder.

    Raises `SourceError` if it is not such a document.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{origin} is not JSON: {clean_line(str(error))}.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SourceError(f"{origin} has no saved searches of newsdesk.")
    if document.get("version") != _VERSION:
        raise SourceError(f"{origin} was written by a newer newsdesk; update newsdesk to read it.")
    yield from _searches(document.get("outlines"), (), origin)


def _folder(outlines: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the outlines of the folder with this name, which is added if there is none."""
    for one in outlines:
        if "outlines" in one and one["text"] == name:
            inside: list[dict[str, Any]] = one["outlines"]
            return inside
    added: dict[str, Any] = {"text": name, "outlines": []}
    outlines.append(added)
    return _folder(outlines, name)


def _searches(outlines: object, folders: Sequence[str], origin: str) -> Iterator[SearchDraft | Trouble]:
    if not isinstance(outlines, list):
        yield Trouble(origin, f"{_place(folders)} “outlines” is not a list; skipped")
        return
    for number, one in enumerate(outlines, start=1):
        text = one.get("text") if isinstance(one, dict) else None
        if not isinstance(text, str):
            yield Trouble(origin, f"{_place(folders)} outline {number} has no “text”; skipped")
        elif isinstance(one.get("query"), str) and one["query"].strip():
            yield SearchDraft(clean_line(text), one["query"], folder_path(folders))
        elif "outlines" in one and len(folders) < _DEEPEST:
            yield from _searches(one["outlines"], (*folders, clean_line(text)), origin)
        else:
            yield Trouble(origin, f"{_place(folders)} “{clean_line(text)}” has no query; skipped")


def _place(folders: Sequence[str]) -> str:
    return f"in “{' / '.join(folders)}”" if folders else "at the top"
