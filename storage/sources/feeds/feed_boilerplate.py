"""Removes what publishing programs add to the end of a text, and detects that a text is incomplete."""

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.model import Role, Span
from storage.sources.markup.markup_reader import Markup

_GAP = "\n\n"
_MAX_NOTE = 400
_MAX_READ_MORE = 200
# WordPress adds such a note to each article, in the language of the site.
_FIRST_APPEARED = re.compile(
    r"""
      (?:The\spost|The\sarticle|This\spost|This\sarticle)\s.+\s(?:appeared\sfirst\son|first\sappeared\son)\s.+
    | (?:Der|Dieser)\s(?:Beitrag|Artikel)\s.+\s(?:erschien|ist)\szuerst\s(?:auf|bei)\s.+
    | (?:L[’']article|Cet\sarticle)\s.+\sest\sapparu\sen\spremier\ssur\s.+
    | (?:La\sentrada|El\sartículo|La\spublicación)\s.+
      \s(?:aparece\sprimero|se\spublicó\sprimero|apareció\sprimero)\sen\s.+
    | (?:L[’']articolo|Il\spost)\s.+\s(?:proviene\sda|sembra\sessere\sil\sprimo\ssu)\s.+
    | (?:O\spost|O\sartigo)\s.+\sapareceu\sprimeiro\sem\s.+
    | Het\sbericht\s.+\sverscheen\seerst\sop\s.+
    | (?:Artykuł|Wpis)\s.+\spochodzi\sz\sserwisu\s.+
    | (?:Запись|Сообщение)\s.+\s(?:впервые\sпоявил(?:ась|ось)|появились\sсначала)\sна\s.+
    """,
    re.VERBOSE | re.DOTALL,
)
_READ_MORE = re.compile(
    r"""
    [\[(]?\s*
    (?:
        (?:continue|keep)\sreading | read\s(?:more|on|the\s(?:rest|full|whole)\b|full|it\sall)
      | full\s(?:article|story)
      | more\s*[…»›→] | (?:weiterlesen|mehr\slesen|weiter\slesen) | lire\s(?:la\ssuite|plus)
      | (?:seguir\sleyendo|leer\smás|sigue\sleyendo|continuar\sleyendo)
      | (?:leggi\stutto|continua\sa\sleggere|leggi\saltro)
      | (?:leia\smais|continue\slendo|continuar\sa\sler)
      | (?:lees\s(?:verder|meer)|verder\slezen) | läs\s(?:mer|vidare)
      | les\smer | læs\smere | lue\slisää | czytaj\s(?:dalej|więcej) | číst\sdál
      | читать\s(?:далее|дальше|полностью)
      | 続きを読む | 阅读全文 | 閱讀全文 | 阅读更多 | 더\s?읽기
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may follow “read more” besides the title: nothing, or a place.
_PLACE = re.compile(
    r"\W*\Z|\s(?:about|at|at:|here|in|of|on|over|auf|bei|sur|en|su|em|op|på|hier|ici|aquí)\b", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\. \. \.|\[…\]|\[\.{3}\]|\(…\)|\(\.{3}\))[\s\]).»›→]*\Z")


def strip_boilerplate(markup: Markup, title: str) -> tuple[Markup, bool]:
    """Return `markup` without boilerplate at its end, and whether its text is incomplete.

    "The post X appeared first on Y" is removed if it contains a link or the entry's `title`, and "Continue
    reading" if it is a link. A text that ends with such a link or with an ellipsis is incomplete. A text that
    consists of boilerplate alone stays.
    """
    text, spans = markup.text, markup.spans
    start = _last_block_start(text)
    last = text[start:]
    is_note = start and len(last) <= _MAX_NOTE and _FIRST_APPEARED.fullmatch(last)
    if is_note and (_has_link(spans, start) or (title and title in last)):
        text = text[: start - len(_GAP)]
    cut = _read_more_start(text, spans, title)
    if cut is not None:
        text = text[:cut].rstrip()
    is_incomplete = cut is not None or bool(_ELLIPSIS.search(text, max(0, len(text) - 20)))
    if len(text) == len(markup.text):
        return markup, is_incomplete
    pictures = tuple(replace(one, position=min(one.position, len(text))) for one in markup.pictures)
    return Markup(text, _clipped_spans(spans, len(text)), markup.image, pictures), is_incomplete


def _last_block_start(text: str) -> int:
    return text.rfind(_GAP) + len(_GAP) if _GAP in text else 0


def _has_link(spans: Sequence[Span], start: int) -> bool:
    return any(span.role is Role.LINK and span.start >= start for span in reversed(spans))


def _read_more_start(text: str, spans: Sequence[Span], title: str) -> int | None:
    """Return where a “read more” at the end of the text starts, `None` without one."""
    block = _last_block_start(text)
    for span in reversed(spans):
        if span.start < block:
            break
        is_last = span.role is Role.LINK and not text[span.end :].strip(" .…»›→])")
        if is_last and span.end - span.start <= _MAX_READ_MORE:
            return _link_or_block_start(text, span, block, title)
    return None


def _link_or_block_start(text: str, link: Span, block: int, title: str) -> int | None:
    """Return the start of `link` or of its block, whichever reads as “read more”, else `None`."""
    if _is_read_more(text[link.start : link.end], title):
        start = link.start
    elif len(text) - block <= _MAX_READ_MORE and _is_read_more(text[block : link.end], title):
        start = block
    else:
        return None
    before = text[:start].rstrip(" [(\n")
    return len(before) if before else None


def _is_read_more(words: str, title: str) -> bool:
    match = _READ_MORE.match(words)
    if match is None:
        return False
    return bool(_PLACE.match(words, match.end())) or bool(title and title in words[match.end() :])


def _clipped_spans(spans: Sequence[Span], end: int) -> tuple[Span, ...]:
    return tuple(span if span.end <= end else replace(span, end=end) for span in spans if span.start < end)
