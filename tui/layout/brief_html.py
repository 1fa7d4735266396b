"""The brief as one HTML file without scripts that loads nothing, for a browser and for mail."""

from collections.abc import Iterable, Iterator
from html import escape

from storage.model import Brief, BriefEntry, BriefReport, BriefStory
from tui.layout import brief_text, wording

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;color:#222;background:#fff}"
    "body{max-width:42em;margin:1.5em auto;padding:0 1em}"
    "h1{font-size:1.5em;margin:0}h2{font-size:1.15em;margin:1.6em 0 0}"
    "p{margin:.3em 0}ul{margin:.4em 0;padding-left:1.2em}li{margin:.3em 0}"
    ".about{color:#666;font-size:.85em}.before{color:#555;font-style:italic}a{color:#1a4f8a}"
)


def as_html(brief: Brief) -> Iterator[str]:
    """Yield the lines of the page."""
    title = escape(brief_text.heading(brief))
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield f'<p class="about">{escape(brief_text.size(brief))}</p>'
    for one in brief.stories:
        yield from _story(one)
    several, single = brief_text.parted(brief.feeds)
    for feed in several:
        yield f"<h2>{escape(feed.title)}</h2>"
        more = f"<li>and {wording.count(feed.more, 'more article')}</li>" if feed.more else ""
        yield from _entries(feed.entries, more, with_source=False)
    if single:
        yield f"<h2>{brief_text.SINGLE}</h2>"
        yield from _entries(single, "", with_source=True)
    if left_out := brief_text.omitted(brief):
        yield f'<p class="about">{escape(" ".join(left_out))}</p>'
    yield "</body></html>"


def _story(one: BriefStory) -> Iterator[str]:
    yield f"<h2>{escape(one.story.title or 'Untitled')}</h2>"
    yield f'<p class="about">{escape(brief_text.about_story(one))}</p>'
    yield "<ul>"
    for report in one.news:
        where = _source(report)
        for sentence in report.sentences:
            yield f"<li>{escape(wording.with_changes(sentence.text, sentence.changed))} ({where})</li>"
        if not report.sentences:
            yield f"<li>{where}</li>"
    yield "</ul>"
    if one.before:
        said = escape(brief_text.before(one.before))
        yield f'<p class="before">Before: {said} ({_source(one.before)})</p>'


def _source(report: BriefReport) -> str:
    return _link(report.headline.source or f"article {report.headline.id}", report.url)


def _entries(entries: Iterable[BriefEntry], more: str, *, with_source: bool) -> Iterator[str]:
    yield "<ul>"
    for entry in entries:
        notes = escape(brief_text.entry_notes(entry, with_source=with_source))
        title = _link(brief_text.title_of(entry.headline), entry.url)
        yield f'<li>{title} <span class="about">{notes}</span></li>'
    if more:
        yield more
    yield "</ul>"


def _link(words: str, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(words)}</a>'
