"""The analysis beside a refresh, whose end may come before its beginning."""

from threading import Thread

from storage.database.connection import Connections
from storage.pipeline.analyse import Analysis


def test_nothing_is_waited_for_after_the_last_call(connections: Connections) -> None:
    analysis = Analysis(connections, lambda _: None)
    analysis.last_call()
    thread = Thread(target=analysis.run_along, daemon=True)
    thread.start()
    thread.join(30)
    ended = not thread.is_alive()
    analysis.stop()
    thread.join()
    assert ended
