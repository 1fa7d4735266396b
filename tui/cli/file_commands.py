"""The commands for files and the analysis: import, export, peek, reanalyse."""

import sys
from pathlib import Path

import click

from storage.desk import Desk, peek
from tui.cli import article_output, printing, reports
from tui.cli.parameters import AS_JSON, DEFER, PATH, check_output, with_desk
from tui.cli.queries import QueryCommand, numbers_to_export, query_argument


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@DEFER
@AS_JSON
@with_desk(make=True)
def import_(desk: Desk, paths: tuple[Path, ...], defer: bool, as_json: bool) -> None:
    """Import articles and subscriptions.

    PATH is a file or a folder. newsdesk reads articles from text files (.txt), pages (.html), JSON lines
    (.jsonl) and saved feeds (.xml), subscriptions from OPML files and newsboat's urls files, and
    corrections of names from a file that `export corrections` wrote.
    """
    with reports.progress(as_json) as progress:
        report = desk.work.import_files(paths, defer=defer, progress=progress)
    reports.intake(report, as_json)
    sys.exit(1 if report.troubles else 0)


@click.command()
@click.option("--pending", is_flag=True, help="Only the articles that wait for analysis.")
@click.option("--names", is_flag=True, help="Only decide again which names are the same.")
@AS_JSON
@with_desk()
def reanalyse(desk: Desk, pending: bool, names: bool, as_json: bool) -> None:
    """Analyse the stored articles again."""
    if pending and names:
        raise click.UsageError("Use --pending or --names, not both.")
    with reports.progress(as_json) as progress:
        if names:
            report = desk.work.resolve_names(progress=progress)
        else:
            report = desk.work.reanalyse(everything=not pending, progress=progress)
    reports.intake(report, as_json, nothing="Nothing pending." if pending else "Nothing to analyse.")
    sys.exit(1 if report.troubles else 0)


@click.command("peek")
@click.argument("source", metavar="URL|FILE")
@AS_JSON
def peek_(source: str, as_json: bool) -> None:
    """Show what newsdesk would make of a feed, page or file.

    Nothing is stored.
    """
    document = peek(source)
    if as_json:
        printing.json_document(document)
    else:
        article_output.peeked(document)


@click.command(cls=QueryCommand)
@click.argument("format_", metavar="FORMAT", type=click.Choice(["jsonl", "markdown", "opml", "corrections"]))
@query_argument()
@click.option("--output", "-o", "file", type=PATH, help="Write to this file, not to standard output.")
@AS_JSON
@with_desk()
def export(desk: Desk, format_: str, query: tuple[str, ...], file: Path | None, as_json: bool) -> None:
    """Export articles, subscriptions or corrections.

    FORMAT is jsonl for articles with names and links, one JSON object a line; markdown for a folder of
    notes; opml for the subscriptions with their folders; or corrections for your corrections of names.
    QUERY is what `newsdesk search` takes; without it, all articles are exported.

    `newsdesk export markdown [QUERY] DIR` writes a note for each article, and for the names and stories that
    several have. They link to one another as Obsidian has it. Written again, notes change where the desk
    has; files that are not newsdesk's, and notes that you have changed, stay as they are.
    """
    if format_ == "markdown":
        _export_notes(desk, query, file, as_json)
        return
    check_output(desk, file)
    if query and format_ != "jsonl":
        raise click.UsageError(f"{format_} has no articles, so leave out the query.")
    if format_ == "opml":
        printing.utf8(desk.feeds.opml(), file)
    elif format_ == "corrections":
        printing.json_lines(desk.names.correction_documents(), file)
    else:
        printing.json_lines(desk.articles.documents(numbers_to_export(desk, query)), file)


def _export_notes(desk: Desk, words: tuple[str, ...], file: Path | None, as_json: bool) -> None:
    if file is not None or not words:
        raise click.UsageError("Name a folder at the end: `newsdesk export markdown [QUERY] DIR`.")
    *query, folder = words
    numbers = numbers_to_export(desk, query)
    with reports.progress(as_json) as progress:
        report = desk.exports.notes(numbers, Path(folder).expanduser(), progress=progress)
    reports.notes(report, as_json)


COMMANDS = {"import": import_, "reanalyse": reanalyse, "peek": peek_, "export": export}
