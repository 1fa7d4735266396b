"""The commands for stories: which there are, and what the reader decides about them."""

import click

from storage.desk import Desk
from storage.model.documents import story_document, story_page_document
from tui.cli import printing, story_output
from tui.cli.parameters import AS_JSON, LIMIT, article_number, story_number, with_desk


class _Listing(click.Group):
    """A group of commands that lists where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `newsdesk stories` for `newsdesk stories list`."""
        first = next((word for word in args if not word.startswith("-")), "")
        if first not in self.commands and not {"-h", "--help"} & {*args}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Listing, invoke_without_command=False)
def stories() -> None:
    """List stories: articles about one happening. `newsdesk undo` takes a correction back."""


@stories.command("list")
@LIMIT
@AS_JSON
@with_desk()
def list_(desk: Desk, limit: int, as_json: bool) -> None:
    """List stories, those with the newest article first (also without `list`)."""
    found = desk.stories.newest(0, limit)
    if as_json:
        printing.json_document([story_document(one) for one in found])
    else:
        story_output.stories(found, desk.stories.count())


@stories.command()
@click.argument("story", type=story_number)
@AS_JSON
@with_desk()
def show(desk: Desk, story: int, as_json: bool) -> None:
    """Show a story by day, with its sources, what is new in it, and what came before and after."""
    page = desk.stories.page(story)
    if as_json:
        printing.json_document(story_page_document(page))
    else:
        story_output.page(page)


@stories.command("not")
@click.argument("article", type=article_number)
@AS_JSON
@with_desk()
def not_(desk: Desk, article: int, as_json: bool) -> None:
    """Take an article out of its story; it never comes back by itself."""
    _say(desk.stories.not_this_story(article), as_json)


@stories.command()
@click.argument("article", type=article_number)
@click.argument("other", type=article_number)
@AS_JSON
@with_desk()
def same(desk: Desk, article: int, other: int, as_json: bool) -> None:
    """Say that two articles, with all in their stories, are the same story."""
    _say(desk.stories.same(article, other), as_json)


def _say(sentence: str, as_json: bool) -> None:
    if as_json:
        printing.json_document({"done": sentence})
    else:
        printing.line(sentence)


ALL = (stories,)
