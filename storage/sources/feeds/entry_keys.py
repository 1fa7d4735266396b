"""Which entries of a feed are one, and by what each will be known when the feed is read again.

The key of an entry is its guid, else its address, else a digest of title and date. A guid or address that
several different entries share identifies none of them. A feed may also give its entries other guids each
time; who stores them can then tell them by `Draft.url`, but for one that several entries share or that is the
feed's own site.
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

_LONGEST_KEY = 1000
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def assign_keys(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts in their order, each with a key of its own in place of its guid.

    Of drafts that are one entry the latest stays, in the place of the first. One entry are drafts with the
    same guid or address, the same title, and the same text or date.
    """
    rest = list(enumerate({_content(draft): draft for draft in drafts}.values()))
    named: dict[str, tuple[int, Draft]] = {}
    for name in (_guid, _address, _headline, _digest):
        groups: dict[str, list[tuple[int, Draft]]] = defaultdict(list)
        for place, draft in rest:
            groups[name(draft)].append((place, draft))
        rest = []
        for key, group in groups.items():
            if key and key not in named and _is_one([draft for _, draft in group]):
                latest = max((draft for _, draft in group), key=lambda draft: draft.published or _LONG_AGO)
                named[key] = group[0][0], latest if latest.key == key else replace(latest, key=key)
            else:
                rest += group
    return tuple(draft for _, draft in sorted(named.values(), key=lambda item: item[0]))


def _content(draft: Draft) -> tuple[object, ...]:
    return draft.key, draft.title, draft.url, draft.text, draft.published, draft.byline, draft.enclosures


def _is_one(drafts: Sequence[Draft]) -> bool:
    first = drafts[0]
    return all(
        (draft.title, draft.url) == (first.title, first.url)
        and (draft.text == first.text or (draft.published is not None and draft.published == first.published))
        for draft in drafts
    )


def _guid(draft: Draft) -> str:
    return draft.key if len(draft.key) <= _LONGEST_KEY else _hashed(draft.key)


def _address(draft: Draft) -> str:
    """Return the key of the entry's address, "" for that of a site, where all its entries may lead."""
    if not draft.url:
        return ""
    parts = urlsplit(draft.url)
    is_site = parts.path in ("", "/") and not parts.query and not parts.fragment
    return "" if is_site else canonical_url(draft.url)


def _headline(draft: Draft) -> str:
    has_title = draft.title != first_words(draft.text)
    return _hashed(draft.title, _moment(draft), "" if has_title else draft.text)


def _digest(draft: Draft) -> str:
    enclosed = "\n".join(enclosure.url for enclosure in draft.enclosures)
    return _hashed(draft.key, draft.title, _moment(draft), draft.url, draft.text, draft.byline, enclosed)


def _moment(draft: Draft) -> str:
    return draft.published.astimezone(UTC).isoformat() if draft.published else ""


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
