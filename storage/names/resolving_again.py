"""All names of a desk resolved anew, from its mentions as they were recognised and the corrections."""

from collections.abc import Callable

from storage.database import key_values
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import mentions
from storage.model import Progress
from storage.names.recording import resolve_again

_STEP = 100  # articles in one write
_LAST_RESOLVED = "names resolved up to"  # in the memory of a desk whose names are being resolved


def begin(desk_file: DeskFile) -> None:
    """Let all names of a desk mean nothing until `go_on` has come to their articles."""
    with desk_file.writing() as connection:
        mentions.forget_entities(connection)
        key_values.set_value(connection, _LAST_RESOLVED, "0")


def is_unfinished(desk_file: DeskFile) -> bool:
    """Tell whether names are left to be resolved by `go_on`."""
    with desk_file.reading() as connection:
        return key_values.get_value(connection, _LAST_RESOLVED) is not None


def resume(desk_file: DeskFile, progress: Callable[[Progress], None], is_stopped: Callable[[], bool]) -> int:
    """Resolve what is left of what was begun, if anything was; return the number of articles.

    What is killed goes on from there the next time.
    """
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
    return done
