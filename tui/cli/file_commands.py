"""The commands between the desk and files: import, export, peek, reanalyse."""

import sys
from pathlib import Path

import click

from storage.desk import Desk, peek
from storage.errors import NewsdeskError
from tui.cli import article_output, printing, reports
from tui.cli.parameters import AS_JSON, PATH, with_desk


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--defer", is_flag=True, help="Store now, analyse with the next import or `reanalyse`.")
@AS_JSON
@with_desk(make=True)
def import_(desk: Desk, paths: tuple[Path, ...], defer: bool, as_json: bool) -> None:
    """Import articles and subscriptions.

    PATH is a file or a folder. Articles come from text files (.txt), pages (.html), JSON lines (.jsonl) and
    saved feeds (.xml), subscriptions from OPML and newsboat's urls files, corrections of names from
    what `export corrections` wrote.
    """
    with reports.progress(as_json) as progress:
        report = desk.work.import_files(paths, defer=defer, progress=progress)
    reports.intake(report, as_json)
    sys.exit(1 if report.troubles else 0)


@click.command()
@click.option("--pending", is_flag=True, help="Only the articles that were never analysed.")
@click.option("--names", is_flag=True, help="Only who and what the names mean; nothing is read again.")
@AS_JSON
@with_desk()
def reanalyse(desk: Desk, pending: bool, names: bool, as_json: bool) -> None:
    """Run the analysis over the stored articles again."""
    if pending and names:
        raise click.UsageError("Either --pending or --names.")
    with reports.progress(as_json) as progress:
        if names:
            report = desk.work.resolve_names(progress=progress)
        else:
            report = desk.work.reanalyse(everything=not pending, progress=progress)
    reports.intake(report, as_json)
    sys.exit(1 if report.troubles else 0)


@click.command("peek")
@click.argument("source", metavar="URL|FILE")
@AS_JSON
def peek_(source: str, as_json: bool) -> None:
    """Show what is in a feed, page or file.

    Prints what newsdesk would make of it, and stores nothing.
    """
    document = peek(source)
    if as_json:
        printing.json_document(document)
    else:
        article_output.peeked(document)


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(["jsonl", "opml", "corrections"]))
@click.option("-o", "--output", "file", type=PATH, help="A file in place of standard output.")
@with_desk()
def export(desk: Desk, format_: str, file: Path | None) -> None:
    """Export articles, subscriptions or corrections.

    FORMAT is jsonl for all articles with names and links, one JSON object a line, opml for the
    subscriptions with their folders, or corrections for what you have decided about names.
    """
    if file is not None and file.exists() and file.samefile(desk.path):
        raise NewsdeskError(f"{file} is the desk itself; name another file for the export.")
    if format_ == "opml":
        printing.utf8(desk.feeds.opml(), file)
    elif format_ == "corrections":
        printing.json_lines(desk.names.correction_documents(), file)
    else:
        printing.json_lines(desk.articles.documents(), file)


ALL = (import_, reanalyse, peek_, export)
