"""The ends of feed texts: what publishing programs add to an article, and signs that more is elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.model import Role, Span
from storage.sources.markup.markup_reader import Markup

_GAP = "\n\n"
_LONGEST_NOTE = 400
_LONGEST_INVITATION = 200
# WordPress says under each article where it appeared first, in the language of the site.
_APPEARED = re.compile(
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
_INVITATION = re.compile(
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
# After the words of an invitation comes nothing, where to go, or what the entry is called.
_WHERE = re.compile(
    r"\W*\Z|\s(?:about|at|at:|here|in|of|on|over|auf|bei|sur|en|su|em|op|på|hier|ici|aquí)\b", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\. \. \.|\[…\]|\[\.{3}\]|\(…\)|\(\.{3}\))[\s\]).»›→]*\Z")


def strip_boilerplate(markup: Markup, title: str) -> tuple[Markup, bool]:
    """Return `markup` without the notes of publishing programs at its end, and whether its text breaks off.

    "The post X appeared first on Y" goes if it names the entry's `title` or holds a link; "Continue reading"
    if it is a link at the end. The text breaks off where such an invitation or an ellipsis ends it. Nothing
    but a note is left as it is.
    """
    text, spans = markup.text, markup.spans
    start = _last_block(text)
    last = text[start:]
    is_note = start and len(last) <= _LONGEST_NOTE and _APPEARED.fullmatch(last)
    if is_note and (_has_link(spans, start) or (title and title in last)):
        text = text[: start - len(_GAP)]
    cut = _invitation(text, spans, title)
    if cut is not None:
        text = text[:cut].rstrip()
    breaks_off = cut is not None or bool(_ELLIPSIS.search(text, max(0, len(text) - 20)))
    if len(text) == len(markup.text):
        return markup, breaks_off
    return Markup(text, _kept(spans, len(text)), markup.image), breaks_off


def _last_block(text: str) -> int:
    return text.rfind(_GAP) + len(_GAP) if _GAP in text else 0


def _has_link(spans: Sequence[Span], start: int) -> bool:
    return any(span.role is Role.LINK and span.start >= start for span in reversed(spans))


def _invitation(text: str, spans: Sequence[Span], title: str) -> int | None:
    """Return where the invitation to read on begins that ends the text, None if there is none."""
    block = _last_block(text)
    for span in reversed(spans):
        if span.start < block:
            break
        is_last = span.role is Role.LINK and not text[span.end :].strip(" .…»›→])")
        if is_last and span.end - span.start <= _LONGEST_INVITATION:
            return _beginning(text, span, block, title)
    return None


def _beginning(text: str, link: Span, block: int, title: str) -> int | None:
    """Return where an invitation that ends with `link` begins: with it, or with its block."""
    if _invites(text[link.start : link.end], title):
        start = link.start
    elif len(text) - block <= _LONGEST_INVITATION and _invites(text[block : link.end], title):
        start = block
    else:
        return None
    before = text[:start].rstrip(" [(\n")
    return len(before) if before else None


def _invites(words: str, title: str) -> bool:
    match = _INVITATION.match(words)
    if match is None:
        return False
    return bool(_WHERE.match(words, match.end())) or bool(title and title in words[match.end() :])


def _kept(spans: Sequence[Span], end: int) -> tuple[Span, ...]:
    return tuple(span if span.end <= end else replace(span, end=end) for span in spans if span.start < end)
