"""Which texts of a feed only announce an article that stands on a page."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from storage.model import Draft, Extent
from storage.sources.drafts.draft_assembly import first_words

_SUMMARY = 600  # characters: a feed whose median entry is shorter carries summaries
_FULL_TEXT = 2_000  # characters: a longer entry of such a feed is a full text all the same
_ANNOUNCEMENT = 200  # characters: a shorter entry of any feed may be an announcement


def mark_teasers(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts of a feed, with the extent TEASER where a text is short and has a page of its own.

    A status without a title of its own is whole, and so are the notes that come with a recording.
    """
    lengths = [len(draft.text) for draft in drafts if draft.url]
    longest = _FULL_TEXT if lengths and median(lengths) < _SUMMARY else _ANNOUNCEMENT
    return tuple(
        replace(draft, extent=Extent.TEASER) if _is_teaser(draft, longest) else draft for draft in drafts
    )


def _is_teaser(draft: Draft, longest: int) -> bool:
    if draft.extent is not Extent.WHOLE or not draft.url or len(draft.text) >= longest:
        return False
    is_status = bool(draft.text) and draft.title == first_words(draft.text)
    return not is_status and not any(one.type.startswith(("audio/", "video/")) for one in draft.enclosures)
