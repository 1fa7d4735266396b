"""The commands for stories: the list, a story's page, and corrections."""

from collections.abc import Sequence

import click

from storage.desk import Desk
from storage.model import Comparison, Headline, Link, Story, StoryFilter, StoryPage
from storage.model.documents import comparison_document, story_document, story_page_document
from storage.text import moments
from tui.cli import printing
from tui.cli.parameters import AS_JSON, LIMIT, article_number, later_moment, story_number, with_desk
from tui.cli.queries import ListByDefault, QueryCommand, query_argument, view_of
from tui.layout.wording import copies, count, day, day_of, describe_story, moment, time_of, with_changes

STORIES = click.argument("numbers", type=story_number, nargs=-1, required=True, metavar="STORY...")


@click.group(
    cls=ListByDefault, invoke_without_command=False, subcommand_metavar="[QUERY] | COMMAND [ARGS]..."
)
def stories() -> None:
    """List and correct stories: articles about one event.

    Without a command, lists stories: those that have an article which QUERY finds. `newsdesk undo` takes a
    correction back.
    """


@stories.command("list", cls=QueryCommand)
@query_argument()
@click.option("--unread", "which", flag_value="unread", help="Only stories with unread articles.")
@click.option("--starred", "which", flag_value="starred", help="Only starred stories.")
@click.option("--muted", "which", flag_value="muted", help="The muted stories, which are in no other list.")
@LIMIT
@AS_JSON
@with_desk()
def list_(desk: Desk, query: tuple[str, ...], which: str | None, limit: int, as_json: bool) -> None:
    """List stories, those with the newest article first.

    QUERY is what `newsdesk search` takes.
    """
    if query:
        _of_query(desk, query, which, limit, as_json)
        return
    wanted = StoryFilter(which or StoryFilter.ALL)
    found = desk.stories.newest(0, limit, wanted)
    if as_json:
        printing.json_array(map(story_document, found))
    else:
        _print_stories(found, desk.stories.count(wanted))


def _of_query(desk: Desk, query: Sequence[str], which: str | None, limit: int, as_json: bool) -> None:
    if which:
        raise click.UsageError(f"--{which} lists all such stories; leave out --{which} or the query.")
    with desk.snapshot():
        found = desk.stories.of_articles(desk.lists.ids(view_of(query)))
    if as_json:
        printing.json_array(map(story_document, found[:limit]))
    else:
        _print_stories(found[:limit], len(found))


@stories.command()
@click.argument("story", type=story_number)
@AS_JSON
@with_desk()
def show(desk: Desk, story: int, as_json: bool) -> None:
    """Show a story by day.

    Shows its sources, what is new, and related articles from before and after.
    """
    page = desk.stories.page(story)
    if as_json:
        printing.json_document(story_page_document(page))
    else:
        _print_page(page)


@stories.command()
@STORIES
@AS_JSON
@with_desk()
def read(desk: Desk, numbers: tuple[int, ...], as_json: bool) -> None:
    """Mark stories read.

    All their articles are read then, and those that still come, until one says something new.
    """
    changed = desk.stories.mark_read(numbers)
    printing.done(f"{_named(desk, numbers)} read ({count(changed, 'article')} marked).", as_json)


@stories.command()
@STORIES
@AS_JSON
@with_desk()
def unread(desk: Desk, numbers: tuple[int, ...], as_json: bool) -> None:
    """Mark stories unread, with all their articles."""
    changed = desk.stories.mark_read(numbers, False)
    printing.done(f"{_named(desk, numbers)} unread ({count(changed, 'article')} marked).", as_json)


@stories.command()
@STORIES
@AS_JSON
@with_desk()
def star(desk: Desk, numbers: tuple[int, ...], as_json: bool) -> None:
    """Star stories."""
    desk.stories.star(numbers)
    printing.done(f"{_named(desk, numbers)} starred.", as_json)


@stories.command()
@STORIES
@AS_JSON
@with_desk()
def unstar(desk: Desk, numbers: tuple[int, ...], as_json: bool) -> None:
    """Take the stars of stories away."""
    desk.stories.star(numbers, False)
    printing.done(f"{_named(desk, numbers)} not starred.", as_json)


@stories.command()
@STORIES
@click.option(
    "--until",
    default="1w",
    show_default=True,
    metavar="TIME",
    help=f"When they come back, such as {moments.EXAMPLES}.",
)
@AS_JSON
@with_desk()
def mute(desk: Desk, numbers: tuple[int, ...], until: str, as_json: bool) -> None:
    """Mute stories: until then they and their articles are in no list and no count.

    `newsdesk stories --muted` lists them.
    """
    end = later_moment(until)
    desk.stories.mute(numbers, end)
    printing.done(f"{_named(desk, numbers)} muted until {moment(end)}.", as_json)


@stories.command()
@STORIES
@AS_JSON
@with_desk()
def unmute(desk: Desk, numbers: tuple[int, ...], as_json: bool) -> None:
    """Show muted stories again."""
    desk.stories.mute(numbers, None)
    printing.done(f"{_named(desk, numbers)} not muted.", as_json)


@stories.command("not")
@click.argument("article", type=article_number)
@AS_JSON
@with_desk()
def not_(desk: Desk, article: int, as_json: bool) -> None:
    """Take an article out of its story for good."""
    printing.done(desk.stories.not_this_story(article), as_json)


@stories.command()
@click.argument("article", type=article_number)
@click.argument("other", type=article_number)
@AS_JSON
@with_desk()
def same(desk: Desk, article: int, other: int, as_json: bool) -> None:
    """Make the stories of two articles one."""
    printing.done(desk.stories.same(article, other), as_json)


@click.command()
@click.argument("article", type=article_number)
@click.argument("other", type=article_number)
@AS_JSON
@with_desk()
def compare(desk: Desk, article: int, other: int, as_json: bool) -> None:
    """Compare two reports: the sentences and names that only one of them has."""
    found = desk.stories.compare(article, other)
    if as_json:
        printing.json_document(comparison_document(found))
    else:
        _print_comparison(found)


def _named(desk: Desk, numbers: Sequence[int]) -> str:
    """Return the subject of a sentence about stories."""
    if len({*numbers}) > 1:
        return f"{count(len({*numbers}), 'story', 'stories')} are"
    return f"“{desk.stories.get(numbers[0]).title or 'Untitled'}” is"


def _print_stories(shown: Sequence[Story], total: int) -> None:
    for one in shown:
        mark = ("● " if one.unread else "  ") + ("★ " if one.starred else "")
        printing.line(f"{one.id:>6} {mark}{one.title or 'Untitled'}  ({describe_story(one)})")
    if not shown:
        printing.complain("No stories.")
    elif total > len(shown):
        printing.complain(f"{len(shown):,} of {total:,} shown; --limit shows more.")


def _print_page(shown: StoryPage) -> None:
    printing.line(shown.story.title or "Untitled", bold=True)
    starred = " · starred" if shown.story.starred else ""
    printing.line(f"story {shown.story.id} · {describe_story(shown.story)}{starred}")
    printing.line("Sources: " + ", ".join(f"{source or 'unnamed'} ({n:,})" for source, n in shown.sources))
    for one in shown.news:
        printing.line(f"\nNew in {one.headline.id}  {one.headline.title or 'Untitled'}", bold=True)
        for sentence in one.sentences:
            printing.line(printing.wrapped(f"+ {with_changes(sentence.text, sentence.changed)}"))
    for when, articles in shown.days:
        printing.line(f"\n{day_of(when) if when else 'Undated'}", bold=True)
        for article in articles:
            printing.line(_row(article, time_of(article.published)))
    for heading, links in (("Before this", shown.before), ("After this", shown.after)):
        if links:
            printing.line(f"\n{heading}", bold=True)
        for link in links:
            _print_related(link)
    if shown.merges:
        printing.line("\nWhy stories became one", bold=True)
    for pair in shown.merges:
        printing.line(f"  {pair.one.id} and {pair.other.id}: {pair.evidence}")


def _print_related(link: Link) -> None:
    printing.line(_row(link.other, day(link.other.published)))
    printing.line(f"{'':9}{link.reason}")


def _row(article: Headline, when: str) -> str:
    about = ", ".join(part for part in (article.source, when, copies(article.copies)) if part)
    mark = " " if article.read else "●"
    return f"{article.id:>6} {mark} {article.title or 'Untitled'}" + (f"  ({about})" if about else "")


def _print_comparison(comparison: Comparison) -> None:
    if not comparison.analysed:
        printing.complain("Not both articles are analysed yet: what only one of them says is not known.")
    for report in (comparison.left, comparison.right):
        article = report.article
        printing.line(f"{article.title or 'Untitled'}", bold=True)
        printing.line(
            " · ".join(filter(None, [f"article {article.id}", article.source, day(article.published)]))
        )
        for start, end in report.only:
            sentence = " ".join(article.text[start:end].split())
            printing.line(printing.wrapped(sentence, first="+ ", then="  "))
        if not report.only and comparison.analysed:
            printing.line("Says nothing that the other does not say.")
        if report.only_names:
            named = ", ".join(name.entity.name for name in report.only_names)
            printing.line(printing.wrapped(named, first="Only here: ", then="  "))
        if report is comparison.left:
            printing.line()


COMMANDS = {"stories": stories, "compare": compare}
