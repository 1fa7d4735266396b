"""The analysis during a refresh."""

from threading import Thread

from storage.database.connection import DeskFile
from storage.pipeline.analyse import Analysis


def test_it_ends_when_nothing_has_arrived(desk_file: DeskFile) -> None:
    def analyse() -> None:
        with Analysis(desk_file, lambda _: None).alongside():
            pass

    thread = Thread(target=analyse, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
