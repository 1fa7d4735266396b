"""Articles, names and links in words that are read aloud: what a screen shows by colour and place is said."""

from collections.abc import Iterator, Sequence

from storage.model import Entity, Field, Headline, Link, Mention, Name, Role, Span, Story
from storage.text.list_items import item_start
from tui.layout import wording

_ROLES = {Role.HEADING: "Heading: ", Role.QUOTE: "Quote: ", Role.ITEM: "• ", Role.CODE: "Code: "}


def headline(one: Headline) -> str:
    """Return a row of a list: its state, title, source and day, and how many report the same."""
    states = [word for word, holds in (("unread", not one.read), ("starred", one.starred)) if holds]
    state = f"{', '.join(states)}: " if states else ""
    about = [wording.source_and_day(one), *wording.other_reports(one), wording.labels(one.labels)]
    return f"{state}{one.title or 'Untitled'} · {' · '.join(filter(None, about))}"


def entity(one: Entity) -> str:
    """Return a name with its kind first, as "person: Haidar al-Abadi, 4 articles"."""
    more = [*wording.flags_of(one), wording.count(one.articles, "article")]
    return f"{one.kind}: {one.name}, {', '.join(more)}"


def story(one: Story) -> str:
    """Return a story with its size."""
    return f"{one.title} · {wording.describe_story(one)}"


def link(one: Link) -> str:
    """Return a link with its kind first and its reason last."""
    return f"{one.label}: {headline(one.other)}. {one.reason}"


def paragraphs(text: str, spans: Sequence[Span], names: Sequence[Name]) -> list[str]:
    """Return the paragraphs of a text with what each is, and the kind of each name where it is first."""
    firsts = _first_mentions(names)
    return [_paragraph(text, start, end, spans, firsts) for start, end in _blocks(text)]


def sentence_around(text: str, mention: Mention) -> str:
    """Return the line of the text in which a mention stands."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return text[start : end if end >= 0 else len(text)].strip()


def _first_mentions(names: Sequence[Name]) -> dict[int, tuple[int, str]]:
    """Return start, end and kind of the first mention of each name in the text, by its start."""
    firsts = {}
    for name in names:
        in_text = [mention for mention in name.mentions if mention.field is Field.TEXT]
        if in_text:
            firsts[in_text[0].start] = (in_text[0].end, str(name.entity.kind))
    return firsts


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _paragraph(
    text: str, start: int, end: int, spans: Sequence[Span], firsts: dict[int, tuple[int, str]]
) -> str:
    role = next((one.role for one in spans if one.start <= start < one.end and one.role in _ROLES), None)
    parts, at = [_ROLES[role] if role else ""], start
    if role is Role.ITEM:
        item = item_start(text, start)
        at += item.indentation
        parts = [] if item.number else [_ROLES[role] * (1 + item.indentation // 2)]
    for first in sorted(place for place in firsts if start <= place < end):
        if first >= at:
            last, kind = firsts[first]
            parts += [text[at:first], f"[{kind}: {text[first:last]}]"]
            at = last
    return "".join([*parts, text[at:end]]).strip()
