"""Plain-text articles: a headline, optional `key: value` lines, then paragraphs."""

import re
from collections.abc import Iterator

from storage.errors import SourceError
from storage.model import Draft, Trouble
from storage.sources.drafts.draft_assembly import assemble
from storage.sources.files.paragraphs import paragraphs
from storage.text.plain_text import clean

_LONGEST_HEADLINE = 300  # characters
_REPEATED_LINES = 3

_FIELD = re.compile(r"(published|url|byline|source|language)\s*:\s*(.*)", re.IGNORECASE)
_SOURCE = re.compile(r"source:?\s+(\S.{0,58}?\S?)", re.IGNORECASE)
_SENTENCE_ENDINGS = (".", "!", "?", "…", "”", '"', "。")
_WORD = re.compile(r"\w+")


def read_seed(text: str, origin: str) -> Iterator[Draft | Trouble]:
    """Yield the article in `text`, then a `Trouble` for each field with an unusable value.

    Drops the lines that only repeat the headline, name the source or consist of a full stop. Raises
    `SourceError` if there is no text.
    """
    lines = ["" if line == "." else line for line in clean(text).split("\n")]
    title, lines = _split_headline(lines)
    fields, lines = _split_fields(lines)
    source, lines = _split_source(lines, fields.get("source", ""))
    body = "\n\n".join(paragraphs(_without_headline(lines, title)))
    if not title and not body:
        raise SourceError("the file has no readable text")
    draft, problems = assemble({**fields, "source": source, "title": title, "text": body}, origin)
    yield draft
    for problem in problems:
        yield Trouble(origin, problem.message, _line_of(problem.field, text))


def _split_headline(lines: list[str]) -> tuple[str, list[str]]:
    start = next((index for index, line in enumerate(lines) if line), len(lines))
    if start == len(lines) or len(lines[start]) > _LONGEST_HEADLINE:
        return "", lines
    return lines[start], lines[start + 1 :]


def _split_fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields at the top by lower-case name, and the lines after them.

    They stand right below the headline, or after a blank line as a block of their own. Of two fields with
    the same name the first counts.
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
    """Return the source and the lines without a last line `source NAME`.

    A last line that contradicts the field `source:` stays in the text.
    """
    end = next((count for count in range(len(lines), 0, -1) if lines[count - 1]), 0)
    # Inside a wrapped sentence the word "source" is no label.
    stands_alone = end > 0 and (end == 1 or not lines[end - 2] or lines[end - 2].endswith(_SENTENCE_ENDINGS))
    match = _SOURCE.fullmatch(lines[end - 1]) if stands_alone else None
    if not match or match[1][-1] in ".!?…" or (known and known.casefold() != match[1].casefold()):
        return known, lines
    return known or match[1], lines[: end - 1]


def _without_headline(lines: list[str], title: str) -> list[str]:
    """Return the lines without the first ones, at most three, if they only repeat the headline."""
    wanted = _words(title)
    found: list[str] = []
    filled = [index for index, line in enumerate(lines) if line][:_REPEATED_LINES]
    for index in filled:
        found += _words(lines[index])
        if wanted and found == wanted:
            return lines[index + 1 :]
    return lines


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())


def _line_of(field: str, text: str) -> int:
    """Return the number of the line in the original text that has `field`, 0 for none."""
    for number, raw in enumerate(text.splitlines(), start=1):
        match = _FIELD.fullmatch(clean(raw))
        if match and match[1].lower() == field:
            return number
    return 0
