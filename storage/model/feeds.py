"""Feeds, their entries, and subscriptions to them."""

import json
from dataclasses import dataclass
from enum import StrEnum

from storage.model.articles import Draft, Extent


class Pages(StrEnum):
    """When the pages of a feed's entries are fetched; `AUTO` means only if the entries are short."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """The content of a feed at one moment.

    `every` is the interval at which it asks to be fetched, in seconds, 0 if unknown. `moved` is its new
    address, "" if it has not moved. `trouble` is a sentence on what was damaged in it.
    """

    title: str
    drafts: tuple[Draft, ...]
    site: str = ""
    language: str = ""
    every: int = 0
    moved: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry of a feed that is about to be stored.

    `canonical` is the address that identifies the article in other feeds too, "" if it has none of its own.
    `wants_page` says whether its page should be fetched. `digest` is computed here, in the process that
    parses the feed, so that the process that stores it need not.
    """

    draft: Draft
    canonical: str
    wants_page: bool
    digest: str = ""

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", entry_digest(self.draft))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to subscribe to. `folder` is a path with "/" between levels.

    `attributes` are the attributes of its OPML outline that have no field here; an export writes them again.
    """

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    pages: Pages = Pages.AUTO
    attributes: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The address of a possible feed. A `guessed` one is common for feeds; no page names it."""

    url: str
    title: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. All times are Unix seconds, `None` for never.

    `title` is the name that the reader gave it, or its own title, or its address. `trouble` is a sentence on
    what is wrong, "" if nothing is; `failing_since` is when that began. A `gone` feed is not fetched any
    more. `weekly` is the number of articles that it brought per week recently.
    """

    id: int
    url: str
    title: str
    site: str
    folder: str
    pages: Pages
    checked: float | None
    succeeded: float | None
    due: float
    failures: int
    trouble: str
    failing_since: float | None
    gone: bool
    articles: int
    unread: int
    weekly: float
    attributes: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()


def entry_digest(draft: Draft) -> str:
    """Return a digest of an entry's content, in hex. Its guid and the address of its feed do not count.

    Desk files hold these digests, so the text that is hashed must stay as it is.
    """
    published = draft.published
    spans = [(span.start, span.end, span.role, span.target) for span in draft.spans]
    enclosures = [(one.url, one.type, one.size) for one in draft.enclosures]
    fields = (
        draft.title,
        draft.byline,
        draft.text,
        json.dumps(spans),
        # Teasers were whole texts when the first digests were made.
        Extent.WHOLE if draft.extent is Extent.TEASER else draft.extent,
        draft.language,
        draft.provenance,
        draft.source,
        published.isoformat() if published else None,
        published.timestamp() if published else 0,
        draft.url,
        draft.original_url,
        "",  # once the canonical address
        draft.image,
        json.dumps(draft.categories, ensure_ascii=False),
        json.dumps(enclosures, ensure_ascii=False),
        *(("approximate",) if draft.approximate_date else ()),
    )
    import hashlib  # noqa: PLC0415 - the app digests nothing

    text = "\n\n\n".join(map(str, fields))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
