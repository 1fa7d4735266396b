"""What starts a program for an article: functions that run in a thread and return one message."""

import json
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_documents_path
from textual.message import Message
from textual.worker import get_current_worker

from storage.desk import Desk, programs
from storage.errors import ProgramError
from storage.model import Article, Enclosure, Format
from storage.settings import Bookmark, Media, Save
from storage.settings.locations import abbreviated
from tui.layout import wording
from tui.messages import Say, Written
from tui.queries.results.programs import DownloadWanted, FolderWanted, PipeWanted, ProgramEnded, RunInTerminal

_HISTORY, _FOLDER = "pipe", "save.folder"
_MAX_COMMANDS = 50
_NO_ADDRESS = "This article has no address."


def open_article(desk: Desk, article: int) -> Message:
    """Open the address of an article, or else of a file that came with it, in the browser."""
    found = desk.articles.get(article)
    addresses = (found.url, *(enclosure.url for enclosure in found.enclosures))
    address = next(filter(None, addresses), "")
    return open_address(address) if address else Say(_NO_ADDRESS)


def open_address(address: str) -> Message:
    """Open an address in the browser."""
    return _launch(programs.browser_for(address), f"Opened {address}", f"Opened {address}")


def play_first(desk: Desk, media: Media, article: int) -> Message:
    """Play the first enclosure of an article, or download it if the reader has no player."""
    enclosures = desk.articles.get(article).enclosures
    return play(media, article, 1, enclosures[0]) if enclosures else Say("No file comes with this article.")


def play(media: Media, article: int, number: int, enclosure: Enclosure) -> Message:
    """Play an enclosure of an article (1 is the first), or download it if the reader has no player."""
    if not media.player:
        return DownloadWanted(article, number)
    arguments = programs.with_address(media.player, enclosure.url)
    what = wording.describe_file(enclosure)
    return _launch(arguments, f"Playing {what}", f"Played {what}")


def bookmark(desk: Desk, settings: Bookmark, article: int) -> Message:
    """Run the reader's bookmark command on an article, with the article as JSON on its standard input."""
    if not settings.run:
        raise ProgramError('There is no bookmark command: set [bookmark] run = ["program", "{url}"].')
    found = desk.articles.get(article)
    arguments = programs.fill(settings.run, values_of(found))
    given = desk.exports.text(article, Format.JSON).encode()
    if programs.needs_terminal(arguments):
        return RunInTerminal(arguments, "Bookmarked", given)
    worker = get_current_worker()
    outcome = programs.run(arguments, given, is_cancelled=lambda: worker.is_cancelled)
    if outcome.trouble:
        raise ProgramError(outcome.trouble)
    said = outcome.output.strip().splitlines()
    return Say(f"Bookmarked{f': {said[-1]}' if said else ''}")


def pipe_wanted(desk: Desk, article: int) -> PipeWanted:
    """Load the commands that the reader has given articles to."""
    commands, written = _history(desk)
    return PipeWanted(article, commands, written)


def remember_command(desk: Desk, command: str, written: Format) -> Written:
    """Store a command as the latest, and its format."""
    commands = [command, *(one for one in _history(desk)[0] if one != command)][:_MAX_COMMANDS]
    desk.values.set(_HISTORY, json.dumps({"commands": commands, "format": written.value}))
    return Written()


def _history(desk: Desk) -> tuple[list[str], Format]:
    try:
        stored = json.loads(desk.values.get(_HISTORY) or "{}")
        return list(map(str, stored.get("commands", []))), Format(stored.get("format", Format.MARKDOWN))
    except (ValueError, TypeError, AttributeError):  # written by a later newsdesk
        return [], Format.MARKDOWN


def pipe(desk: Desk, article: int, arguments: Sequence[str], written: Format, in_terminal: bool) -> Message:
    """Run a program with an article on its standard input."""
    given = desk.exports.text(article, written).encode()
    if in_terminal:
        return RunInTerminal(arguments, "", given)
    worker = get_current_worker()
    outcome = programs.run(arguments, given, is_cancelled=lambda: worker.is_cancelled)
    if (outcome.output + outcome.errors).strip():
        return ProgramEnded(outcome)
    if outcome.trouble:
        raise ProgramError(outcome.trouble)
    return Say(f"“{outcome.program}” printed nothing.")


def save(desk: Desk, settings: Save, article: int) -> Message:
    """Save an article in the folder of the settings, or in the one that the reader chose."""
    chosen = desk.values.get(_FOLDER)
    folder = settings.folder or (Path(chosen) if chosen else None)
    if folder is None:
        return FolderWanted(article, abbreviated(user_documents_path() / "newsdesk"))
    path, written = desk.exports.save(article, folder)
    shown = abbreviated(path)
    return Written(f"Saved as {shown}" if written else f"You have changed {shown}; it stays as it is.")


def save_in(desk: Desk, folder: Path, article: int) -> Message:
    """Save an article in a folder, and the next ones too."""
    path, _ = desk.exports.save(article, folder)
    desk.values.set(_FOLDER, str(folder))
    return Written(f"Saved as {abbreviated(path)}")


def values_of(article: Article) -> dict[str, str]:
    """Return what a command of the reader can have in its arguments."""
    return {
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else "",
        "id": str(article.id),
    }


def _launch(arguments: Sequence[str], begun: str, done: str) -> Message:
    """Start a program that has windows and say what has `begun`, or have it run in the terminal."""
    if programs.needs_terminal(arguments):
        return RunInTerminal(arguments, done)
    programs.start(arguments)
    return Say(begun)
