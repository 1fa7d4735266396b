"""The analysis in a process of its own, so that neither the screen nor a write ever waits for it."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self, TypeAlias, TypeVar

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleAnalysis, ArticleText
from storage.analysis.recognition import recogniser
from storage.analysis.recognition.recogniser import Recogniser
from storage.errors import AnalysisError
from storage.model import Article, Draft

READ_STEP = 16  # articles that are best read at a time
LONGEST_READ = 300_000  # characters of an article, about a book of them: others wait meanwhile

T = TypeVar("T", Article, Draft)
# In the order of the articles; a sentence for one that made the model fail.
Readings: TypeAlias = list[ArticleAnalysis | str]


class AnalysisProcess:
    """A worker process that reads articles; it loads its model once and ends with the `with` block.

    It also ends by itself when this process is killed, since it then reads the end of its pipe.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe.close()
        if error is not None:
            self._process.kill()
        self._process.join()

    def readings(self, batches: Iterable[Sequence[T]]) -> Iterator[tuple[Sequence[T], Readings]]:
        """Yield each batch of articles with what was found in it, in order.

        Of a text only the first `LONGEST_READ` characters are read. One batch is read ahead while the
        caller works on the last. Raises `AnalysisError` when the model is missing or the process died.
        """
        waiting: deque[Sequence[T]] = deque()
        for batch in batches:
            self._send([ArticleText(one.title, one.text[:LONGEST_READ], one.language) for one in batch])
            waiting.append(batch)
            if len(waiting) > 1:
                yield waiting.popleft(), self._receive()
        while waiting:
            yield waiting.popleft(), self._receive()

    def _send(self, texts: list[ArticleText]) -> None:
        try:
            self._pipe.send(texts)
        except OSError as error:
            self._receive()  # it may have said why before it closed its end
            raise _stopped() from error

    def _receive(self) -> Readings:
        try:
            answer: Readings | AnalysisError = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _stopped() from error
        if isinstance(answer, AnalysisError):
            raise answer
        return answer


def _stopped() -> AnalysisError:
    return AnalysisError("The analysis stopped unexpectedly; the articles are stored and wait for it.")


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the whole process group; when to stop is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Batches are taken from the pipe as they come: were both ends to wait in `send`, none would end.
    batches: SimpleQueue[list[ArticleText] | None] = SimpleQueue()
    Thread(target=_pull, args=(pipe, batches), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            model = recogniser.load()
        except AnalysisError as error:
            pipe.send(error)
            return
        for texts in iter(batches.get, None):
            pipe.send(_read(model, texts))


def _read(model: Recogniser, texts: list[ArticleText]) -> Readings:
    try:
        return [*article_analysis.analyse_articles(model, texts)]
    except Exception as error:  # noqa: BLE001 - one article must not end the analysis of the rest
        if len(texts) == 1:
            return [f"{type(error).__name__}: {error}"]
        return [found for one in texts for found in _read(model, [one])]


def _pull(pipe: Connection, batches: "SimpleQueue[list[ArticleText] | None]") -> None:
    with suppress(EOFError, OSError):
        while True:
            batches.put(pipe.recv())
    batches.put(None)
