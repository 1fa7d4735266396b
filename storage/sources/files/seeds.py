"""Plain-text articles: a headline, optional `key: value` lines, then paragraphs."""

import re
from collections.abc import Iterator

from storage.errors import SourceError
from storage.model import Draft, Trouble
from storage.sources.drafts.draft_assembly import assemble
from storage.sources.files.paragraphs import paragraphs
from storage.text.plain_text import clean

_LONGEST_HEADLINE = 300
_REPEATED_LINES = 3

_FIELD = re.compile(r"(published|url|byline|source|language)\s*:\s*(.*)", re.IGNORECASE)
_SOURCE = re.compile(r"source:?\s+(\S.{0,58}?\S?)", re.IGNORECASE)
_SENTENCE_ENDINGS = (".", "!", "?", "…", "”", '"', "。")
_WORD = re.compile(r"\w+")


def read_seed(text: str, origin: str) -> Iterator[Draft | Trouble]:
    """Yield the article in `text`, then a trouble for each of its fields that could not be used.

    A line of the text that only repeats the headline, names the source or holds a lone full stop is left out.
    SourceError if there is nothing to read.
    """
    lines = ["" if line == "." else line for line in clean(text).split("\n")]
    title, lines = _split_headline(lines)
    fields, lines = _split_fields(lines)
    source, lines = _split_source(lines, fields.get("source", ""))
    body = "\n\n".join(paragraphs(_without_headline(lines, title)))
    if not title and not body:
        raise SourceError("the file holds no readable text")
    draft, complaints = assemble({**fields, "source": source, "title": title, "text": body}, origin)
    yield draft
    for complaint in complaints:
        yield Trouble(origin, complaint.message, _line_of(complaint.field, text))


def _split_headline(lines: list[str]) -> tuple[str, list[str]]:
    start = next((place for place, line in enumerate(lines) if line), len(lines))
    if start == len(lines) or len(lines[start]) > _LONGEST_HEADLINE:
        return "", lines
    return lines[start], lines[start + 1 :]


def _split_fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the fields off the top: right below the headline, or as a block of their own after a blank line.

    Of two fields with the same name the first counts.
    """
    start = 1 if lines[:1] == [""] else 0
    end = start
    while end < len(lines) and _FIELD.fullmatch(lines[end]):
        end += 1
    is_own_block = end == len(lines) or not lines[end]
    if end == start or (start and not is_own_block):
        return {}, lines
    matches = (_FIELD.fullmatch(line) for line in reversed(lines[start:end]))
    return {match[1].lower(): match[2] for match in matches if match}, lines[end:]


def _split_source(lines: list[str], known: str) -> tuple[str, list[str]]:
    """Take a last line `source NAME` off; one that contradicts the `source:` field stays in the text."""
    end = next((place for place in range(len(lines), 0, -1) if lines[place - 1]), 0)
    # Within a wrapped sentence the word is no label.
    stands_alone = end > 0 and (end == 1 or not lines[end - 2] or lines[end - 2].endswith(_SENTENCE_ENDINGS))
    match = _SOURCE.fullmatch(lines[end - 1]) if stands_alone else None
    if not match or match[1][-1] in ".!?…" or (known and known.casefold() != match[1].casefold()):
        return known, lines
    return known or match[1], lines[: end - 1]


def _without_headline(lines: list[str], title: str) -> list[str]:
    """Drop the first lines, three at most, if together they have the words of the headline and no others."""
    wanted = _words(title)
    found: list[str] = []
    filled = [place for place, line in enumerate(lines) if line][:_REPEATED_LINES]
    for place in filled:
        found += _words(lines[place])
        if wanted and found == wanted:
            return lines[place + 1 :]
    return lines


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())


def _line_of(field: str, text: str) -> int:
    """Return the number of the line that gives `field`, counted in the text as it came."""
    for number, raw in enumerate(text.splitlines(), start=1):
        match = _FIELD.fullmatch(clean(raw))
        if match and match[1].lower() == field:
            return number
    return 0
