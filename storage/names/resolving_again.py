"""All names of a desk resolved anew, from its mentions as they were recognised and the corrections."""

from collections.abc import Callable

from storage.database import key_values
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import previous_entities
from storage.model import Progress
from storage.names.recording import resolve_again

_STEP = 100  # articles in one write
_ENTITIES = 500  # entities renumbered in one write
_LAST_RESOLVED = "names resolved up to"  # in the memory of a desk whose names are being resolved


def begin(desk_file: DeskFile) -> None:
    """Prepare to resolve all names again. Each article keeps its names until `resume` has come to it."""
    with desk_file.writing() as connection:
        previous_entities.begin(connection)
        key_values.set_value(connection, _LAST_RESOLVED, "0")


def is_unfinished(desk_file: DeskFile) -> bool:
    """Return whether names are left to be resolved by `resume`."""
    with desk_file.reading() as connection:
        return key_values.get_value(connection, _LAST_RESOLVED) is not None


def resume(desk_file: DeskFile, progress: Callable[[Progress], None], is_stopped: Callable[[], bool]) -> int:
    """Resolve the names of the articles that are left, if any; return the number of articles.

    After a kill it goes on from there the next time.
    """
    _renumber_entities(desk_file, is_stopped)
    with desk_file.reading() as connection:
        reached = key_values.get_value(connection, _LAST_RESOLVED)
        waiting = articles.analysed_after(connection, int(reached)) if reached is not None else []
    done = 0
    while done < len(waiting) and not is_stopped():
        step = waiting[done : done + _STEP]
        with desk_file.writing() as connection:
            for number in step:
                resolve_again(connection, articles.fetch(connection, number))
            key_values.set_value(connection, _LAST_RESOLVED, str(step[-1]))
        done += len(step)
        progress(Progress("resolving names", done, len(waiting)))
    if reached is not None and done == len(waiting):
        with desk_file.writing() as connection:
            key_values.delete_value(connection, _LAST_RESOLVED)
            previous_entities.delete_unused(connection)
    return done


def _renumber_entities(desk_file: DeskFile, is_stopped: Callable[[], bool]) -> None:
    unfinished = True
    while unfinished and not is_stopped():
        with desk_file.writing() as connection:
            unfinished = previous_entities.renumber(connection, _ENTITIES)
