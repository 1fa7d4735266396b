"""The analysis beside a refresh, whose end may come before its beginning."""

from threading import Thread

from storage.database.connection import DeskFile
from storage.pipeline.analyse import Analysis


def test_nothing_is_waited_for_after_the_last_call(desk_file: DeskFile) -> None:
    analysis = Analysis(desk_file, lambda _: None)
    analysis.last_call()
    thread = Thread(target=analysis.run_along, daemon=True)
    thread.start()
    thread.join(30)
    ended = not thread.is_alive()
    analysis.stop()
    thread.join()
    assert ended
