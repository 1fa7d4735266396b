"""What changed between two versions of a text, sentence by sentence."""

from collections.abc import Iterator, Sequence

from storage.model import Change
from storage.text.sentences import sentences

Changed = tuple[Change, str]


def sentence_changes(earlier: str, later: str) -> Iterator[Changed]:
    """Yield the sentences of two texts in reading order, each with whether it was kept, removed or added.

    White space does not count.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only asked for on demand

    before, after = _sentences(earlier), _sentences(later)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, start, end, later_start, later_end in matcher.get_opcodes():
        if operation == "equal":
            yield from ((Change.KEPT, one) for one in before[start:end])
        else:
            yield from ((Change.REMOVED, one) for one in before[start:end])
            yield from ((Change.ADDED, one) for one in after[later_start:later_end])


def only_changed(changes: Sequence[Changed]) -> Iterator[Changed]:
    """Yield the changed sentences; of those that were kept, only the last one before a change."""
    for at, one in enumerate(changes):
        following = changes[at + 1] if at + 1 < len(changes) else None
        if one[0] is not Change.KEPT or (following and following[0] is not Change.KEPT):
            yield one


def _sentences(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]
