"""The brief in Markdown."""

import re
from collections.abc import Iterator, Sequence

from storage.model import Brief, BriefEntry, BriefReport, BriefStory
from tui.layout import brief_text, wording

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def as_markdown(brief: Brief) -> Iterator[str]:
    """Yield the lines of the brief."""
    yield from (f"# {brief_text.heading(brief)}", "", brief_text.size(brief))
    for one in brief.stories:
        yield from _story(one)
    several, single = brief_text.parted(brief.feeds)
    for feed in several:
        yield from ("", f"## {_plain(feed.title)}", "")
        yield from _entries(feed.entries, with_source=False)
        if feed.more:
            yield f"- and {wording.count(feed.more, 'more article')}"
    if single:
        yield from ("", f"## {brief_text.SINGLE}", "")
        yield from _entries(single, with_source=True)
    if left_out := brief_text.omitted(brief):
        yield from ("", " ".join(left_out))


def _story(one: BriefStory) -> Iterator[str]:
    yield from ("", f"## {_plain(one.story.title or 'Untitled')}", "")
    yield from (f"*{_plain(brief_text.about_story(one))}*", "")
    for report in one.news:
        where = _source(report)
        for sentence in report.sentences:
            yield f"- {_plain(wording.with_changes(sentence.text, sentence.changed))} ({where})"
        if not report.sentences:
            yield f"- {where}"
    if one.before:
        yield from ("", f"Before: {_plain(brief_text.before(one.before))} ({_source(one.before)})")


def _source(report: BriefReport) -> str:
    return _link(report.headline.source or f"article {report.headline.id}", report.url)


def _entries(entries: Sequence[BriefEntry], *, with_source: bool) -> Iterator[str]:
    for entry in entries:
        notes = brief_text.entry_notes(entry, with_source=with_source)
        yield f"- {_link(brief_text.title_of(entry.headline), entry.url)} ({_plain(notes)})"


def _plain(text: str) -> str:
    """Return text of an article that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _link(words: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return _plain(words)
    address = "".join(f"%{ord(char):02X}" if char in "<>() \\" else char for char in url)
    return f"[{_plain(words)}](<{address}>)"
