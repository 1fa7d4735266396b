"""The tag decoder, compared with a search over all paths."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from storage.analysis.recognition.tag_decoder import TAGS, Scores, Span, best_path, decode

OUT, B_PERSON, I_PERSON, B_PLACE, I_PLACE = range(5)


def allowed(path: tuple[int, ...]) -> bool:
    """Tell whether each inside tag follows a tag of its kind."""
    behind = zip((OUT, *path), path, strict=False)
    return all(tag == OUT or tag % 2 or before in (tag - 1, tag) for before, tag in behind)


def log_probabilities(scores: Scores) -> Scores:
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(5)), elements=st.floats(-6, 6, width=16)))
def test_the_best_path_is_the_best_of_all_allowed_ones(few: Scores) -> None:
    scores = np.full((len(few), len(TAGS)), -50, dtype=np.float32)
    scores[:, :5] = few
    scores = log_probabilities(scores)
    ways = [path for path in product(range(5), repeat=len(few)) if allowed(path)]
    highest = max(sum(float(row[tag]) for row, tag in zip(scores, path, strict=True)) for path in ways)
    found = best_path(scores)
    assert allowed(tuple(found.tolist()))
    assert abs(float(scores[np.arange(len(few)), found].sum()) - highest) < 1e-3


def test_names_are_decoded_from_begin_and_inside_tags() -> None:
    path = [OUT, B_PERSON, I_PERSON, B_PLACE, OUT, B_PLACE, I_PLACE, B_PLACE]
    scores = np.full((len(path), len(TAGS)), -9, dtype=np.float32)
    scores[np.arange(len(path)), path] = 0
    assert list(decode(log_probabilities(scores))) == [
        Span(1, 3, 0),
        Span(3, 4, 1),
        Span(5, 7, 1),
        Span(7, 8, 1),
    ]


def test_no_words_give_no_names() -> None:
    assert list(decode(np.zeros((0, len(TAGS)), dtype=np.float32))) == []
