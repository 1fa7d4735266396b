"""The brief as plain text, and the words that all forms of it share."""

from collections.abc import Callable, Iterator, Sequence

from storage.model import Brief, BriefEntry, BriefFeed, BriefReport, BriefStory, Headline
from tui.layout import wording

_MOST_SOURCES = 6
SINGLE = "Single articles"
"""The heading above the articles of feeds that have one."""


def heading(brief: Brief) -> str:
    """Return what the brief covers, as "What happened since 1 Dec 2026, 08:00"."""
    return f"What happened since {wording.moment(brief.since)}"


def size(brief: Brief) -> str:
    """Return how much is in the brief, in words."""
    if not brief.articles:
        return "Nothing new and unread."
    told = len(brief.stories) + brief.more_stories
    stories = f" in {wording.count(told, 'story', 'stories')} and outside of stories" if told else ""
    return f"{wording.count(brief.articles, 'unread article')}{stories}."


def omitted(brief: Brief) -> list[str]:
    """Return a sentence for everything that was left out for brevity."""
    found = []
    if brief.more_stories:
        found.append(f"{wording.count(brief.more_stories, 'smaller story', 'smaller stories')} left out.")
    if brief.more_feeds:
        found.append(f"Articles of {wording.count(brief.more_feeds, 'more feed')} left out.")
    if brief.repeating:
        repeat = "repeats" if brief.repeating == 1 else "repeat"
        found.append(f"{wording.count(brief.repeating, 'article')} only {repeat} what was said before.")
    return found


def about_story(one: BriefStory) -> str:
    """Return how many articles a story has and from where, and the followed names in it."""
    named = [source or "without a source" for source in one.sources]
    more = len(named) - _MOST_SOURCES
    sources = ", ".join(named[:_MOST_SOURCES]) + (f" and {more:,} more" if more > 0 else "")
    return " · ".join([wording.count(one.articles, "article"), sources, *one.followed])


def before(report: BriefReport) -> str:
    """Return what was last said of a story, or the title of an earlier article, with the day."""
    said = report.sentences[0].text if report.sentences else report.headline.title or "Untitled"
    return f"{wording.day(report.headline.published)}: {said}"


def title_of(headline: Headline) -> str:
    """Return the title of an article, "Untitled" for none."""
    return headline.title or "Untitled"


def entry_notes(entry: BriefEntry, *, with_source: bool) -> str:
    """Return what stands behind the title of an article outside of stories."""
    parts = [entry.headline.source if with_source else "", wording.day(entry.headline.published)]
    return " · ".join([*filter(None, parts), *entry.followed])


def parted(feeds: tuple[BriefFeed, ...]) -> tuple[list[BriefFeed], list[BriefEntry]]:
    """Return the feeds with several articles, and the articles of those that have one."""
    several = [feed for feed in feeds if len(feed.entries) > 1 or feed.more]
    single = [feed.entries[0] for feed in feeds if len(feed.entries) == 1 and not feed.more]
    return several, single


Wrap = Callable[[str, str], str]
"""Breaks a line; the second text is what the lines after a break begin with."""


def as_text(brief: Brief, wrapped: Wrap) -> Iterator[str]:
    """Yield the lines of the brief."""
    yield heading(brief)
    yield size(brief)
    for one in brief.stories:
        yield from _story(one, wrapped)
    several, single = parted(brief.feeds)
    for feed in several:
        yield from ("", wrapped(feed.title, ""))
        yield from _entries(feed.entries, wrapped, with_source=False)
        if feed.more:
            yield f"  and {wording.count(feed.more, 'more article')}"
    if single:
        yield from ("", SINGLE)
        yield from _entries(single, wrapped, with_source=True)
    if left_out := omitted(brief):
        yield from ("", wrapped(" ".join(left_out), ""))


def _story(one: BriefStory, wrapped: Wrap) -> Iterator[str]:
    yield from ("", wrapped(one.story.title or "Untitled", ""), wrapped(about_story(one), ""))
    for report in one.news:
        where = f"({report.headline.source or 'without a source'}, article {report.headline.id})"
        for sentence in report.sentences:
            yield wrapped(f"  - {wording.with_changes(sentence.text, sentence.changed)} {where}", "    ")
        if not report.sentences:
            yield wrapped(f"  - {where}", "    ")
        if report.url:
            yield f"    {report.url}"
    if one.before:
        yield wrapped(f"  Before: {before(one.before)}", "    ")


def _entries(entries: Sequence[BriefEntry], wrapped: Wrap, *, with_source: bool) -> Iterator[str]:
    for entry in entries:
        notes = entry_notes(entry, with_source=with_source)
        yield wrapped(f"  - {title_of(entry.headline)} ({notes}, article {entry.headline.id})", "    ")
        if entry.url:
            yield f"    {entry.url}"
