"""Words, their offsets and their forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from storage.analysis.recognition import word_pieces
from storage.analysis.recognition.word_pieces import (
    CAPITAL,
    DIGITS,
    GAPS,
    GLUED,
    LOWER,
    MIXED,
    NEW_LINE,
    PUNCTUATION,
    SPACE,
    TITLE,
    UNCASED,
    UPPER,
    Words,
)

ODD = (
    "İ ß ﬁ é e\u0301 \u200b \u00ad 👩‍👩‍👧 العراق 伊拉克 "
    "<b>IS</b> &amp; U.S. al-Abadi’s don't x\x00y \ufeff A\u0300\u0301b ½ ﷺ"
)
TEXTS = st.text() | st.lists(st.sampled_from(ODD.split(" ")), max_size=20).map(" ".join)


def surfaces(words: Words, text: str) -> list[str]:
    return [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_words_lie_in_order_inside_the_text(tokenizer: Tokenizer, text: str) -> None:
    words = word_pieces.split(tokenizer, text)
    borders = np.stack([words.starts, words.ends], axis=1).ravel()
    assert (np.diff(borders) >= 0).all()
    assert all(surface and surface == surface.strip() for surface in surfaces(words, text))
    assert len(words.forms) == len(words.starts_sentence) == len(words.may_be_name) == len(words.starts)
    assert (np.diff(words.firsts) > 0).all()
    assert words.firsts[0] == 0
    assert words.firsts[-1] == len(words.pieces)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_no_letter_is_left_out(tokenizer: Tokenizer, text: str) -> None:
    words = word_pieces.split(tokenizer, text)
    covered = {
        place for start, end in zip(words.starts, words.ends, strict=True) for place in range(start, end)
    }
    assert all(place in covered for place, letter in enumerate(text) if letter.isascii() and letter.isalnum())


def test_combining_marks_belong_to_their_letter(tokenizer: Tokenizer) -> None:
    text = "Cafe\u0301 Zoe\u0308."
    words = word_pieces.split(tokenizer, text)
    assert surfaces(words, text) == ["Cafe\u0301", "Zoe\u0308", "."]
    assert (words.forms % GAPS).tolist() == [NEW_LINE, SPACE, GLUED]


@pytest.mark.parametrize(
    "text", ["伊\u302e拉", "伊\u0301拉", "ตั้ Zoe", "क्या क\u0902", "☪\ufe0f 1\ufe0f\u20e3"]
)
def test_words_with_combining_marks_never_overlap(tokenizer: Tokenizer, text: str) -> None:
    words = word_pieces.split(tokenizer, text)
    assert (words.ends[:-1] <= words.starts[1:]).all()
    assert "".join(surfaces(words, text)) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("said", LOWER),
        ("Iraq", TITLE),
        ("NATO", UPPER),
        ("A", CAPITAL),
        ("McDonald", MIXED),
        ("Covid19", TITLE),
        ("2021", DIGITS),
        ("-", PUNCTUATION),
        ("伊", UNCASED),
    ],
)
def test_shapes(word: str, shape: int) -> None:
    assert word_pieces.shape(word) == shape


def test_forms_include_the_gap_before_a_word(tokenizer: Tokenizer) -> None:
    words = word_pieces.split(tokenizer, "Iraq won.\nThe end")
    assert (words.forms // GAPS).tolist() == [TITLE, LOWER, PUNCTUATION, TITLE, LOWER]
    assert (words.forms % GAPS).tolist() == [NEW_LINE, SPACE, GLUED, NEW_LINE, SPACE]


def test_a_sentence_begins_after_the_end_of_another_and_on_a_new_line(tokenizer: Tokenizer) -> None:
    text = "He left. “She stayed,” he said, i.e. half a percent\nof it? No."
    words = word_pieces.split(tokenizer, text)
    opening = [
        word for word, opens in zip(surfaces(words, text), words.starts_sentence, strict=True) if opens
    ]
    assert opening == ["He", "“", "of", "No"]


def test_sentences_without_capitals_are_left_out(tokenizer: Tokenizer) -> None:
    text = "He left for Mosul. It was late. “But I saw him.” The US left."
    words = word_pieces.sentences_with_names(word_pieces.split(tokenizer, text))
    assert " ".join(surfaces(words, text)) == "He left for Mosul . The US left ."
    assert words.firsts[-1] == len(words.pieces)


def test_a_sentence_with_a_name_that_looks_like_a_function_word_is_kept(tokenizer: Tokenizer) -> None:
    text = "He left for Mosul. US troops stayed. It was late. A man slept. WHO said so."
    words = word_pieces.sentences_with_names(word_pieces.split(tokenizer, text))
    assert " ".join(surfaces(words, text)) == "He left for Mosul . US troops stayed . WHO said so ."


@pytest.mark.parametrize("before", ["", " ", "\u200b", "\u0301", "“ "])
def test_the_first_word_begins_a_sentence(tokenizer: Tokenizer, before: str) -> None:
    assert word_pieces.split(tokenizer, before + "said in Mosul").starts_sentence[0]


def test_the_first_line_is_kept(tokenizer: Tokenizer) -> None:
    text = "angela merkel visits paris\n\nShe left. it was late."
    words = word_pieces.sentences_with_names(word_pieces.split(tokenizer, text))
    assert " ".join(surfaces(words, text)).startswith("angela merkel visits paris")


def test_half_a_surrogate_pair_is_read_as_a_character(tokenizer: Tokenizer) -> None:
    text = "Mosul \ud800 fell"
    assert surfaces(word_pieces.split(tokenizer, text), text)[0] == "Mosul"


def test_a_text_without_capitals_is_kept_whole(tokenizer: Tokenizer) -> None:
    words = word_pieces.split(tokenizer, "he left for mosul. it was late.")
    assert word_pieces.sentences_with_names(words) is words
