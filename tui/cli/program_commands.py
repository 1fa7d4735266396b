"""The commands that open articles in other programs, and download their files."""

from pathlib import Path

import click
from platformdirs import user_downloads_path

from storage.desk import Desk, programs
from storage.errors import NotFoundError, ProgramError
from storage.model import Article
from tui.cli import printing, reports
from tui.cli.parameters import AS_JSON, PATH, article_number, settings, with_desk


@click.command("open")
@click.argument("articles", metavar="ID...", nargs=-1, required=True, type=article_number)
@click.option("--file", "of_file", is_flag=True, help="Play the first file that comes with each, instead.")
@AS_JSON
@with_desk()
def open_(desk: Desk, articles: tuple[int, ...], of_file: bool, as_json: bool) -> None:
    """Open articles in the browser, or play their files.

    The browser is that of the variable BROWSER, else that of the system; without a display, one for the
    terminal. The player is that of the settings, [media] player.
    """
    opened = []
    for number in articles:
        address = _address(desk.articles.get(number), of_file)
        _start(_playing(address) if of_file else programs.browser_for(address))
        opened.append({"id": number, "url": address})
        if not as_json:
            printing.line(f"Opened {address}")
    if as_json:
        printing.json_array(opened)


@click.command()
@click.argument("article", metavar="ID", type=article_number)
@click.option(
    "--file", "number", type=click.IntRange(1, 50), default=1, show_default=True, help="Which of its files."
)
@click.option("--to", "folder", type=PATH, help="The folder, in place of that of the settings.")
@AS_JSON
@with_desk()
def download(desk: Desk, article: int, number: int, folder: Path | None, as_json: bool) -> None:
    """Download a file that comes with an article.

    A download that was cut goes on where it ended. No other file is overwritten. Without a folder in the
    settings, [media] folder, it goes to the downloads folder of your system.
    """
    target = folder or settings().media.folder or user_downloads_path()
    with reports.progress(as_json) as progress:
        path = desk.work.download(article, target.expanduser(), enclosure=number - 1, progress=progress)
    if as_json:
        printing.json_line({"downloaded": str(path), "troubles": []})
    else:
        printing.line(f"Saved as {path}")


def _address(article: Article, of_file: bool) -> str:
    files = [one.url for one in article.enclosures]
    found = next(filter(None, files if of_file else [article.url, *files]), "")
    if not found:
        what = "No file comes with" if of_file else "There is no address of"
        raise NotFoundError(f"{what} article {article.id}.")
    return found


def _playing(address: str) -> list[str]:
    player = settings().media.player
    if not player:
        raise ProgramError('There is no player: set [media] player = ["mpv", "{url}"].')
    return programs.with_address(player, address)


def _start(arguments: list[str]) -> None:
    if not programs.needs_terminal(arguments):
        programs.start(arguments)
    elif trouble := programs.run_in_terminal(arguments).trouble:
        raise ProgramError(trouble)


COMMANDS = {"open": open_, "download": download}
