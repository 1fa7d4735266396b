"""Documents cut into windows and windows put together into batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from corpora import Document, Name, allowed_tags
from labelled_names import SOURCES

from storage.analysis.recognition.tag_decoder import TAGS

START, END = 101, 102  # of the vocabulary


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of `n` pieces at most, `b` of them, with `w` words in all."""

    pieces: torch.Tensor
    """Shape (b, n), 0 behind the end of a window."""
    forms: torch.Tensor
    """The form of the word to which each piece belongs, shape (b, n)."""
    words: torch.Tensor
    """Where in the flattened pieces each word begins, shape (w,)."""
    allowed: torch.Tensor
    """Which tags each word may have, shape (w, tags)."""
    guidelines: torch.Tensor
    """Whose guidelines each word's labels keep to, shape (w,)."""


def windows(documents: Sequence[Document], size: int, chance: np.random.Generator) -> Iterator[Document]:
    """Yield all words of the documents in windows of at most `size` pieces; short documents share one."""
    order = chance.permutation(len(documents))
    waiting: dict[str, list[Document]] = {}
    for index in order:
        document = documents[index]
        room = size - 2
        if document.length > room:
            yield from _cut(document, room, chance)
            continue
        row = waiting.setdefault(document.source, [])
        if sum(other.length for other in row) + document.length > room:
            yield _joined(row)
            row.clear()
        row.append(document)
    for row in waiting.values():
        if row:
            yield _joined(row)


def _cut(document: Document, room: int, chance: np.random.Generator) -> Iterator[Document]:
    inside = {word for name in document.names for word in range(name.start + 1, name.end)}
    start, used = 0, 0
    limit = int(chance.integers(room // 2, room + 1))  # so that the cuts lie elsewhere each time
    for word, pieces in enumerate(document.pieces):
        if used + len(pieces) > limit:
            end = word
            while end > start + 1 and end in inside:
                end -= 1
            yield _part(document, start, end)
            start, limit = end, room
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


def _joined(documents: Sequence[Document]) -> Document:
    pieces: list[tuple[int, ...]] = []
    names: list[Name] = []
    for document in documents:
        names += [Name(n.start + len(pieces), n.end + len(pieces), n.kinds) for n in document.names]
        pieces += document.pieces
    forms = np.concatenate([document.forms for document in documents])
    return replace(documents[0], pieces=pieces, forms=forms, names=names)


def batches(parts: Sequence[Document], size: int, chance: np.random.Generator) -> Iterator[Batch]:
    """Yield batches of about `size` pieces, each of windows about as long, in random order."""
    lengths = [part.length + 2 for part in parts]
    by_length = sorted(range(len(parts)), key=lambda i: (lengths[i] // 8, chance.random()))
    groups: list[list[int]] = [[]]
    for index in by_length:
        if groups[-1] and lengths[index] * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(index)
    for group in chance.permutation(len(groups)):
        yield batch([parts[index] for index in groups[group]])


def guideline(source: str) -> int:
    """Return whose guidelines a source keeps to; what is made up keeps to the first, the worldwide news'."""
    return SOURCES.index(source) if source in SOURCES else 0


def batch(parts: Sequence[Document]) -> Batch:
    """Return windows as tensors."""
    longest = max(part.length for part in parts) + 2
    pieces = np.zeros((len(parts), longest), dtype=np.int64)
    forms = np.zeros((len(parts), longest), dtype=np.int64)
    words, guidelines, allowed = [], [], [np.zeros((0, len(TAGS)), dtype=bool)]
    for row, part in enumerate(parts):
        counts = np.array([len(word) for word in part.pieces])
        end = int(counts.sum()) + 1
        pieces[row, 0], pieces[row, end] = START, END
        pieces[row, 1:end] = [piece for word in part.pieces for piece in word]
        forms[row, 1:end] = np.repeat(part.forms, counts) + 1  # 0 belongs to what is no word
        firsts = 1 + np.cumsum(counts) - counts
        words.append(row * longest + firsts)
        allowed.append(allowed_tags(part))
        guidelines.append(np.full(len(counts), guideline(part.source)))
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(forms),
        torch.from_numpy(np.concatenate(words)),
        torch.from_numpy(np.concatenate(allowed)),
        torch.from_numpy(np.concatenate(guidelines)),
    )
