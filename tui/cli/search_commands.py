"""The commands for saved searches."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from storage.desk import Desk
from storage.errors import NewsdeskError, NotFoundError
from storage.model import SavedSearch
from tui.cli import printing, reports
from tui.cli.parameters import AS_JSON, PATH, Listing, check_output, is_number, text, with_desk
from tui.layout.wording import count

_LARGEST_FILE = 20_000_000  # bytes
_SEARCH = click.argument("search", type=text)
_FOLDER = click.option("--folder", type=text, help='A folder, with "/" between levels; empty for none.')


@click.group(cls=Listing, subcommand_metavar="[COMMAND] [ARGS]...")
def searches() -> None:
    """List and change saved searches.

    Without a command, lists them with how many of their articles are unread. SEARCH is the number or the name
    of a saved search. `newsdesk undo` takes a change back.
    """


@searches.command("list")
@AS_JSON
@with_desk()
def list_(desk: Desk, as_json: bool) -> None:
    """List the saved searches."""
    desk.searches.refresh()
    found = desk.searches.all()
    if as_json:
        printing.json_array(asdict(one) for one in found)
        return
    for one in found:
        _print(one)
    if not found:
        printing.complain("No saved searches; `newsdesk searches save NAME QUERY` saves one.")


@searches.command()
@click.argument("name", type=text)
@click.argument("query", nargs=-1, required=True, type=text)
@_FOLDER
@AS_JSON
@with_desk(make=True)
def save(desk: Desk, name: str, query: tuple[str, ...], folder: str | None, as_json: bool) -> None:
    """Save QUERY under NAME."""
    _done(desk.searches.save(name, " ".join(query), folder or ""), as_json)


@searches.command()
@_SEARCH
@click.argument("name", type=text)
@AS_JSON
@with_desk()
def rename(desk: Desk, search: str, name: str, as_json: bool) -> None:
    """Give a saved search another name."""
    _done(desk.searches.edit(_find(desk, search).id, name=name), as_json)


@searches.command()
@_SEARCH
@click.option("--query", type=text, help="Another query.")
@click.option("--name", type=text, help="Another name; empty for the query itself.")
@_FOLDER
@AS_JSON
@with_desk()
def edit(
    desk: Desk, *, search: str, query: str | None, name: str | None, folder: str | None, as_json: bool
) -> None:
    """Change the query, name or folder of a saved search."""
    if query is None and name is None and folder is None:
        raise click.UsageError("Say what to change: --query, --name or --folder.")
    edited = desk.searches.edit(_find(desk, search).id, name=name, query=query, folder=folder)
    _done(edited, as_json)


@searches.command()
@_SEARCH
@click.argument("direction", type=click.Choice(["up", "down"]))
@AS_JSON
@with_desk()
def move(desk: Desk, search: str, direction: str, as_json: bool) -> None:
    """Move a saved search up or down among those of its folder."""
    found = _find(desk, search)
    if not desk.searches.move(found.id, -1 if direction == "up" else 1):
        end = "first" if direction == "up" else "last"
        printing.complain(f"“{found.name}” is the {end} one already.")
    _done(desk.searches.get(found.id), as_json)


@searches.command()
@click.argument("searches", metavar="SEARCH...", nargs=-1, required=True, type=text)
@with_desk()
def delete(desk: Desk, searches: tuple[str, ...]) -> None:
    """Delete saved searches; the articles that they find stay."""
    found = {one.id: one for one in (_find(desk, word) for word in searches)}
    desk.searches.delete(*found)
    for one in found.values():
        printing.line(f"Deleted “{one.name}”  {one.query}")


@searches.command()
@click.option("-o", "--output", "file", type=PATH, help="Write to this file, not to standard output.")
@with_desk()
def export(desk: Desk, file: Path | None) -> None:
    """Export the saved searches with their folders, as JSON."""
    check_output(desk, file)
    document = desk.searches.exported()
    if file is None:
        printing.json_document(document)
    else:
        printing.json_lines([document], file)


@searches.command("import")
@click.argument("file", type=PATH)
@with_desk(make=True)
def import_(desk: Desk, file: Path) -> None:
    """Import saved searches from a file that `export` wrote.

    Searches that are there already are left out.
    """
    new, troubles = desk.searches.import_document(_content(file), str(file))
    reports.troubles(troubles)
    printing.line(count(new, "new saved search", "new saved searches"))
    sys.exit(1 if troubles else 0)


def _content(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise NewsdeskError(f"{file} is larger than {_LARGEST_FILE // 1_000_000} MB.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise NewsdeskError(f"{file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise NewsdeskError(f"{file} is not a text in UTF-8.") from error


def _find(desk: Desk, word: str) -> SavedSearch:
    """Return the saved search with this number or name. Raises `NotFoundError` for none or several."""
    known = desk.searches.all()
    found = [one for one in known if is_number(word) and str(one.id) == word]
    found = found or [one for one in known if one.name == word]
    found = found or [one for one in known if one.name.casefold() == word.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(one.id) for one in found)
        raise NotFoundError(f"“{word}” can mean the saved searches {numbers}: give the number.")
    raise NotFoundError(f"There is no saved search “{word}”; `newsdesk searches` lists them.")


def _done(search: SavedSearch, as_json: bool) -> None:
    if as_json:
        printing.json_document(asdict(search))
    else:
        _print(search)


def _print(search: SavedSearch) -> None:
    place = f"{search.folder} / {search.name}" if search.folder else search.name
    counts = search.problem or f"{search.unread:,} unread of {search.articles:,}"
    printing.line(f"{search.id:>4}  {place}  {counts}  {search.query}")


COMMANDS = {"searches": searches}
