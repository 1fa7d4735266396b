"""The commands between the desk and files: import, export, peek, reanalyse."""

import sys
from pathlib import Path

import click

from storage.desk import Desk, peek
from storage.errors import NewsdeskError
from tui import output, printing, reports
from tui.parameters import AS_JSON, PATH, with_desk


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--defer", is_flag=True, help="Store now, analyse with the next import or `reanalyse`.")
@AS_JSON
@with_desk(make=True)
def import_(desk: Desk, paths: tuple[Path, ...], defer: bool, as_json: bool) -> None:
    """Import articles and subscriptions.

    PATH is a file or a folder. Articles come from text files (.txt), pages (.html), JSON lines (.jsonl) and
    saved feeds (.xml), subscriptions from OPML and newsboat's urls files.
    """
    with reports.progress(as_json) as progress:
        report = desk.take_in(paths, defer=defer, progress=progress)
    reports.intake(report, as_json)
    sys.exit(1 if report.troubles else 0)


@click.command()
@click.option("--pending", is_flag=True, help="Only the articles that were never analysed.")
@AS_JSON
@with_desk()
def reanalyse(desk: Desk, pending: bool, as_json: bool) -> None:
    """Run the analysis over the stored articles again."""
    with reports.progress(as_json) as progress:
        report = desk.reanalyse(everything=not pending, progress=progress)
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
        output.peeked(document)


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(["jsonl", "opml"]))
@click.option("-o", "--output", "file", type=PATH, help="A file in place of standard output.")
@with_desk()
def export(desk: Desk, format_: str, file: Path | None) -> None:
    """Export articles or subscriptions.

    FORMAT is jsonl for all articles with names and links, one JSON object a line, or opml for the
    subscriptions with their folders.
    """
    if file is not None and file.exists() and file.samefile(desk.path):
        raise NewsdeskError(f"{file} is the desk itself; name another file for the export.")
    if format_ == "opml":
        printing.utf8(desk.opml(), file)
    else:
        printing.json_lines(desk.documents(), file)


ALL = (import_, reanalyse, peek_, export)
