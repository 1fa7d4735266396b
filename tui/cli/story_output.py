"""Stories on standard output, for people."""

from collections.abc import Sequence

from storage.model import Headline, Link, Story, StoryPage
from tui.cli import printing
from tui.layout.wording import copies, day, day_of, describe_story, time_of


def stories(shown: Sequence[Story], total: int) -> None:
    """Print stories, a line each."""
    for one in shown:
        printing.line(
            f"{one.id:>6} {'●' if one.unread else ' '} {one.title or 'Untitled'}  ({describe_story(one)})"
        )
    if not shown:
        printing.complain("No stories.")
    elif total > len(shown):
        printing.complain(f"{len(shown):,} of {total:,} shown; --limit shows more.")


def page(shown: StoryPage) -> None:
    """Print a story: what is new, its articles by day, what came before and after it."""
    printing.line(shown.story.title or "Untitled", bold=True)
    printing.line(f"story {shown.story.id} · {describe_story(shown.story)}")
    printing.line("Sources: " + ", ".join(f"{source or 'unnamed'} ({n:,})" for source, n in shown.sources))
    for one in shown.news:
        printing.line(f"\nNew in {one.headline.id}  {one.headline.title or 'Untitled'}", bold=True)
        for sentence in one.sentences:
            printing.line(printing.wrapped(f"+ {sentence}"))
    for when, articles in shown.days:
        printing.line(f"\n{day_of(when) if when else 'Undated'}", bold=True)
        for article in articles:
            printing.line(_row(article, time_of(article.published)))
    for heading, links in (("Before this", shown.before), ("After this", shown.after)):
        if links:
            printing.line(f"\n{heading}", bold=True)
        for link in links:
            _related(link)
    if shown.merges:
        printing.line("\nBecame one story because of", bold=True)
    for pair in shown.merges:
        printing.line(f"  {pair.one.id} and {pair.other.id}: {pair.evidence}")


def _related(link: Link) -> None:
    printing.line(_row(link.other, day(link.other.published)))
    printing.line(f"{'':9}{link.reason}")


def _row(article: Headline, when: str) -> str:
    about = ", ".join(part for part in (article.source, when, copies(article.copies)) if part)
    mark = " " if article.read else "●"
    return f"{article.id:>6} {mark} {article.title or 'Untitled'}" + (f"  ({about})" if about else "")
