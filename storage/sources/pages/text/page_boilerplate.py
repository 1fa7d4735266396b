"""Blocks of boilerplate in an extracted text: "Read more", "Advertisement", "Share this article"."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace

from storage.model import Picture, Span
from storage.sources.markup.markup_reader import Markup

_GAP = "\n\n"
_READ_MORE = re.compile(
    r"""[\s>»→\[(*-]*(?:
        (?:read|continue|see|view|show|learn)\s+(?:reading|more|on|full|all|the\s+(?:full|whole|rest|complete))
          (?:\s+(?:below|here|article|story|stories|post|text|of\s+th\w+\s+(?:article|story|post)|»|→|>))*
      | keep\s+reading | full\s+(?:story|article) | weiterlesen | mehr\s+(?:lesen|erfahren|zum\s+thema)
      | lire\s+(?:la\s+suite|plus|aussi|l['’]article) | en\s+savoir\s+plus
      | (?:seguir|continuar|sigue)\s+leyendo | leer\s+más | ler\s+mais
      | continu[ae]r?\s+(?:a\s+(?:leggere|ler)|lendo)
      | leggi\s+(?:tutto|anche|di\s+più) | lees\s+(?:verder|meer|ook) | läs\s+mer | les\s+mer | læs\s+mere
      | czytaj\s+(?:więcej|dalej|też) | читать\s+(?:далее|дальше|также)
      | 続きを読む | もっと読む | 阅读更多 | 阅读全文
    )[\s.:…>»→\])*-]*""",
    re.VERBOSE | re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"""\W*(?:
        advertise?ment(?:\s+continue\s+reading.*)?
      | (?:story\s+continues|article\s+continues)\s+(?:below.*|after.*)
      | (?:continue|keep)\s+reading\s+the\s+main\s+story
      | now\s+(?:watching|playing) | next\s+(?:video|up)\s+(?:starts|begins|plays)\b.{0,40}
      | (?:unfortunately|sorry),?\s+this\s+video\s+is\s+(?:not|no\s+longer)\s+available\b.{0,60}
      | (?:(?:captions|descriptions|subtitles)\s+off|default),\s+selected
      | scroll\s+to\s+continue.* | anzeige | werbung | publicité | publicidad | pubblicità | advertentie
      | (?:share|tweet|print|email|save|copy\s+link|like|pin|comments?|subscribe|sign\s+up|log\s+in|sign\s+in)
      | (?:share|save|print|email)\s+(?:this|the)?\s*(?:article|story|post|page|on\s+\w+)? | share\s+this:?
      | (?:sign\s+up|subscribe)\s+(?:for|to)\s+(?:our|the|my)\s+[\w\s]{0,40}newsletters?
      | (?:related|recommended|most\s+(?:read|popular)|more\s+(?:stories|articles)
          |you\s+(?:may|might)\s+also\s+like)
          (?:\s+(?:articles?|stories|posts?|topics?|content|reading|links?|from\s+\w+))?
      | (?:we\s+use|this\s+(?:web)?site\s+uses)\s+cookies\b.{0,200} | (?:accept|reject)\s+(?:all\s+)?cookies
      | (?:read|open|view|watch|listen|continue)\s+(?:\w+\s+){0,2}(?:in|on|with)\s+(?:\w+\s+){0,2}app
      | (?:get|download|try)\s+(?:the|our)\s+(?:[\w’']+\s+){0,3}app\b.{0,40}
      | loading(?:\s+comments)? | please\s+wait | back\s+to\s+top | skip\s+to\s+(?:main\s+)?content
    )\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 240  # characters


def is_read_more(block: str) -> bool:
    """Return whether a block of text is only a link to the rest of the article."""
    return len(block) <= _LONGEST and _READ_MORE.fullmatch(block) is not None


def is_boilerplate(block: str) -> bool:
    """Return whether a block of text belongs to the page, not to the article."""
    return len(block) <= _LONGEST and (is_read_more(block) or _BOILERPLATE.fullmatch(block) is not None)


def without_blocks(markup: Markup, unwanted: Callable[[str], bool]) -> Markup:
    """Return `markup` without the blocks for which `unwanted` is true; spans move with their blocks."""
    found = (number for number, (_, block) in enumerate(blocks_of(markup.text)) if unwanted(block))
    return without_blocks_at(markup, frozenset(found))


def without_blocks_at(markup: Markup, numbers: Container[int]) -> Markup:
    """Return `markup` without the blocks with these numbers."""
    kept, spans, at = [], [], 0
    for number, (start, block) in enumerate(blocks_of(markup.text)):
        if number not in numbers:
            kept.append(block)
            spans.append((start, start + len(block), at - start))
            at += len(block) + len(_GAP)
    pictures = tuple(_moved(markup.pictures, spans))
    return Markup(_GAP.join(kept), tuple(_shifted(markup.spans, spans)), markup.image, pictures)


def last_block(text: str) -> str:
    """Return the last block of a text."""
    return text.rpartition(_GAP)[2]


def blocks_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start and the text of each block."""
    start = 0
    for block in text.split(_GAP) if text else ():
        yield start, block
        start += len(block) + len(_GAP)


def _moved(pictures: Iterable[Picture], kept: Sequence[tuple[int, int, int]]) -> Iterator[Picture]:
    """Yield the pictures after the kept block that they follow, or the last kept one before that."""
    ends = [end for _, end, _ in kept]
    for one in pictures:
        before = bisect_right(ends, one.position)
        yield replace(one, position=ends[before - 1] + kept[before - 1][2] if before else 0)


def _shifted(spans: tuple[Span, ...], kept: list[tuple[int, int, int]]) -> Iterator[Span]:
    blocks = iter(kept)
    block = next(blocks, None)
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while block is not None and block[1] <= span.start:
            block = next(blocks, None)
        if block is not None and block[0] <= span.start and span.end <= block[1]:
            yield Span(span.start + block[2], span.end + block[2], span.role, span.target)
