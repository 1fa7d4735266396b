"""Fine-tuning: from a pretrained encoder and labelled documents to weights."""

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
class Plan:
    """How it is trained. A run with the same plan and number of threads gives the same weights."""

    epochs: int = 5
    rate: float = 2e-4
    """The learning rate of the encoder's last layer."""
    decay_by_layer: float = 0.9
    new_rate: float = 1e-3
    """The learning rate of the head and of the embedding of forms, which begin with nothing."""
    weight_decay: float = 0.01
    warm_up: float = 0.06
    """The share of steps in which the rates rise; then they fall in a line to nothing."""
    averaged: float = 0.15
    """The share of steps at the end whose weights are averaged."""
    dropout: float = 0.1
    window: int = 160
    batch: int = 1600
    """Pieces."""
    tweets: float = 0.4
    """The share of the tweets that each epoch sees: their guidelines and language are others."""
    seed: int = 7
    rates: Rates = field(default_factory=Rates)


def fit(documents: Sequence[Document], weights: Path, plan: Plan) -> Encoder:
    """Return the network trained on the documents, the average of its last steps."""
    torch.manual_seed(plan.seed)
    chance = np.random.default_rng(plan.seed)
    network = pretrained(weights, plan.dropout)
    network.pieces.weight.requires_grad_(False)
    # Guidelines differ: what a source tags more often than the others is learnt beside the network.
    offsets = nn.Embedding(len(SOURCES), len(TAGS))
    nn.init.zeros_(offsets.weight)
    augmentation = Augmentation(documents, plan.rates, chance)
    optimiser = torch.optim.AdamW(_groups(network, offsets, plan), weight_decay=plan.weight_decay, fused=True)
    rows = _epochs(documents, augmentation, plan, chance)
    expected = plan.epochs * sum(_seen(document, plan) for document in documents)
    average, averaged = copy.deepcopy(network.state_dict()), 0
    started, seen, total, step = time.monotonic(), 0, 0.0, 0
    network.train()
    for batch in rows:
        progress = min(1.0, seen / expected)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * _slope(progress, plan.warm_up)
        loss = _loss(network, offsets, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
        optimiser.step()
        seen += int((batch.pieces > 0).sum())
        step, total = step + 1, total + loss.item()
        if progress > 1 - plan.averaged and step % 5 == 0:
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


def _seen(document: Document, plan: Plan) -> float:
    return document.length * (plan.tweets if document.source in TWEETS else 1.0)


def _epochs(
    documents: Sequence[Document], augmentation: Augmentation, plan: Plan, chance: np.random.Generator
) -> Iterator[Batch]:
    for _ in range(plan.epochs):
        chosen = [
            document for document in documents if chance.random() < _seen(document, plan) / document.length
        ]
        parts = [augmentation(part) for part in windows(chosen, plan.window, chance)]
        yield from batches([part for part in parts if part.length <= 2 * plan.window], plan.batch, chance)


def _groups(network: Encoder, offsets: nn.Embedding, plan: Plan) -> list[dict[str, object]]:
    def group(parameters: Sequence[nn.Parameter], rate: float, **more: float) -> dict[str, object]:
        return {"params": list(parameters), "lr": 0.0, "peak": rate, **more}

    lowest = plan.rate * plan.decay_by_layer**LAYERS
    groups = [
        group([*network.norm.parameters(), *network.positions.parameters()], lowest),
        group([*network.head.parameters(), *network.forms.parameters()], plan.new_rate),
        group(list(offsets.parameters()), plan.new_rate, weight_decay=1.0),
    ]
    for index, layer in enumerate(network.layers):
        rate = plan.rate * plan.decay_by_layer ** (LAYERS - 1 - index)
        groups.append(group(list(layer.parameters()), rate))
    return groups


def _slope(progress: float, warm_up: float) -> float:
    return progress / warm_up if progress < warm_up else (1 - progress) / (1 - warm_up)


def _loss(network: Encoder, offsets: nn.Embedding, batch: Batch) -> Tensor:
    # Where the processor has units for it (AMX, AVX-512 BF16) this takes half the time.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.pieces, batch.forms).flatten(0, 1)[batch.words].float()
    # The worldwide news stand for themselves: theirs are the guidelines that newsdesk keeps to.
    scores = scores + offsets(batch.guidelines) * (batch.guidelines > 0)[:, None]
    allowed = scores.masked_fill(~batch.allowed, -1e4)
    return (scores.logsumexp(-1) - allowed.logsumexp(-1)).mean()
