"""The analysis in a process of its own, so that neither the screen nor a write waits for it."""

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

BATCH_SIZE = 16  # articles: larger batches are not analysed any faster
MAX_CHARACTERS = 300_000  # of an article, about a whole book; other articles have to wait for it

T = TypeVar("T", Article, Draft)
Results: TypeAlias = list[ArticleAnalysis | str]
"""The analyses of a batch in its order; a sentence for an article that the model could not analyse."""


class AnalysisProcess:
    """A worker process that analyses articles. It loads the model once and ends with the `with` block.

    If this process is killed, the worker reads the end of its pipe and ends too.
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

    def analyse(self, batches: Iterable[Sequence[T]]) -> Iterator[tuple[Sequence[T], Results]]:
        """Yield each batch of articles with its analyses, in order.

        The worker analyses one batch ahead of the caller, and only the first `MAX_CHARACTERS` of an article.
        Raises `AnalysisError` if the model is missing or the worker died.
        """
        under_way: deque[Sequence[T]] = deque()
        for batch in batches:
            self._send([ArticleText(one.title, one.text[:MAX_CHARACTERS], one.language) for one in batch])
            under_way.append(batch)
            if len(under_way) > 1:
                yield under_way.popleft(), self._receive()
        while under_way:
            yield under_way.popleft(), self._receive()

    def _send(self, texts: list[ArticleText]) -> None:
        try:
            self._pipe.send(texts)
        except OSError as error:
            self._receive()  # the worker may have sent the reason before it closed its end
            raise _stopped() from error

    def _receive(self) -> Results:
        try:
            answer: Results | AnalysisError = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _stopped() from error
        if isinstance(answer, AnalysisError):
            raise answer
        return answer


def _stopped() -> AnalysisError:
    return AnalysisError("The analysis stopped unexpectedly; the articles are stored and wait for it.")


def _serve(pipe: Connection) -> None:
    # Ctrl+C reaches the whole process group, but the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A thread empties the pipe at once: if both ends waited in `send`, neither would ever return.
    batches: SimpleQueue[list[ArticleText] | None] = SimpleQueue()
    Thread(target=_receive_batches, args=(pipe, batches), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            model = recogniser.load()
        except AnalysisError as error:
            pipe.send(error)
            return
        for texts in iter(batches.get, None):
            pipe.send(_analyse(model, texts))


def _analyse(model: Recogniser, texts: list[ArticleText]) -> Results:
    try:
        return [*article_analysis.analyse_articles(model, texts)]
    except Exception as error:  # noqa: BLE001 - one article must not end the analysis of the rest
        if len(texts) == 1:
            return [f"{type(error).__name__}: {error}"]
        return [result for one in texts for result in _analyse(model, [one])]


def _receive_batches(pipe: Connection, batches: "SimpleQueue[list[ArticleText] | None]") -> None:
    with suppress(EOFError, OSError):
        while True:
            batches.put(pipe.recv())
    batches.put(None)
