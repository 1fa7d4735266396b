"""What starts a program for an article: functions that run in a thread and return one message."""

import json
from collections.abc import Sequence

from textual.message import Message
from textual.worker import get_current_worker

from storage.desk import Desk, programs
from storage.errors import ProgramError
from storage.model import Article, Enclosure
from storage.settings import Bookmark, Media
from tui.layout import wording
from tui.messages import Say
from tui.queries.results import RunInTerminal

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
    """Play the first enclosure of an article."""
    enclosures = desk.articles.get(article).enclosures
    return play(media, enclosures[0]) if enclosures else Say("No file comes with this article.")


def play(media: Media, enclosure: Enclosure) -> Message:
    """Play an enclosure."""
    if not programs.is_web_address(enclosure.url):
        raise ProgramError("Only addresses of the web are opened.")
    if not media.player:
        raise ProgramError('There is no player: set [media] player = ["mpv", "{url}"].')
    arguments = programs.fill(media.player, {"url": enclosure.url})
    if enclosure.url not in " ".join(arguments):
        arguments.append(enclosure.url)
    what = wording.describe_file(enclosure)
    return _launch(arguments, f"Playing {what}", f"Played {what}")


def bookmark(desk: Desk, settings: Bookmark, article: int) -> Message:
    """Run the reader's bookmark command on an article, with the article as JSON on its standard input."""
    if not settings.run:
        raise ProgramError('There is no bookmark command: set [bookmark] run = ["program", "{url}"].')
    found = desk.articles.get(article)
    arguments = programs.fill(settings.run, values_of(found))
    given = json.dumps(desk.articles.document(article), ensure_ascii=False).encode()
    if programs.needs_terminal(arguments):
        return RunInTerminal(arguments, "Bookmarked", given)
    worker = get_current_worker()
    outcome = programs.run(arguments, given, is_cancelled=lambda: worker.is_cancelled)
    if outcome.trouble:
        raise ProgramError(outcome.trouble)
    said = outcome.output.strip().splitlines()
    return Say(f"Bookmarked{f': {said[-1]}' if said else ''}")


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
