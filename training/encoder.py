"""The network: MiniLM's encoder (Wang et al. 2020) with an embedding of word forms and a head of tags."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from storage.analysis.recognition.tag_decoder import TAGS
from storage.analysis.recognition.word_pieces import FORMS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
_EPSILON = 1e-12


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) with one random byte a number, several times as fast as torch's."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self._threshold = round(256 * rate)

    def forward(self, states: Tensor) -> Tensor:
        """Return the states; in training, some are 0 and the others are scaled up."""
        if not self.training:
            return states
        random_bytes = torch.randint(-(2**63), 2**63 - 1, ((states.numel() + 7) // 8,)).view(torch.uint8)
        kept = random_bytes[: states.numel()].view(states.shape) >= self._threshold
        return states * (kept.to(states.dtype) * (256 / (256 - self._threshold)))


class Layer(nn.Module):
    """One layer of BERT: self-attention and two dense layers, each with a residual and a layer norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Return the states after this layer, shape (b, n, width).

        `bias`, shape (b, 1, 1, n), is far below 0 after the end of a window.
        """
        query, key, value = map(_by_head, self.query_key_value(hidden).split(WIDTH, dim=-1))
        # Written out, because the backward pass of torch's own attention takes five times as long on a CPU.
        attention = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias
        mixed = (attention.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(hidden.shape)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(mixed)))
        return self.outer_norm(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


def _by_head(states: Tensor) -> Tensor:
    return states.view(*states.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """Scores the tags of each piece from the pieces and the forms of their words."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.forms = nn.Embedding(FORMS + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, len(TAGS))
        self.dropout = Dropout(dropout)
        nn.init.normal_(self.forms.weight, std=0.02)

    def forward(self, pieces: Tensor, forms: Tensor) -> Tensor:
        """Return scores before the softmax, shape (b, n, tags), for `pieces` and `forms` of shape (b, n)."""
        positions = self.positions(torch.arange(pieces.shape[1]))
        hidden = self.dropout(self.norm(self.pieces(pieces) + positions + self.forms(forms)))
        bias = (pieces == 0).to(hidden.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return self.head(self.dropout(hidden))


class WindowEncoder(nn.Module):
    """The encoder for a single window, as newsdesk calls it."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, forms: Tensor) -> Tensor:
        """Return scores before the softmax, shape (n, tags), for `pieces` and `forms` of shape (n,)."""
        return self.encoder(pieces[None], forms[None])[0]


def pretrained(weights: Path, dropout: float = 0.1) -> Encoder:
    """Return the network with the weights of a BERT of this size. Raises `ValueError` if they do not fit."""
    stored = load_file(weights)
    own = {
        "pieces.weight": stored["embeddings.word_embeddings.weight"],
        # BERT distinguishes two sentences; here all text is the first.
        "positions.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    parts = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for index in range(LAYERS):
        layer = f"encoder.layer.{index}"
        for kind in ("weight", "bias"):
            attention = [
                stored[f"{layer}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")
            ]
            own[f"layers.{index}.query_key_value.{kind}"] = torch.cat(attention)
            for name, source in parts.items():
                own[f"layers.{index}.{name}.{kind}"] = stored[f"{layer}.{source}.{kind}"]
    network = Encoder(dropout)
    missing, unexpected = network.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {"forms.weight", "head.weight", "head.bias"}:
        raise ValueError(f"{weights} does not contain the weights of a BERT of this size.")
    return network
