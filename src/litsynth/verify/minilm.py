"""The transformer of all-MiniLM-L6-v2 in plain torch, read from its published weights.

transformers could load it too, but takes longer to import than this model takes to judge a report.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from litsynth.shipped_model import WEIGHTS

WIDTH = 384
HEADS = 12
LAYERS = 6
INNER = 1536
VOCABULARY = 30_522
POSITIONS = 512
_EPSILON = 1e-12


class Layer(nn.Module):
    """One block: attention, then two dense layers, each added to its input and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.dense_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, _ = hidden.shape
        join = _joined if _joins(hidden) else _plain
        query, key, value = (
            join(hidden, part).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.training:
            # Written out: the fused form takes most of a step's time going backwards on a CPU.
            scores = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5
            if mask is not None:
                scores = scores.masked_fill(~mask, -1e4)
            mixed = scores.softmax(dim=3).to(value.dtype) @ value
        else:
            mixed = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(rows, length, WIDTH)
        if join is _joined:
            hidden = self.dense_norm(_joined(mixed, self.dense, add=hidden))
            wide = _joined(hidden, self.widen, "gelu")
            return torch.as_tensor(self.narrow_norm(_joined(wide, self.narrow, add=hidden)))
        hidden = self.dense_norm(hidden + self.drop(self.dense(mixed)))
        wide = self.narrow(gelu(self.widen(hidden)))
        hidden = self.narrow_norm(hidden + self.drop(wide))
        return hidden


def _joins(hidden: Tensor) -> bool:
    """Whether a dense layer and what follows it can be one step: half precision on a CPU whose
    torch has oneDNN. Bias, GELU and sum are passes of their own otherwise, which take as long as
    the product itself.
    """
    return (
        hidden.dtype is torch.bfloat16
        and hidden.device.type == "cpu"
        and not torch.is_grad_enabled()
        and hasattr(torch.ops.mkldnn, "_linear_pointwise")
    )


def _plain(hidden: Tensor, layer: nn.Linear) -> Tensor:
    return torch.as_tensor(layer(hidden))


def _joined(
    hidden: Tensor, layer: nn.Linear, then: str = "none", *, add: Tensor | None = None
) -> Tensor:
    step = torch.ops.mkldnn._linear_pointwise  # noqa: SLF001 - torch.compile writes it, too
    if add is not None:
        return torch.as_tensor(step.binary(hidden, add, layer.weight, layer.bias, "add"))
    return torch.as_tensor(step(hidden, layer.weight, layer.bias, then, [], "none"))


class MiniLM(nn.Module):
    """Token ids to one vector a token."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor | None) -> Tensor:
        """(n, t) ids, kinds (0 first text, 1 second) and mask (True where there is a token; None if
        there is one everywhere) to (n, t, 384).
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.kinds(kinds)
        hidden = self.drop(self.norm(hidden))
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, wide)
        return torch.as_tensor(hidden)


_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "kinds",
    "embeddings.LayerNorm": "norm",
    "encoder.layer": "layers",
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "dense",
    "attention.output.LayerNorm": "dense_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_norm",
}  # The longer names first: "output.dense" ends "attention.output.dense" too.


def load_minilm(folder: Path, *, dropout: float = 0.0) -> MiniLM:
    """The published weights in `folder`/model.safetensors. Raises OSError or KeyError."""
    model = MiniLM(dropout)
    weights = {}
    for name, tensor in load_file(folder / WEIGHTS).items():
        if name.startswith("pooler.") or name.endswith("position_ids"):
            continue
        plain = name.removeprefix("bert.")
        for long, short in _NAMES.items():
            plain = plain.replace(long, short)
        weights[plain] = tensor
    model.load_state_dict(weights)
    return model.eval()
