"""Fit what tells new sentences from old ones, and write it into newsdesk.

    python scripts/fit_novelty.py              # the weights of the features, from novelty-cases.txt
    python scripts/fit_novelty.py --projection # the projection of sentence vectors too, from ECB+

The projection keeps the main directions of the sentences of ECB+ (Cybulska, Vossen 2014; CC BY 3.0). The
weights are those of a logistic regression with a fixed sign for each feature. The printed scores are
cross-validated: the weights that judge a case never saw it.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
from fit_links import fit_logistic
from novelty_cases import NoveltyCase, load_cases
from quality_data import Options, Score, data_folder

from storage.analysis.recognition import sentence_encoder
from storage.analysis.recognition.sentence_encoder import SentenceEncoder
from storage.stories import sentence_novelty
from storage.stories.novelty import THRESHOLD
from storage.stories.sentence_novelty import Features
from storage.text.sentences import sentences

SIGNS = Features(
    similarity=-1,
    changes=1,
    quantities=1,
    small_counts=1,
    known_quantities=-1,
    names=1,
    words=1,
    background=-1,
)
DIMENSIONS = 64
_SENTENCES = 12  # of an article
_LEAST_CHARACTERS = 15

Matrix = npt.NDArray[np.float64]


def main() -> None:
    """Fit and write the projection, if wanted, and the weights."""
    encoder = sentence_encoder.load()
    if "--projection" in sys.argv[1:]:
        write_projection(encoder, Options(data_folder()))
    cases = load_cases()
    samples = [_samples(case, encoder) for case in cases]
    for threshold in (THRESHOLD - 0.1, THRESHOLD, THRESHOLD + 0.1):
        print(f"threshold {threshold:.2f}: precision, recall, F1 {_cross_validated(samples, threshold)}")
    weights = _fit(samples)
    rows = zip(("bias", *Features._fields), weights, strict=True)
    table = "\n".join(["feature\tweight", *(f"{name}\t{weight:.3f}" for name, weight in rows)])
    sentence_novelty.TABLE.write_text(table + "\n", encoding="utf-8")
    print(table)


def write_projection(encoder: SentenceEncoder, options: Options) -> None:
    """Write the mean and the main directions of the sentences of labelled stories."""
    found = (encoder.state(one) for one in _sentences(options))
    states = np.stack([one for one in found if one is not None]).astype(np.float64)
    _, directions = np.linalg.eigh(np.cov(states.T))
    main_directions = directions[:, ::-1][:, :DIMENSIONS]
    table = np.vstack([states.mean(0) @ main_directions, main_directions])
    np.save(sentence_encoder.PROJECTION, table.astype(np.float16))


def _sentences(options: Options) -> Iterator[str]:
    for row in options.rows("stories/ecbplus-1-35.jsonl"):
        spans = islice(sentences(row["text"]), _SENTENCES)
        found = [row["title"] or "", *(row["text"][start:end] for start, end in spans)]
        yield from (one for one in found if len(one) >= _LEAST_CHARACTERS)


def _samples(case: NoveltyCase, encoder: SentenceEncoder) -> tuple[Matrix, Matrix]:
    """Return the features of a case's sentences, (n, features), and whether they are new, (n,)."""
    is_new = dict(case.sentences)
    described = sentence_novelty.described(*case.indexes(encoder))
    features = [list(found) for _, found, _ in described]
    labels = [is_new[case.text[one.start : one.end]] for one, _, _ in described]
    return np.array(features), np.array(labels, dtype=float)


def _fit(samples: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    x, y = np.vstack([x for x, _ in samples]), np.concatenate([y for _, y in samples])
    return fit_logistic(x, y, np.ones(len(y)), np.array(SIGNS, dtype=float))


def _cross_validated(samples: Sequence[tuple[Matrix, Matrix]], threshold: float) -> Score:
    hits = predicted = expected = 0
    for at, (x, y) in enumerate(samples):
        weights = _fit([*samples[:at], *samples[at + 1 :]])
        marked = 1 / (1 + np.exp(-weights[0] - x @ weights[1:])) >= threshold
        hits += int((marked * y).sum())
        predicted += int(marked.sum())
        expected += int(y.sum())
    return Score.of(hits, predicted, expected)


if __name__ == "__main__":
    main()
