"""Removes lines about an article before its text, and links to other articles within and after it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from storage.model import Role, Span
from storage.sources.markup.markup_reader import Markup
from storage.sources.pages.text.page_boilerplate import blocks_of, without_blocks_at
from storage.text.plain_text import letters_and_digits

_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"'”’»）)\]]*$")
_LABEL = re.compile(
    r"""(?:also\s+)?(?:read|see|watch|listen|related|recommended|more)
        (?:\s+(?:also|more|next|on\s+this|stories|story|articles?|news|coverage|reading|:))?\s*[:|»>–-]\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"""(?:read\s+next|up\s+next|next\s+(?:article|story)|previous\s+(?:article|story))\b.{0,120}
      | (?:topics|tags|tagged|filed\s+under|categories|keywords)\s*:.{0,200}
      | (?:©|\(c\)|copyright)\s.{0,160} | .{0,80}\ball\s+rights\s+reserved\b.{0,40}
      | (?:click|tap)\s+here\s+to\b.{0,120}
      | follow\s+(?:us|me|him|her|them|@\w+|\w+\s+\w+)\s+on\b.{0,120}""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE_WORD = re.compile(
    r"""\d+(?:[./:,-]\d+)*(?:st|nd|rd|th|am|pm)? | [ap]\.?m\.? | (?-i:[A-Z]{2,4}T?)
      | (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?
      | min(?:ute)?s? | hours? | ago | read(?:ing)? | time | comments? | posted | published | last | updated
      | on | at | of""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[\w.:,/-]+")
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af)\s*:?\s+", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_TITLE = 80, 200  # characters
_MOST_LINES = 4  # before the first paragraph
_LINKED = 0.9  # share of a teaser that is a link


def without_edges(markup: Markup) -> Markup:
    """Return a text without its date and time of reading at the start and without teasers."""
    blocks = list(blocks_of(markup.text))
    links = sorted((span for span in markup.spans if span.role is Role.LINK), key=lambda span: span.start)
    starts = [link.start for link in links]
    headings = {span.start for span in markup.spans if span.role is Role.HEADING}
    dropped = {
        number
        for number, (start, block) in enumerate(blocks)
        if (label := _LABEL.match(block)) and _is_link(start + label.end(), start + len(block), links, starts)
    }
    for number, (_, block) in enumerate(blocks[:_MOST_LINES]):
        if _is_date_line(block):
            dropped.add(number)
        elif len(block) > _LONGEST_LINE or _SENTENCE_END.search(block):
            break
    has_text = any(start not in headings for start, _ in blocks)
    for number in range(len(blocks) - 1, 0, -1) if has_text else ():
        start, block = blocks[number]
        is_teaser = _is_link(start, start + len(block), links, starts) and not _SENTENCE_END.search(block)
        is_about = _is_date_line(block) or _APPENDIX.fullmatch(block)
        if not (is_teaser or is_about or start in headings or number in dropped):
            break
        dropped.add(number)
    return without_blocks_at(markup, dropped) if dropped and len(dropped) < len(blocks) else markup


def without_opening(markup: Markup, title: str, byline: str) -> Markup:
    """Return a text without the title that it repeats, the short lines above that, and its byline."""
    author = byline.partition(", ")[0].casefold()
    lines: list[str] = []
    for _, block in blocks_of(markup.text):
        if len(lines) == _MOST_LINES or len(block) > _LONGEST_TITLE:
            break
        lines.append(block)
    titles = [n for n, line in enumerate(lines) if letters_and_digits(line) == letters_and_digits(title)]
    dropped = set(titles)
    for number in range(titles[-1] if titles else 0):
        if len(lines[number]) > _LONGEST_LINE or _SENTENCE_END.search(lines[number]):
            break
        dropped.add(number)
    for number, line in enumerate(lines):
        rest = _BY.sub("", line).casefold()
        if author and rest.startswith(author) and (rest == author or _BY.match(line)):
            dropped.add(number)
    return without_blocks_at(markup, dropped) if len(dropped) < 1 + markup.text.count("\n\n") else markup


def _is_link(start: int, end: int, links: Sequence[Span], starts: Sequence[int]) -> bool:
    """Return whether a block is nearly all in links, which are in order and begin at `starts`."""
    first = max(0, bisect_left(starts, start) - 1)  # one may begin before the block
    inside = links[first : bisect_left(starts, end)]
    linked = sum(max(0, min(end, link.end) - max(start, link.start)) for link in inside)
    return start < end and linked >= _LINKED * (end - start)


def _is_date_line(block: str) -> bool:
    """Return whether a line has a number and hardly more than words of dates and times."""
    words = _WORD.findall(block)
    others = [word for word in words if not _DATE_WORD.fullmatch(word.rstrip(",."))]
    return len(block) <= _LONGEST_LINE and any(map(str.isdigit, block)) and len(words) > 1 and not others
