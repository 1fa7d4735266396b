"""All names of a desk resolved anew, from its mentions as they were recognised and the corrections."""

from collections.abc import Callable

from storage.database.articles import articles, read_state
from storage.database.connection import Connections
from storage.database.names import mentions
from storage.model import Progress
from storage.names.recording import resolve_again

_STEP = 100  # articles in one write
_REACHED = "names resolved up to"  # in the memory of a desk whose names are being resolved


def begin(connections: Connections) -> None:
    """Let all names of a desk mean nothing until `go_on` has come to their articles."""
    with connections.writing() as connection:
        mentions.forget_entities(connection)
        read_state.remember(connection, _REACHED, "0")


def is_unfinished(connections: Connections) -> bool:
    """Tell whether names are left to be resolved by `go_on`."""
    with connections.reading() as connection:
        return read_state.recall(connection, _REACHED) is not None


def go_on(
    connections: Connections, progress: Callable[[Progress], None], is_stopped: Callable[[], bool]
) -> int:
    """Resolve what is left of what was begun, if anything was; return the number of articles.

    What is killed goes on from there the next time.
    """
    with connections.reading() as connection:
        reached = read_state.recall(connection, _REACHED)
        waiting = articles.analysed_after(connection, int(reached)) if reached is not None else []
    done = 0
    while done < len(waiting) and not is_stopped():
        step = waiting[done : done + _STEP]
        with connections.writing() as connection:
            for number in step:
                resolve_again(connection, articles.fetch(connection, number))
            read_state.remember(connection, _REACHED, str(step[-1]))
        done += len(step)
        progress(Progress("resolving names", done, len(waiting)))
    if reached is not None and done == len(waiting):
        with connections.writing() as connection:
            read_state.forget(connection, _REACHED)
    return done
