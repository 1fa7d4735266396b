"""Documents as windows, and windows as batches of tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from corpora import Document, Name, allowed_tags
from labelled_names import SOURCES

from storage.analysis.recognition.tag_decoder import TAGS

START, END = 101, 102  # the pieces at both ends of a window


@dataclass(frozen=True, slots=True)
class Batch:
    """`b` windows of at most `n` pieces, with `w` words in all."""

    pieces: torch.Tensor
    """The numbers of the pieces, 0 after the end of a window; shape (b, n)."""
    forms: torch.Tensor
    """The form of the word of each piece, shape (b, n)."""
    words: torch.Tensor
    """The index of the first piece of each word in the flattened pieces, shape (w,)."""
    allowed: torch.Tensor
    """Which tags the labels allow for each word, shape (w, tags)."""
    guidelines: torch.Tensor
    """The number of the annotation guidelines of each word, shape (w,)."""


def windows(documents: Sequence[Document], size: int, rng: np.random.Generator) -> Iterator[Document]:
    """Yield windows of at most `size` pieces; short documents of one source share a window."""
    order = rng.permutation(len(documents))
    unfilled: dict[str, list[Document]] = {}
    for index in order:
        document = documents[index]
        capacity = size - 2
        if document.length > capacity:
            yield from _split(document, capacity, rng)
            continue
        row = unfilled.setdefault(document.source, [])
        if sum(other.length for other in row) + document.length > capacity:
            yield _join(row)
            row.clear()
        row.append(document)
    for row in unfilled.values():
        if row:
            yield _join(row)


def _split(document: Document, capacity: int, rng: np.random.Generator) -> Iterator[Document]:
    inside = {word for name in document.names for word in range(name.start + 1, name.end)}
    start, used = 0, 0
    limit = int(rng.integers(capacity // 2, capacity + 1))  # another split in each epoch
    for word, pieces in enumerate(document.pieces):
        if used + len(pieces) > limit:
            end = word
            while end > start + 1 and end in inside:
                end -= 1
            yield _part(document, start, end)
            start, limit = end, capacity
            used = sum(map(len, document.pieces[start:word]))
        used += len(pieces)
    yield _part(document, start, len(document.pieces))


def _part(document: Document, start: int, end: int) -> Document:
    names = [
        Name(max(name.start, start) - start, min(name.end, end) - start, name.kinds)
        for name in document.names
        if name.start < end and name.end > start
    ]
    return replace(document, pieces=document.pieces[start:end], forms=document.forms[start:end], names=names)


def _join(documents: Sequence[Document]) -> Document:
    pieces: list[tuple[int, ...]] = []
    names: list[Name] = []
    for document in documents:
        names += [Name(n.start + len(pieces), n.end + len(pieces), n.kinds) for n in document.names]
        pieces += document.pieces
    forms = np.concatenate([document.forms for document in documents])
    return replace(documents[0], pieces=pieces, forms=forms, names=names)


def batches(windows_: Sequence[Document], size: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Yield batches of about `size` pieces in random order; the windows of a batch have similar lengths."""
    lengths = [window.length + 2 for window in windows_]
    by_length = sorted(range(len(windows_)), key=lambda i: (lengths[i] // 8, rng.random()))
    groups: list[list[int]] = [[]]
    for index in by_length:
        if groups[-1] and lengths[index] * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(index)
    for group in rng.permutation(len(groups)):
        yield batch([windows_[index] for index in groups[group]])


def guideline(source: str) -> int:
    """Return the number of a source's guidelines; synthetic texts follow the worldwide news, number 0."""
    return SOURCES.index(source) if source in SOURCES else 0


def batch(windows_: Sequence[Document]) -> Batch:
    """Return windows as tensors."""
    longest = max(window.length for window in windows_) + 2
    pieces = np.zeros((len(windows_), longest), dtype=np.int64)
    forms = np.zeros((len(windows_), longest), dtype=np.int64)
    words, guidelines, allowed = [], [], [np.zeros((0, len(TAGS)), dtype=bool)]
    for row, window in enumerate(windows_):
        counts = np.array([len(word) for word in window.pieces])
        end = int(counts.sum()) + 1
        pieces[row, 0], pieces[row, end] = START, END
        pieces[row, 1:end] = [piece for word in window.pieces for piece in word]
        forms[row, 1:end] = np.repeat(window.forms, counts) + 1  # 0 is the form outside words
        firsts = 1 + np.cumsum(counts) - counts
        words.append(row * longest + firsts)
        allowed.append(allowed_tags(window))
        guidelines.append(np.full(len(counts), guideline(window.source)))
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(forms),
        torch.from_numpy(np.concatenate(words)),
        torch.from_numpy(np.concatenate(allowed)),
        torch.from_numpy(np.concatenate(guidelines)),
    )
