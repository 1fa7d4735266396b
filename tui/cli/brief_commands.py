"""The command for the brief."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from storage.desk import Desk
from storage.model import Brief
from storage.model.documents import brief_document
from storage.text import moments
from tui.cli import printing
from tui.cli.parameters import PATH, check_output, earlier_moment, with_desk
from tui.layout import brief_html, brief_markdown, brief_text


@click.command()
@click.option(
    "--since", metavar="TIME", help=f"What was published since then, such as {moments.EXAMPLES} or yesterday."
)
@click.option("--markdown", "form", flag_value="markdown", help="Write Markdown.")
@click.option("--html", "form", flag_value="html", help="Write one HTML page without scripts, fit for mail.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--output", type=PATH, metavar="FILE", help="Write to a file.")
@click.option("--peek", is_flag=True, help="Let the next brief begin where this one does.")
@with_desk()
def brief(desk: Desk, since: str | None, form: str | None, output: Path | None, peek: bool) -> None:
    """Tell what happened since the last brief, in the words of unread articles.

    Stories come first, those that most sources report and that have followed names, with their new sentences
    and what was said before; then the other articles by feed. The first brief looks back a day.
    """
    check_output(desk, output)
    found = desk.briefs.make(None if since is None else earlier_moment(since))
    if output is not None or form == "html":
        printing.utf8("".join(f"{line}\n" for line in _lines(found, form)), output)
    elif form == "json":
        printing.json_document(brief_document(found))
    else:
        for line in _lines(found, form):
            printing.line(line)
    if not peek:
        desk.briefs.mark(found.until)


def _lines(found: Brief, form: str | None) -> Iterator[str]:
    match form:
        case "json":
            return iter([json.dumps(brief_document(found), ensure_ascii=False, indent=2)])
        case "markdown":
            return brief_markdown.as_markdown(found)
        case "html":
            return brief_html.as_html(found)
        case _:
            return brief_text.as_text(found, lambda line, then: printing.wrapped(line, then=then))


COMMANDS = {"brief": brief}
