"""Asking the desk without holding up the screen: thread workers that end by posting one message."""

from collections.abc import Callable
from threading import Lock

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from storage.errors import NewsdeskError
from tui.messages import Failed


class LatestQuery:
    """One question at a time; of those that come meanwhile only the newest is asked.

    So however fast the reader types or scrolls, threads do not pile up, and an answer that nobody
    waits for any more is dropped.
    """

    def __init__(self, asker: DOMNode, work: str) -> None:
        """Post answers to `asker`; `work` names the kind of work in a `Failed`."""
        self._asker = asker
        self._work = work
        self._lock = Lock()
        self._next: Callable[[], Message] | None = None
        self._busy = False

    def ask(self, call: Callable[[], Message]) -> None:
        """Run `call` in a thread and post what it returns, or `Failed`, unless there is a newer question."""
        with self._lock:
            self._next = call
            if self._busy:
                return
            self._busy = True
        self._asker.run_worker(self._answer, group=self._work, thread=True)

    def _answer(self) -> None:
        while call := self._take():
            reply = reply_to(self._work, call)
            with self._lock:
                stale = self._next is not None
            if not stale and not get_current_worker().is_cancelled:
                self._asker.post_message(reply)

    def _take(self) -> Callable[[], Message] | None:
        with self._lock:
            call, self._next = self._next, None
            self._busy = call is not None
            return call


def ask(asker: DOMNode, work: str, call: Callable[[], Message]) -> None:
    """Run `call` in a thread and post what it returns, or `Failed`, to `asker`; unlike queries, each one."""

    def answer() -> None:
        reply = reply_to(work, call)
        if not get_current_worker().is_cancelled:
            asker.post_message(reply)

    asker.run_worker(answer, group=work, thread=True)


def reply_to(work: str, call: Callable[[], Message]) -> Message:
    """Return what `call` returns, `Failed` if it raises an error of newsdesk."""
    try:
        return call()
    except NewsdeskError as error:
        return Failed(work, error)
