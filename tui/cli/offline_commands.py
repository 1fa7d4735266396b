"""The command that fetches what is needed to read without a network."""

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from storage.desk import Desk
from storage.model import Filter, Sort
from tui.cli import reports
from tui.cli.parameters import AS_JSON, DEFER, row_limit, settings, with_desk
from tui.cli.queries import QueryCommand, query_argument, view_of


@click.command(cls=QueryCommand)
@query_argument()
@click.option("--waiting", is_flag=True, help="Only the pages that wait in the queue, read or not.")
@click.option("--limit", type=row_limit, metavar="NUMBER", help="The most articles; the newest come first.")
@click.option("--no-pictures", is_flag=True, help="Only the pages.")
@DEFER
@AS_JSON
@with_desk()
def offline(
    desk: Desk,
    query: tuple[str, ...],
    *,
    waiting: bool,
    limit: int | None,
    no_pictures: bool,
    defer: bool,
    as_json: bool,
) -> None:
    """Fetch the pages and pictures of unread articles, to read them without a network.

    QUERY is what `newsdesk search` takes; without it, all unread articles are meant. What is stored already
    is not fetched again, so a run that was stopped goes on where it was.
    """
    if waiting and (query or limit):
        raise click.UsageError("--waiting fetches the queue of pages; leave out the query and --limit.")
    articles = None if waiting else _unread(desk, query, limit)
    with reports.progress(as_json) as progress:
        report = desk.work.fetch_pages(articles, defer=defer, progress=progress)
        if articles and settings().pictures.show and not no_pictures:
            pictures = desk.work.fetch_pictures(articles, progress=progress)
            troubles = (*report.troubles, *pictures.troubles)
            report = replace(report, pictures=pictures.pictures, troubles=troubles)
    reports.pages(report, as_json)
    sys.exit(1 if report.troubles else 0)


def _unread(desk: Desk, query: Sequence[str], limit: int | None) -> list[int]:
    return desk.lists.ids(view_of(query, which=Filter.UNREAD, sort=Sort.DATE))[:limit]


COMMANDS = {"offline": offline}
