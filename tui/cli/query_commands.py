"""The command that says what a query means."""

import click

from storage.query.explanation import explain as explained
from storage.query.parser import parse
from storage.query.printer import printed
from tui.cli import printing
from tui.cli.parameters import AS_JSON
from tui.cli.queries import QueryCommand, joined, query_argument


@click.group("query")
def query_group() -> None:
    """Explain the query language; docs/queries.md describes it."""


@query_group.command(cls=QueryCommand)
@query_argument(required=True)
@AS_JSON
def explain(query: tuple[str, ...], as_json: bool) -> None:
    """Say in words which articles a query finds, and in which order."""
    parsed = parse(joined(query))
    if as_json:
        printing.json_document(
            {"query": printed(parsed), "explanation": explained(parsed), "sort": parsed.order}
        )
    else:
        printing.line(explained(parsed))


COMMANDS = {"query": query_group}
