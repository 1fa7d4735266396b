"""Earlier texts of an article on standard output, with what became of each paragraph."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from storage.model import Article, Revision
from tui.cli import printing
from tui.layout.wording import count, provenance

_MARKS = {" ": None, "-": "red", "+": "green"}


def as_documents(revisions: Sequence[Revision]) -> list[dict[str, Any]]:
    """Return earlier texts as the documented JSON objects."""
    return [
        {
            "replaced": datetime.fromtimestamp(one.replaced, UTC).isoformat(timespec="seconds"),
            "title": one.title,
            "text": one.text,
            "provenance": one.provenance.value,
        }
        for one in revisions
    ]


def show(now: Article, revisions: Sequence[Revision]) -> None:
    """Print earlier texts, the latest first: `-` before what went then, `+` before what came in its place."""
    if not revisions:
        printing.complain("The text has not changed since it came.")
        return
    printing.line(f"{now.title or 'Untitled'}", bold=True)
    printing.line(f"{count(len(revisions), 'earlier text')}; - went then, + came in its place")
    # What its feed says and what its page says are two texts, each with a history of its own.
    later = {now.provenance: _paragraphs(now.title, now.text)}
    for one in sorted(revisions, key=lambda revision: revision.replaced, reverse=True):
        until = datetime.fromtimestamp(one.replaced).astimezone()
        printing.line(f"\nUntil {until.day} {until:%b %Y, %H:%M} · {provenance(one.provenance)}", bold=True)
        earlier = _paragraphs(one.title, one.text)
        for mark, paragraph in compared(earlier, later.get(one.provenance, earlier)):
            printing.line(printing.wrapped(paragraph, first=f"{mark} ", then=f"{mark} "), colour=_MARKS[mark])
        later[one.provenance] = earlier


def compared(earlier: Sequence[str], later: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of two texts in order, marked as in both (a space), gone (-) or new (+)."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only this command compares

    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        if earlier[start:end] == later[new_start:new_end]:
            yield from ((" ", one) for one in earlier[start:end])
        else:
            yield from (("-", one) for one in earlier[start:end])
            yield from (("+", one) for one in later[new_start:new_end])


def _paragraphs(title: str, text: str) -> list[str]:
    return [title, *(line for line in text.split("\n") if line)]
