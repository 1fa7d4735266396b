"""The engine itself: what it finds, in texts of any length and script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.analysis import recogniser
from storage.analysis.recogniser import SpacyRecogniser, windows
from storage.errors import AnalysisError
from storage.model import Field, Kind

SENTENCE = "Angela Merkel met Emmanuel Macron in Paris. "


def found(engine: SpacyRecogniser, text: str) -> dict[str, Kind]:
    return {text[m.start : m.end]: m.kind for m in engine.recognise([text])[0]}


def test_labels_become_kinds(engine: SpacyRecogniser) -> None:
    text = "Barack Obama of the Democratic Party flew from Chicago to London in July 2015 with 300 Germans."
    assert found(engine, text) == {
        "Barack Obama": Kind.PERSON,
        "the Democratic Party": Kind.ORGANISATION,
        "Chicago": Kind.PLACE,
        "London": Kind.PLACE,
        "Germans": Kind.OTHER,
    }


def test_mentions_are_of_the_text_and_doubtful(engine: SpacyRecogniser) -> None:
    mentions = engine.recognise([SENTENCE])[0]
    assert {mention.field for mention in mentions} == {Field.TEXT}
    assert all(0 < mention.confidence < 1 for mention in mentions)


def test_no_text_gives_no_mentions(engine: SpacyRecogniser) -> None:
    assert engine.recognise([]) == []
    assert engine.recognise(["", " \n\n "]) == [[], []]


def test_a_long_text_is_read_to_its_end(engine: SpacyRecogniser) -> None:
    text = "\n\n".join([SENTENCE * 3] * 100)
    mentions = engine.recognise([text])[0]
    assert sum(text[m.start : m.end] == "Paris" for m in mentions) == 300
    assert all(before.end <= after.start for before, after in pairwise(mentions))


def test_the_same_text_gives_the_same_mentions_in_any_company(engine: SpacyRecogniser) -> None:
    texts = [SENTENCE, "Tim Cook of Apple was in Berlin.", SENTENCE * 40]
    together = engine.recognise(texts)
    assert together == [engine.recognise([text])[0] for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "وصل رئيس الوزراء العراقي مصطفى الكاظمي إلى بغداد اليوم بعد زيارة رسمية.",
        "伊拉克总理卡迪米星期四在巴格达会见了美国总统拜登，讨论驻军问题。",
        "Премьер-министр Ирака прибыл в Москву.",
    ],
)
def test_other_scripts_give_nothing_rather_than_junk(engine: SpacyRecogniser, text: str) -> None:
    assert engine.recognise([text]) == [[]]


def test_a_missing_model_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "_PACKAGE", "no_such_model")
    with pytest.raises(AnalysisError, match="no_such_model is not installed"):
        recogniser.load()


@given(st.text(alphabet="ab \n", max_size=400), st.integers(1, 60))
def test_windows_cover_the_text_once(text: str, size: int) -> None:
    ranges = list(windows(text, size))
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(0 < end - start <= size for start, end in ranges)


def test_windows_are_cut_between_paragraphs() -> None:
    text = "one two three.\n\nfour five six seven eight"
    assert [text[a:b] for a, b in windows(text, 30)] == ["one two three.\n\n", "four five six seven eight"]
    assert list(windows("one two three", 8)) == [(0, 8), (8, 13)]
    assert list(windows("x" * 10, 4)) == [(0, 4), (4, 8), (8, 10)]
