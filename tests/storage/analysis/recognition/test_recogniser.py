"""The recogniser: texts of any length and script, and errors of a damaged model."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.recognition import recogniser
from storage.analysis.recognition.recogniser import FOLDER, NetworkRecogniser
from storage.errors import AnalysisError
from storage.model import Field, Kind

SENTENCE = "Angela Merkel met Emmanuel Macron in Paris. "


def found(engine: NetworkRecogniser, text: str) -> dict[str, Kind]:
    return {text[m.start : m.end]: m.kind for m in engine.recognise([text])[0]}


def test_names_get_their_kinds(engine: NetworkRecogniser) -> None:
    text = (
        "Barack Obama of the Democratic Party flew from Chicago to London in July 2015, said Reuters. "
        "At the World Cup in Qatar he met Iraqi officials and Kenya's Minister of Health, Susan Nakhumicha."
    )
    assert found(engine, text) == {
        "Barack Obama": Kind.PERSON,
        "Democratic Party": Kind.ORGANISATION,
        "Chicago": Kind.PLACE,
        "London": Kind.PLACE,
        "Reuters": Kind.ORGANISATION,
        "World Cup": Kind.OTHER,
        "Qatar": Kind.PLACE,
        "Iraqi": Kind.OTHER,
        "Kenya": Kind.PLACE,
        "Susan Nakhumicha": Kind.PERSON,
    }


def test_mentions_lie_in_the_text_and_differ_in_confidence(engine: NetworkRecogniser) -> None:
    mentions = engine.recognise([SENTENCE + "Frobnitz of Quux said so."])[0]
    assert {mention.field for mention in mentions} == {Field.TEXT}
    assert all(0 < mention.confidence < 1 for mention in mentions)
    assert mentions[0].confidence > 0.9 > mentions[-1].confidence


def test_no_text_gives_no_mentions(engine: NetworkRecogniser) -> None:
    assert engine.recognise([]) == []
    assert engine.recognise(["", " \n\n ", "1984 2 3.5", "…", "🙂🙂 👩‍👩‍👧"]) == [[]] * 5


def test_a_single_word_is_recognised(engine: NetworkRecogniser) -> None:
    assert found(engine, "Baghdad") == {"Baghdad": Kind.PLACE}


def test_texts_in_capitals_and_in_lower_case_are_recognised(engine: NetworkRecogniser) -> None:
    loud = "GERMAN CHANCELLOR ANGELA MERKEL ARRIVES IN BAGHDAD FOR TALKS"
    assert {"ANGELA MERKEL": Kind.PERSON, "BAGHDAD": Kind.PLACE}.items() <= found(engine, loud).items()
    assert {"angela merkel": Kind.PERSON}.items() <= found(engine, "so angela merkel was in baghdad.").items()


def test_a_long_text_is_read_to_its_end(engine: NetworkRecogniser) -> None:
    text = "\n\n".join([SENTENCE * 3] * 100)
    mentions = engine.recognise([text])[0]
    assert sum(text[m.start : m.end] == "Paris" for m in mentions) == 300
    assert all(before.end <= after.start for before, after in pairwise(mentions))


def test_the_same_text_gives_the_same_mentions_with_any_others(engine: NetworkRecogniser) -> None:
    texts = [SENTENCE, "Tim Cook of Apple was in Berlin.", SENTENCE * 40]
    together = engine.recognise(texts)
    assert together == [engine.recognise([text])[0] for text in texts]


ODD = (
    "Iraq İstanbul Zoe\u0308 Café \u200b \u00ad 👩‍👩‍👧 العراق 伊拉克 "
    "<b>IS</b> &amp; U.S. al-Abadi’s A\u0300\u0301b \x00 ﷺ\n."
)


@settings(deadline=None, max_examples=60)
@given(text=st.text() | st.lists(st.sampled_from(ODD.split(" ")), max_size=40).map(" ".join))
def test_any_text_gives_mentions_in_order_inside_it(engine: NetworkRecogniser, text: str) -> None:
    (mentions,) = engine.recognise([text])
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] for m in mentions)


def folder(path: Path, network: bytes, tokenizer: bytes) -> Path:
    (path / "names.onnx").write_bytes(network)
    (path / "tokenizer.json").write_bytes(tokenizer)
    return path


NETWORK = (FOLDER / "names.onnx").read_bytes()
TOKENIZER = (FOLDER / "tokenizer.json").read_bytes()


@pytest.mark.parametrize(
    ("network", "tokenizer"),
    [
        (NETWORK[: len(NETWORK) // 2], TOKENIZER),
        (b"", TOKENIZER),
        (b"no network at all", TOKENIZER),
        (NETWORK, TOKENIZER[:5000]),
        (NETWORK, b"\xff\xfe"),
        (NETWORK.replace(b"calibration", b"celebration"), TOKENIZER),
    ],
    ids=["half", "empty", "words", "half a tokenizer", "no UTF-8", "notes missing"],
)
def test_a_damaged_model_is_explained(tmp_path: Path, network: bytes, tokenizer: bytes) -> None:
    with pytest.raises(AnalysisError, match=r"can't be loaded .* Please reinstall newsdesk"):
        recogniser.load(folder(tmp_path, network, tokenizer))


def test_a_missing_runtime_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(AnalysisError, match=r"onnxruntime.* Please reinstall newsdesk"):
        recogniser.load()


def test_a_missing_model_is_explained(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"tokenizer\.json"):
        recogniser.load(tmp_path)
