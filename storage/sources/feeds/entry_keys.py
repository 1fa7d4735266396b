"""Gives each entry of a feed a unique key that stays the same when the feed is read again.

The key is the guid, else the URL, else a hash of title and date. A guid or URL that several different entries
share is not used. If a feed changes its guids at every reading, the database compares `Draft.url` instead.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from storage.model import Draft
from storage.sources.drafts.draft_assembly import first_words
from storage.sources.web.web_addresses import canonical_url

_MAX_KEY = 1000  # characters
_NO_DATE = datetime.min.replace(tzinfo=UTC)


def assign_keys(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts in their order, each with a unique key in place of its guid.

    Drafts are one entry if they have the same guid or URL, the same title, and the same text or date. The
    latest of them takes the place of the first.
    """
    remaining = list(enumerate({_content(draft): draft for draft in drafts}.values()))
    keyed: dict[str, tuple[int, Draft]] = {}
    for key_of in (_guid_key, _url_key, _title_key, _full_key):
        groups: dict[str, list[tuple[int, Draft]]] = defaultdict(list)
        for position, draft in remaining:
            groups[key_of(draft)].append((position, draft))
        remaining = []
        for key, group in groups.items():
            if key and key not in keyed and _is_one_entry([draft for _, draft in group]):
                latest = max((draft for _, draft in group), key=lambda draft: draft.published or _NO_DATE)
                keyed[key] = group[0][0], latest if latest.key == key else replace(latest, key=key)
            else:
                remaining += group
    return tuple(draft for _, draft in sorted(keyed.values(), key=lambda item: item[0]))


def _content(draft: Draft) -> tuple[object, ...]:
    return draft.key, draft.title, draft.url, draft.text, draft.published, draft.byline, draft.enclosures


def _is_one_entry(drafts: Sequence[Draft]) -> bool:
    first = drafts[0]
    return all(
        (draft.title, draft.url) == (first.title, first.url)
        and (draft.text == first.text or (draft.published is not None and draft.published == first.published))
        for draft in drafts
    )


def _guid_key(draft: Draft) -> str:
    return draft.key if len(draft.key) <= _MAX_KEY else _hashed(draft.key)


def _url_key(draft: Draft) -> str:
    """Return the canonical URL of the entry, "" for that of a whole site, which many entries may share."""
    if not draft.url:
        return ""
    parts = urlsplit(draft.url)
    is_site = parts.path in ("", "/") and not parts.query and not parts.fragment
    return "" if is_site else canonical_url(draft.url)


def _title_key(draft: Draft) -> str:
    has_title = draft.title != first_words(draft.text)
    return _hashed(draft.title, _date(draft), "" if has_title else draft.text)


def _full_key(draft: Draft) -> str:
    enclosures = "\n".join(enclosure.url for enclosure in draft.enclosures)
    return _hashed(draft.key, draft.title, _date(draft), draft.url, draft.text, draft.byline, enclosures)


def _date(draft: Draft) -> str:
    return draft.published.astimezone(UTC).isoformat() if draft.published else ""


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
