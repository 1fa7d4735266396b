"""Articles and names on standard output: for people by default, JSON on request."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from storage.desk import Desk
from storage.model import Article, Extent, Headline, Link, Name, Story, View
from tui.cli import printing
from tui.layout.wording import count, day, describe_story, guess, language, other_reports, provenance

_MOST_LINKS = 12
_CUT = {Extent.TRUNCATED: "cut short", Extent.PAYWALLED: "behind a paywall"}


def articles(desk: Desk, view: View, limit: int, *, full: bool, as_json: bool) -> None:
    """Print the first rows of a view, as whole articles with `full`."""
    rows = desk.lists.headlines(view, 0, limit)
    if as_json:
        printing.json_document(
            [desk.articles.document(row.id) for row in rows] if full else [_row(row) for row in rows]
        )
        return
    for row in rows:
        if full:
            article(
                desk.articles.get(row.id),
                desk.articles.names(row.id),
                desk.articles.links(row.id),
                desk.stories.of(row.id),
            )
        else:
            printing.line(_line(row))
    total = desk.lists.count(view)
    if not rows:
        printing.complain("No articles.")
    elif total > len(rows):
        printing.complain(f"{len(rows):,} of {total:,} shown; --limit shows more.")


def article(shown: Article, names_: Sequence[Name], links: Sequence[Link], story: Story | None) -> None:
    """Print an article, its names by how much it is about them, its story, its links with their reasons."""
    about = [
        shown.source,
        shown.byline,
        day(shown.published),
        provenance(shown.provenance),
        language(shown.language),
        _CUT.get(shown.extent, ""),
        shown.url,
    ]
    printing.line(shown.title or "Untitled", bold=True)
    printing.line(" · ".join(part for part in about if part))
    if shown.page_trouble:
        printing.line(f"Its page could not be had: {shown.page_trouble}")
    printing.line(f"\n{printing.wrapped(shown.text)}\n")
    for enclosure in shown.enclosures:
        printing.line(f"  {enclosure.url} ({enclosure.type or 'a file'}{_size(enclosure.size)})")
    if names_:
        if shown.enclosures:
            printing.line()
        printing.line("Names", bold=True)
        for name in names_:
            guesses = dict.fromkeys(filter(None, map(guess, name.routes)))
            about = [name.entity.kind, count(len(name.mentions), "mention"), *guesses]
            printing.line(f"  {name.entity.name} ({', '.join(about)})")
    if story:
        printing.line(f"\nStory: {story.id}  {story.title}")
        printing.line(f"  {describe_story(story)}")
    for link in links[:_MOST_LINKS]:
        printing.line(f"\n{link.label.capitalize()}: {link.other.id}  {link.other.title}")
        printing.line(f"  {link.reason}")
    if (more := len(links) - _MOST_LINKS) > 0:
        printing.line(f"\nand {count(more, 'more link')}; --json has them all")


def peeked(document: Mapping[str, Any]) -> None:
    """Print what was found in a file or at an address."""
    title = f" “{document['title']}”" if document["kind"] == "feed" else ""
    printing.line(f"{document['kind']}{title}: {count(len(document['articles']), 'article')}")
    for one in document["articles"]:
        printing.line(f"\n{one['title'] or 'Untitled'}", bold=True)
        cut = "" if one["extent"] == Extent.WHOLE else _CUT[Extent(one["extent"])]
        about = [one["source"], one["byline"], _day_of(one), language(one["language"]), cut, one["url"]]
        printing.line(" · ".join(part for part in about if part))
        printing.line(f"\n{printing.wrapped(one['text'])}\n")
        for name in one["names"]:
            printing.line(f"  {name['name']} ({name['kind']}, {count(len(name['mentions']), 'mention')})")
    for trouble in document["troubles"]:
        place = f"{trouble['origin']}:{trouble['line']}" if trouble["line"] else trouble["origin"]
        printing.complain(f"newsdesk: {place}: {trouble['message']}")


def _day_of(document: Mapping[str, Any]) -> str:
    published = document["published"]
    return day(datetime.fromisoformat(published) if published else None)


def _row(row: Headline) -> dict[str, Any]:
    published = row.published.isoformat() if row.published else None
    return {**asdict(row), "published": published}


def _line(row: Headline) -> str:
    parts = [part for part in (row.source, *other_reports(row)) if part]
    about = f"  ({' · '.join(parts)})" if parts else ""
    marks = ("★" if row.starred else " ") + (" " if row.read else "●")
    return f"{row.id:>6} {marks} {day(row.published):>11}  {row.title or 'Untitled'}{about}"


def _size(size: int) -> str:
    return f", {size / 1_000_000:.1f} MB" if size else ""
