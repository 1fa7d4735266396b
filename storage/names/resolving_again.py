"""All names of a desk resolved again, from the stored mentions and the reader's corrections.

Each article keeps its names, of previous entities, until they are replaced in one write.
"""

from collections.abc import Callable, Iterable

from storage.database import key_values
from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.names import entities, previous_entities
from storage.model import Progress
from storage.names.desk_entities import read_constraints
from storage.names.recording import resolve_again

_STEP = 100  # articles in one write
# A key of the desk's key-value store, present while names are being resolved.
_LAST_RESOLVED = "names resolved up to"


def begin(desk_file: DeskFile) -> None:
    """Prepare to resolve all names again, by `resume`."""
    with desk_file.writing() as connection:
        set_aside(connection)
        key_values.set_value(connection, _LAST_RESOLVED, "0")


def set_aside(connection: Connection) -> None:
    """Make all entities previous ones; `drop_previous_entities` must follow once all articles have new names.

    A run of `resume` that is unfinished ends.
    """
    previous_entities.begin(connection)
    key_values.delete_value(connection, _LAST_RESOLVED)


def is_unfinished(desk_file: DeskFile) -> bool:
    """Return whether there are names left to resolve again, or previous entities left to drop."""
    with desk_file.reading() as connection:
        # A run that an earlier version began has no previous entities.
        is_resolving = key_values.get_value(connection, _LAST_RESOLVED) is not None
        return is_resolving or previous_entities.is_unfinished(connection)


def resume(desk_file: DeskFile, progress: Callable[[Progress], None], is_stopped: Callable[[], bool]) -> int:
    """Resolve the names of the articles that are left, if any; return the number of articles.

    After a kill, the next call goes on from there.
    """
    with desk_file.reading() as connection:
        last = key_values.get_value(connection, _LAST_RESOLVED)
        total = len(articles.analysed_after(connection, int(last))) if last is not None else 0
    done = 0
    while last is not None and not is_stopped():
        with desk_file.writing() as connection:
            step = articles.analysed_after(connection, int(last), _STEP)
            if not step:
                break
            _resolve(connection, step)
            last = str(step[-1])
            key_values.set_value(connection, _LAST_RESOLVED, last)
        done += len(step)
        progress(Progress("resolving names", done, max(done, total)))
    if last is not None:
        drop_previous_entities(desk_file, is_stopped)
    return done


def drop_previous_entities(desk_file: DeskFile, is_stopped: Callable[[], bool]) -> None:
    """Drop the previous entities, after all articles have new names.

    A correction may have moved new mentions to a previous entity in the meantime. Articles with such mentions
    are resolved again first.
    """
    while not is_stopped():
        with desk_file.writing() as connection:
            left = previous_entities.articles_left(connection, _STEP)
            if not left:
                previous_entities.end(connection)
                entities.delete_unused(connection)
                key_values.delete_value(connection, _LAST_RESOLVED)
                return
            _resolve(connection, left)


def _resolve(connection: Connection, step: Iterable[int]) -> None:
    constraints = read_constraints(connection)
    for article in step:
        resolve_again(connection, articles.fetch(connection, article), constraints)
