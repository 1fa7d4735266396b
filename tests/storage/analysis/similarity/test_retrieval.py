import numpy as np
from growing_vocabulary import GrowingVocabulary

from storage.analysis.similarity.retrieval import (
    WEIGHT_BITS,
    best_matches,
    postings_of,
    query_terms,
    unpack_postings,
)

TEXT = "The Zyxomma landed in Tbilisi. Officials said that the people of the town were there in the morning."


def test_an_article_is_indexed_under_its_rare_terms() -> None:
    vocabulary = GrowingVocabulary()
    found = dict(postings_of(vocabulary.vectors(("Zyxomma over Tbilisi", TEXT)), 77))
    term_of = vocabulary.term_of
    words = {term_of[number] for number in found}
    assert {"zyxomma", "tbilisi", "landed"} <= words
    assert not {"people", "the", "said"} & words
    (stored,) = unpack_postings(found[vocabulary.numbers["zyxomma"]])
    assert int(stored) >> WEIGHT_BITS == 77
    assert 1 <= int(stored) & 15 <= 15


def test_the_title_weighs_most_in_a_query() -> None:
    vocabulary = GrowingVocabulary()
    asked = query_terms(vocabulary.vectors(("Zyxomma over Tbilisi", TEXT)))
    term_of = vocabulary.term_of
    assert term_of[asked[0][0]] == "zyxomma"
    weights = [weight for _, weight in asked]
    assert weights == sorted(weights, reverse=True)
    assert len(asked) <= 25
    assert query_terms(vocabulary.vectors(("", ""))) == []


def entry(*articles: tuple[int, int]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.array([number << WEIGHT_BITS | weight for number, weight in articles], dtype="<u4")


def test_the_best_match_has_the_most_of_it_and_the_newer_one_wins() -> None:
    found, scores = best_matches([(2.0, entry((1, 5), (2, 5), (9, 5))), (3.0, entry((2, 10)))])
    assert found == [2, 9, 1]
    assert scores.tolist() == [40, 10, 10]
    assert best_matches([])[0] == []
    assert best_matches([(1.0, entry(*((n, 1) for n in range(200))))], most=5)[0] == [199, 198, 197, 196, 195]
