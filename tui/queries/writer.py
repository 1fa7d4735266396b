"""One thread that stores what the reader does, in order."""

from asyncio import get_running_loop
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from textual.message import Message
from textual.worker import Worker

from tui.messages import Failed, Write
from tui.queries.latest_query import reply_to


class Writer:
    """Stores one thing at a time, in the order of the reader's actions; drops nothing.

    It has a thread of its own: while another program holds the write lock, the screen still reads.
    """

    def __init__(
        self,
        report: Callable[[Message], object],
        run: Callable[[Coroutine[Any, Any, None]], Worker[None]],
    ) -> None:
        """Give the reply to each write to `report`; `run` runs a coroutine in the app's loop."""
        self._report = report
        self._run = run
        self._waiting: deque[Write] = deque()
        self._worker: Worker[None] | None = None
        self._thread = ThreadPoolExecutor(1, "newsdesk-writer")
        self._failures: list[str] = []

    def write(self, write: Write) -> None:
        """Store something after all that came before it."""
        self._waiting.append(write)
        if self._worker is None or self._worker.is_finished:
            self._worker = self._run(self._write_all())

    async def _write_all(self) -> None:
        while self._waiting:
            write = self._waiting.popleft()
            reply = await get_running_loop().run_in_executor(self._thread, reply_to, "write", write.call)
            if isinstance(reply, Failed):
                self._failures.append(reply.sentence)
                if write.take_back:
                    write.take_back()
                self._report(reply)
            elif write.reply_to:
                write.reply_to.post_message(reply)
            else:
                self._report(reply)

    def forget_failures(self) -> None:
        """Forget the writes that have failed: the reader has seen the sentences about them."""
        self._failures.clear()

    async def finish(self) -> list[str]:
        """Wait until everything is stored; return a sentence for each failed write that is not forgotten."""
        while self._worker and not self._worker.is_finished:
            await self._worker.wait()
        return list(self._failures)

    def close(self) -> None:
        """End the thread once its last write is done."""
        self._thread.shutdown(wait=False)
