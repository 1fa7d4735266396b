"""Fine-tuning of the pretrained encoder on labelled documents."""

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from augmentation import Augmentation, Rates
from batches import Batch, batches, windows
from corpora import TWEETS, Document
from encoder import LAYERS, Encoder, pretrained
from labelled_names import SOURCES
from torch import Tensor, nn

from storage.analysis.recognition.tag_decoder import TAGS


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a training run. The same settings and number of threads give the same weights."""

    epochs: int = 5
    learning_rate: float = 2e-4
    """The learning rate of the encoder's last layer."""
    decay_by_layer: float = 0.9
    head_learning_rate: float = 1e-3
    """The learning rate of the head and of the embedding of forms, which are not pretrained."""
    weight_decay: float = 0.01
    warm_up: float = 0.06
    """The share of steps in which the learning rates rise; then they fall linearly to 0."""
    averaged: float = 0.15
    """The share of the last steps whose weights are averaged."""
    dropout: float = 0.1
    window: int = 160
    """In pieces."""
    batch: int = 1600
    """In pieces."""
    tweets: float = 0.4
    """The share of tweets in each epoch; their language and guidelines differ from news."""
    seed: int = 7
    augmentation: Rates = field(default_factory=Rates)


def fit(documents: Sequence[Document], weights: Path, settings: Settings) -> Encoder:
    """Return the trained network; its weights are the average of the last steps."""
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    network = pretrained(weights, settings.dropout)
    network.pieces.weight.requires_grad_(False)
    # Guidelines differ: the offsets learn how much more often a source uses each tag.
    offsets = nn.Embedding(len(SOURCES), len(TAGS))
    nn.init.zeros_(offsets.weight)
    augmentation = Augmentation(documents, settings.augmentation, rng)
    optimiser = torch.optim.AdamW(
        _parameter_groups(network, offsets, settings), weight_decay=settings.weight_decay, fused=True
    )
    epoch_batches = _epochs(documents, augmentation, settings, rng)
    expected = settings.epochs * sum(_expected_pieces(document, settings) for document in documents)
    average, averaged = copy.deepcopy(network.state_dict()), 0
    started, seen, total, step = time.monotonic(), 0, 0.0, 0
    network.train()
    for batch in epoch_batches:
        progress = min(1.0, seen / expected)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * _learning_rate_factor(progress, settings.warm_up)
        loss = _loss(network, offsets, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
        optimiser.step()
        seen += int((batch.pieces > 0).sum())
        step, total = step + 1, total + loss.item()
        if progress > 1 - settings.averaged and step % 5 == 0:
            averaged += 1
            for key, value in network.state_dict().items():
                average[key].lerp_(value, 1 / averaged)
        if step % 50 == 0:
            print(
                f"{step:6} {progress:6.1%} loss {total / 50:.4f} {time.monotonic() - started:6.0f} s",
                flush=True,
            )
            total = 0.0
    if averaged:
        network.load_state_dict(average)
    return network.eval()


def _expected_pieces(document: Document, settings: Settings) -> float:
    return document.length * (settings.tweets if document.source in TWEETS else 1.0)


def _epochs(
    documents: Sequence[Document], augmentation: Augmentation, settings: Settings, rng: np.random.Generator
) -> Iterator[Batch]:
    for _ in range(settings.epochs):
        chosen = [
            document
            for document in documents
            if rng.random() < _expected_pieces(document, settings) / document.length
        ]
        parts = [augmentation(part) for part in windows(chosen, settings.window, rng)]
        yield from batches(
            [part for part in parts if part.length <= 2 * settings.window], settings.batch, rng
        )


def _parameter_groups(network: Encoder, offsets: nn.Embedding, settings: Settings) -> list[dict[str, object]]:
    def group(parameters: Sequence[nn.Parameter], rate: float, **more: float) -> dict[str, object]:
        return {"params": list(parameters), "lr": 0.0, "peak": rate, **more}

    lowest = settings.learning_rate * settings.decay_by_layer**LAYERS
    groups = [
        group([*network.norm.parameters(), *network.positions.parameters()], lowest),
        group([*network.head.parameters(), *network.forms.parameters()], settings.head_learning_rate),
        group(list(offsets.parameters()), settings.head_learning_rate, weight_decay=1.0),
    ]
    for index, layer in enumerate(network.layers):
        rate = settings.learning_rate * settings.decay_by_layer ** (LAYERS - 1 - index)
        groups.append(group(list(layer.parameters()), rate))
    return groups


def _learning_rate_factor(progress: float, warm_up: float) -> float:
    return progress / warm_up if progress < warm_up else (1 - progress) / (1 - warm_up)


def _loss(network: Encoder, offsets: nn.Embedding, batch: Batch) -> Tensor:
    # Halves the time on processors with bfloat16 units (AMX, AVX-512 BF16).
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.pieces, batch.forms).flatten(0, 1)[batch.words].float()
    # The worldwide news get no offset: newsdesk follows their guidelines.
    scores = scores + offsets(batch.guidelines) * (batch.guidelines > 0)[:, None]
    allowed = scores.masked_fill(~batch.allowed, -1e4)
    return (scores.logsumexp(-1) - allowed.logsumexp(-1)).mean()
