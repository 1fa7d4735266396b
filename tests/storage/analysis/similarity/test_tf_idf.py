from math import log

import numpy as np
import pytest
from growing_vocabulary import GrowingVocabulary

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.tf_idf import DocumentFrequencies, Idf, name_weight


def test_rare_terms_weigh_more() -> None:
    known = background()
    terms = ["people", "earthquake", "tallinn"]
    counts = DocumentFrequencies(
        known.articles, [(n, known.frequency.get(term, 0)) for n, term in enumerate(terms)]
    )
    weights = counts.idf.of(np.arange(3)).tolist()
    assert weights == sorted(weights)
    assert weights[0] < 3


def test_the_weight_is_the_inverse_document_frequency() -> None:
    idf = Idf(100, np.array([0.0, 7.0, 100.0, 500.0]))
    assert idf.of(np.array([1])).tolist() == [pytest.approx(log(101 / 7.5))]
    assert idf.of(np.array([0])).tolist() == [pytest.approx(idf.maximum)]
    assert idf.of(np.array([3])).tolist() == [0]


def test_counts_grow_with_the_desk() -> None:
    counts = DocumentFrequencies(10, [(1, 4)])
    counts.make_room(1_000_000)
    counts.add(np.array([1, 1_000_000]), 1)
    assert counts.idf.of(np.array([1, 1_000_000])).tolist() == pytest.approx([log(12 / 5.5), log(12 / 1.5)])
    counts.add(np.array([1, 1_000_000]), -1)
    assert counts.idf.of(np.array([1])).tolist() == pytest.approx([log(11 / 4.5)])


def test_a_name_weighs_by_its_rarest_word_and_by_who_has_it() -> None:
    assert name_weight([], 10.0, 2, 100) == 0
    assert name_weight([2.0, 10.0], 10.0, 2, 100) == 1
    assert 0 < name_weight([5.0], 10.0, 60, 100) < name_weight([5.0], 10.0, 3, 100) < 1


def test_the_background_has_the_words_of_news() -> None:
    known = background()
    assert len(known.frequency) >= 19_000
    assert known.lower["iraq"] == 0
    assert known.lower["earthquake"] == 100


def test_vectors_have_length_one_and_each_term_once() -> None:
    vocabulary = GrowingVocabulary()
    vectors = vocabulary.vectors(
        ("Zyxomma over Tbilisi", "The Zyxomma landed. Vera Zagorin saw the Zyxomma in Tbilisi."), ("", "")
    )
    terms = [vocabulary.term_of[number] for number in vectors.term.tolist()]
    assert sorted(terms) == sorted({"zyxomma", "tbilisi", "landed", "vera", "zagorin", "saw"})
    assert vectors.owner.tolist() == [0] * len(terms)
    assert (vectors.weight**2).sum() == pytest.approx(1)
    assert (vectors.name_weight**2).sum() == pytest.approx(1)
    row = dict(zip(terms, range(len(terms)), strict=True))
    assert vectors.count[row["zyxomma"]] == 3 + 1.5 + 1.5  # once in the title, twice in the lead
    assert vectors.in_title.tolist() == [term in ("zyxomma", "tbilisi") for term in terms]
    assert vectors.in_front.all()
    assert vectors.name_weight[row["landed"]] == 0


def test_only_the_rarest_names_in_front_are_distinctive() -> None:
    vocabulary = GrowingVocabulary()
    names = [f"Zyx{letter}omma" for letter in "abcdefghijkl"]
    vectors = vocabulary.vectors(("", " ".join(f"They drank tea with {name}." for name in (*names, "Obama"))))
    assert int(vectors.distinctive.sum()) == 8
    assert vectors.is_name[vectors.distinctive].all()
    assert vectors.idf[vectors.distinctive].min() >= vectors.idf[vectors.is_name].min()
