"""Articles on standard output: text for people, JSON for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import (
    Article,
    Change,
    Extent,
    Headline,
    Link,
    Name,
    Replacement,
    Revision,
    Story,
    View,
)
from storage.text.sentence_changes import only_changed
from tui.cli import printing
from tui.layout.blocks import with_bullets
from tui.layout.wording import (
    count,
    day,
    describe_story,
    guess,
    labels,
    language,
    moment,
    other_reports,
    provenance,
)

_MAX_LINKS = 12
_SHORTENED = {
    Extent.TEASER: "a teaser",
    Extent.TRUNCATED: "cut short",
    Extent.PAYWALLED: "behind a paywall",
}
_MARKS = {Change.KEPT: " ", Change.REMOVED: "-", Change.ADDED: "+"}
_COLOURS = {"-": "red", "+": "green"}


def articles(desk: Desk, view: View, limit: int, *, full: bool, as_json: bool) -> None:
    """Print the first rows of a view, as whole articles with `full`."""
    rows = desk.lists.headlines(view, 0, limit)
    if as_json:
        printing.json_array(_documents(desk, rows) if full else map(_row_document, rows))
        return
    for row in rows:
        if full:
            article_of(desk, row.id)
        else:
            printing.line(_row(row))
    total = desk.lists.count(view)
    if not rows:
        printing.complain("No articles.")
    elif total > len(rows):
        printing.complain(f"{len(rows):,} of {total:,} shown; --limit shows more.")


def article_of(desk: Desk, number: int) -> None:
    """Print an article of a desk. Raises `NotFoundError`."""
    with desk.snapshot():
        shown, names = desk.articles.get(number), desk.articles.names(number)
        links, story = desk.articles.links(number), desk.stories.of(number)
    article(shown, names, links, story)


def article(shown: Article, names: Sequence[Name], links: Sequence[Link], story: Story | None) -> None:
    """Print an article with its main names first, its story, and its links with their reasons."""
    about = [
        shown.source,
        shown.byline,
        day(shown.published, approximate=shown.approximate_date),
        provenance(shown.provenance),
        language(shown.language),
        _SHORTENED.get(shown.extent, ""),
        shown.url,
    ]
    printing.line(shown.title or "Untitled", bold=True)
    printing.line(" · ".join(part for part in about if part))
    if shown.page_trouble:
        printing.line(f"Its page could not be fetched: {shown.page_trouble}")
    printing.line(f"\n{printing.wrapped(with_bullets(shown.text, shown.spans))}\n")
    for enclosure in shown.enclosures:
        printing.line(f"  {enclosure.url} ({enclosure.type or 'a file'}{_size(enclosure.size)})")
    if names:
        if shown.enclosures:
            printing.line()
        printing.line("Names", bold=True)
        for name in names:
            guesses = dict.fromkeys(filter(None, map(guess, name.routes)))
            about = [name.entity.kind, count(len(name.mentions), "mention"), *guesses]
            printing.line(f"  {name.entity.name} ({', '.join(about)})")
    if story:
        printing.line(f"\nStory: {story.id}  {story.title}")
        printing.line(f"  {describe_story(story)}")
    for link in links[:_MAX_LINKS]:
        printing.line(f"\n{link.label.capitalize()}: {link.other.id}  {link.other.title}")
        printing.line(f"  {link.reason}")
    if (more := len(links) - _MAX_LINKS) > 0:
        printing.line(f"\nand {count(more, 'more link')}; --json has them all")


def peeked(document: Mapping[str, Any]) -> None:
    """Print what is in a file or at an address."""
    title = f" “{document['title']}”" if document["kind"] == "feed" else ""
    feeds = document["feeds"]
    found = [count(len(document["articles"]), "article")] if document["articles"] or not feeds else []
    found += [count(len(feeds), "feed")] if feeds else []
    printing.line(f"{document['kind']}{title}: {', '.join(found)}")
    for feed in feeds:
        named = " · ".join(part for part in (feed["title"], feed["folder"]) if part)
        printing.line(f"  {feed['url']}" + (f"  ({named})" if named else ""))
    for one in document["articles"]:
        published = datetime.fromisoformat(one["published"]) if one["published"] else None
        shortened = _SHORTENED.get(Extent(one["extent"]), "")
        about = [
            one["source"],
            one["byline"],
            day(published, approximate=one["approximate_date"]),
            language(one["language"]),
            shortened,
            one["url"],
        ]
        printing.line(f"\n{one['title'] or 'Untitled'}", bold=True)
        printing.line(" · ".join(part for part in about if part))
        printing.line(f"\n{printing.wrapped(one['text'])}\n")
        for name in one["names"]:
            printing.line(f"  {name['name']} ({name['kind']}, {count(len(name['mentions']), 'mention')})")
    for trouble in document["troubles"]:
        place = f"{trouble['origin']}:{trouble['line']}" if trouble["line"] else trouble["origin"]
        printing.complain(f"newsdesk: {place}: {trouble['message']}")


def revisions(desk: Desk, number: int, *, as_json: bool) -> None:
    """Print the sentences that came and went with each change, the latest first. Raises `NotFoundError`."""
    with desk.snapshot():
        shown, earlier = desk.articles.get(number), desk.articles.revisions(number)
        replacements = desk.articles.replacements(number)
    if as_json:
        by_time = {(one.replaced, one.provenance): one for one in replacements}
        printing.json_array(_revision_document(one, by_time[one.replaced, one.provenance]) for one in earlier)
    elif replacements:
        _replacements(shown, replacements)
    else:
        printing.complain("The text has not changed.")


def _replacements(now: Article, replacements: Sequence[Replacement]) -> None:
    printing.line(now.title or "Untitled", bold=True)
    changes = count(len(replacements), "change")
    printing.line(f"{changes}; - marks what was removed, + what was added")
    for one in replacements:
        printing.line(
            f"\n{moment(datetime.fromtimestamp(one.replaced, UTC))} · {provenance(one.provenance)}", bold=True
        )
        for change, sentence in only_changed(one.sentences):
            mark = _MARKS[change]
            text = printing.wrapped(sentence, first=f"{mark} ", then=f"{mark} ")
            printing.line(text, colour=_COLOURS.get(mark, ""))


def _documents(desk: Desk, rows: Sequence[Headline]) -> Iterator[dict[str, Any]]:
    for row in rows:
        try:
            document = desk.articles.document(row.id)
        except NotFoundError:  # deleted meanwhile
            continue
        yield document


def _row_document(row: Headline) -> dict[str, Any]:
    published = row.published.isoformat() if row.published else None
    return {**asdict(row), "published": published}


def _revision_document(one: Revision, by: Replacement) -> dict[str, Any]:
    return {
        "replaced": datetime.fromtimestamp(one.replaced, UTC).isoformat(timespec="seconds"),
        "title": one.title,
        "text": one.text,
        "provenance": one.provenance.value,
        "changes": [
            {"change": change.value, "sentence": sentence}
            for change, sentence in by.sentences
            if change is not Change.KEPT
        ],
    }


def _row(row: Headline) -> str:
    parts = [part for part in (row.source, *other_reports(row), labels(row.labels)) if part]
    about = f"  ({' · '.join(parts)})" if parts else ""
    when = day(row.published, approximate=row.approximate_date)
    marks = ("★" if row.starred else " ") + (" " if row.read else "●")
    return f"{row.id:>6} {marks} {when:>11}  {row.title or 'Untitled'}{about}"


def _size(size: int) -> str:
    return f", {size / 1_000_000:.1f} MB" if size else ""
