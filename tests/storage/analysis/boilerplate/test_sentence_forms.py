"""Forms of sentences: the same words, or the same template."""

import pytest

from storage.analysis.boilerplate.sentence_forms import sentence_forms


def template(sentence: str) -> int:
    (form,) = sentence_forms(sentence)
    return form.template


def test_punctuation_and_capitals_do_not_matter() -> None:
    first, second = sentence_forms("Write to the editor, please. WRITE to the editor please!")
    assert first.words == second.words
    assert (first.start, first.end) == (0, 28)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Presented by Ann Lee.", "Presented by Bo Dahl and Cy Orr-Field."),
        ("Reporting by Ann Lee in Oslo; Editing by Bo Dahl", "Reporting by Cy Orr; Editing by Di Poe"),
        ("Episode 12 was recorded in Bern on 4 May.", "Episode 7 was recorded in Graz."),
        ("Produziert von Anna Lenz.", "Produziert von Bodo Dahl."),
    ],
)
def test_names_and_numbers_are_left_open(one: str, other: str) -> None:
    assert template(one) == template(other) != 0


@pytest.mark.parametrize("sentence", ["He is Ann Lee.", "It rained all day.", "12 34"])
def test_without_names_or_words_of_its_own_a_sentence_has_no_template(sentence: str) -> None:
    assert template(sentence) == 0


def test_a_very_long_text_has_its_first_and_last_sentences() -> None:
    forms = sentence_forms(" ".join(f"Sentence number {n} is here." for n in range(1_000)))
    assert len(forms) == 200
    assert forms[-1].template != 0 == forms[0].template


def test_a_text_without_words_has_none() -> None:
    assert sentence_forms("") == sentence_forms("… !!!\n\n***") == []
