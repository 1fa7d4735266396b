"""The analysis process: batches in order, articles that fail alone, and a process that dies."""

import os
import signal
from collections.abc import Iterator, Sequence

import pytest
from newsroom import DRAFTS

from storage.analysis import article_analysis
from storage.analysis.article_analysis import ArticleAnalysis, ArticleText
from storage.analysis.recognition import recogniser
from storage.errors import AnalysisError
from storage.model import Draft
from storage.processes import analysis_process
from storage.processes.analysis_process import AnalysisProcess


def test_batches_come_back_in_order_one_behind() -> None:
    sent = 0

    def batches() -> Iterator[list[Draft]]:
        nonlocal sent
        for draft in DRAFTS[:4]:
            sent += 1
            yield [draft]

    with AnalysisProcess() as process:
        received = []
        for batch, results in process.analyse(batches()):
            received += batch
            assert len(results) == 1
            assert isinstance(results[0], ArticleAnalysis)
            assert sent == min(len(received) + 1, 4)
    assert received == DRAFTS[:4]


def test_an_article_that_fails_does_not_affect_its_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def analyse(_: object, texts: Sequence[ArticleText]) -> list[ArticleAnalysis]:
        if any(text.title == "bad" for text in texts):
            raise ValueError("no words")
        return [ArticleAnalysis("en", []) for _ in texts]

    monkeypatch.setattr(article_analysis, "analyse_articles", analyse)
    texts = [ArticleText(title, "") for title in ("one", "bad", "two")]
    results = analysis_process._analyse(recogniser.load(), texts)
    assert results == [ArticleAnalysis("en", []), "ValueError: no words", ArticleAnalysis("en", [])]


def test_a_process_that_dies_raises_an_error_with_a_sentence() -> None:
    def batches() -> Iterator[list[Draft]]:
        yield DRAFTS[:1]
        os.kill(process._process.pid or 0, signal.SIGKILL)
        process._process.join()
        yield DRAFTS[1:2]

    process = AnalysisProcess()
    with pytest.raises(AnalysisError, match="stopped unexpectedly"), process:
        list(process.analyse(batches()))
