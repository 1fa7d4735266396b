"""What the commands print: for people by default, JSON on request, diagnostics on stderr."""

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from storage.desk import Desk
from storage.errors import DeskError
from storage.model import Article, Entity, Headline, IntakeReport, Link, Name, Progress, Spelling, View
from tui.wording import count, day, provenance

_STAGES = {"reading": "Reading", "analysing": "Analysing"}


@contextmanager
def progress(as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """Give a function that shows progress: JSON lines, a bar where stderr is a terminal, or nothing."""
    if as_json:
        yield lambda step: _print_json(asdict(step))
    elif not sys.stderr.isatty():
        yield lambda _: None
    else:
        with _bar() as show:
            yield show


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console  # noqa: PLC0415 - most commands print no bar
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {stage: bars.add_task(label, total=None, visible=False) for stage, label in _STAGES.items()}

        def show(step: Progress) -> None:
            bars.update(tasks[step.stage], completed=step.done, total=step.total or None, visible=True)

        yield show


def report(done: IntakeReport, as_json: bool) -> None:
    """Print what an import or analysis did; what went wrong goes to stderr, a line each."""
    if as_json:
        _print_json(asdict(done))
        return
    for trouble in done.troubles:
        click.echo(f"newsdesk: {trouble}", err=True)
    stored = done.new or done.changed or done.unchanged or not done.analysed
    parts = []
    if stored:
        parts = [count(done.new, "new article"), f"{done.changed:,} changed", f"{done.unchanged:,} unchanged"]
    if done.analysed:
        parts.append(f"{done.analysed:,} analysed")
    if done.troubles:
        parts.append(count(len(done.troubles), "problem"))
    click.echo(" · ".join(parts))


def articles(desk: Desk, view: View, limit: int, *, full: bool, as_json: bool) -> None:
    """Print the first rows of a view, as whole articles with `full`."""
    rows = desk.headlines(view, 0, limit)
    if as_json:
        json_document([desk.document(row.id) for row in rows] if full else [_row(row) for row in rows])
        return
    for row in rows:
        if full:
            article(desk.article(row.id), desk.names_in(row.id), desk.links_of(row.id))
        else:
            click.echo(_line(row))
    total = desk.count(view)
    if not rows:
        click.echo("No articles.", err=True)
    elif total > len(rows):
        click.echo(f"{len(rows):,} of {total:,} shown; --limit shows more.", err=True)


def article(shown: Article, names_: Sequence[Name], links: Sequence[Link]) -> None:
    """Print an article, its names by how much it is about them, and its links with their reasons."""
    about = [shown.source, shown.byline, day(shown.published), provenance(shown.provenance), shown.url]
    click.secho(shown.title or "Untitled", bold=True)
    click.echo(" · ".join(part for part in about if part))
    click.echo(f"\n{_wrapped(shown.text)}\n")
    if names_:
        click.secho("Names", bold=True)
        for name in names_:
            click.echo(f"  {name.entity.name} ({name.entity.kind}, {count(len(name.mentions), 'mention')})")
    for link in links:
        click.echo(f"\n{link.kind.capitalize()}: {link.other.id}  {link.other.title}")
        click.echo(f"  {link.reason}")


def names(entities: Sequence[Entity], spellings: Mapping[int, Sequence[Spelling]], as_json: bool) -> None:
    """Print entities, each with the ways in which it is written."""
    if as_json:
        json_document(
            [
                {**asdict(entity), "spellings": [asdict(one) for one in spellings[entity.id]]}
                for entity in entities
            ]
        )
        return
    for entity in entities:
        others = ", ".join(one.text for one in spellings[entity.id] if one.text != entity.name)
        also = f"  also {others}" if others else ""
        click.echo(
            f"{entity.id:>6}  {entity.name}  {entity.kind} · {count(entity.articles, 'article')}{also}"
        )
    if not entities:
        click.echo("No names.", err=True)


def peeked(document: Mapping[str, Any]) -> None:
    """Print what was found in a file."""
    click.echo(f"{document['kind']}: {count(len(document['articles']), 'article')}")
    for one in document["articles"]:
        click.secho(f"\n{one['title'] or 'Untitled'}", bold=True)
        about = [one["source"], one["byline"], one["published"] or "undated", one["url"]]
        click.echo(" · ".join(part for part in about if part))
        click.echo(f"\n{_wrapped(one['text'])}\n")
        for name in one["names"]:
            click.echo(f"  {name['name']} ({name['kind']}, {count(len(name['mentions']), 'mention')})")
    for trouble in document["troubles"]:
        place = f"{trouble['origin']}:{trouble['line']}" if trouble["line"] else trouble["origin"]
        click.echo(f"newsdesk: {place}: {trouble['message']}", err=True)


def json_document(document: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def json_lines(documents: Iterable[Mapping[str, Any]], file: Path | None) -> None:
    """Write one JSON object a line to a file or standard output. Raises `DeskError`."""
    if file is None:
        for document in documents:
            _print_json(document)
        return
    try:
        # Beside the file first: what fails halfway must not have destroyed an earlier export.
        unfinished = file.with_name(f"{file.name}.unfinished")
        with unfinished.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
        unfinished.replace(file)
    except OSError as error:
        raise DeskError(f"{file} can't be written: {error.strerror}.") from error


def printable(text: str) -> str:
    """Return a sentence without what a file name or setting in it could tell the terminal to do."""
    return "".join(char if char.isprintable() else "�" for char in text)


def _wrapped(text: str) -> str:
    """Break lines at words where a person reads them; a program gets the text as it is."""
    if not sys.stdout.isatty():
        return text
    width = min(80, shutil.get_terminal_size().columns)
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n"))


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))


def _row(row: Headline) -> dict[str, Any]:
    published = row.published.isoformat() if row.published else None
    return {**asdict(row), "published": published}


def _line(row: Headline) -> str:
    about = f"  ({row.source})" if row.source else ""
    marks = ("★" if row.starred else " ") + (" " if row.read else "●")
    return f"{row.id:>6} {marks} {day(row.published):>11}  {row.title or 'Untitled'}{about}"
