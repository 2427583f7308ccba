"""Tunes MiniLM to read an abstract as a whole and tell its sentences' roles; keeps thin changes.

Every matrix of the six layers gets a change of rank 8; nothing else moves. In bfloat16 beside
float32 changes, on one thread, so that the same machine gives the same weights.
"""

import random
import time
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from training.batches import shuffled_batches
from training.claims_data import LabelledAbstract

from litsynth.claims.published import word_pieces
from litsynth.claims.roles import ROLES
from litsynth.claims.transformer import CHANGED, LAYERS, WIDTH
from litsynth.claims.windows import Window, windows
from litsynth.shipped_model import model_folder
from litsynth.verify.minilm import load_minilm

RANK = 8
EPOCHS = 4
RATE = 2e-3
_HEAD_RATE = 2e-3
_SMOOTHING = 0.1
_DROPOUT = 0.1
_TOKENS = 3072
_POOL = 256
_WARM = 0.06
_SAY_EVERY = 50
_UNKNOWN = -100
_SEED = 0

Example = tuple[Window, tuple[int, ...]]


class Thin(nn.Module):
    """A dense layer with a change of low rank beside it."""

    def __init__(self, base: nn.Linear, generator: torch.Generator) -> None:
        super().__init__()
        self.base = base
        down = torch.randn(RANK, base.in_features, generator=generator) / base.in_features**0.5
        self.down = nn.Parameter(down)
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, hidden: Tensor) -> Tensor:
        changed: Tensor = self.base(hidden) + (hidden @ self.down.T) @ self.up.T
        return changed


class RoleReader(nn.Module):
    """Windows of pieces to one row of role logits a sentence."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        self.base = load_minilm(model_folder(), dropout=_DROPOUT).requires_grad_(
            requires_grad=False
        )
        for layer in self.base.layers:
            for name in CHANGED:
                setattr(layer, name, Thin(getattr(layer, name), generator))
        self.head = nn.Linear(WIDTH, len(ROLES))
        nn.init.normal_(self.head.weight, std=0.02, generator=generator)
        nn.init.zeros_(self.head.bias)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, some: Sequence[Window]) -> Tensor:
        """Shape (n, sentences of the longest, 5)."""
        width = max(len(window.pieces) for window in some)
        most = max(len(window.stops) for window in some)
        pieces = torch.zeros(len(some), width, dtype=torch.long)
        mask = torch.zeros(len(some), width, dtype=torch.bool)
        share = torch.zeros(len(some), most, width)
        for row, window in enumerate(some):
            pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
            mask[row, : len(window.pieces)] = True
            for number, part in enumerate(window.parts):
                share[row, number, part] = 1 / (part.stop - part.start)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.base(pieces, torch.zeros_like(pieces), mask)
        logits: Tensor = self.head(self.drop(share @ hidden.float()))
        return logits

    def changes(self) -> dict[str, NDArray[np.float16]]:
        """What ships: the factors by layer and matrix, and the head."""
        found = {
            f"{layer}.{name}.{part}": getattr(getattr(self.base.layers[layer], name), part)
            for layer in range(LAYERS)
            for name in CHANGED
            for part in ("up", "down")
        }
        found |= {"head": self.head.weight, "bias": self.head.bias}
        return {name: one.detach().numpy().astype(np.float16) for name, one in found.items()}


def examples(abstracts: Sequence[LabelledAbstract]) -> list[Example]:
    """Every window of every abstract with the roles of its sentences."""
    found: list[Example] = []
    for abstract in abstracts:
        start = 0
        for window in windows(word_pieces([one.text for one in abstract.sentences])):
            labels = abstract.labels[start : start + len(window.stops)]
            found.append((window, tuple(ROLES.index(label) for label in labels)))
            start += len(window.stops)
    return found


def train_adapter(abstracts: Sequence[LabelledAbstract]) -> RoleReader:
    """A reader of roles, tuned on `abstracts` (about a quarter of an hour on one core)."""
    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311 - an order of examples, no secret
    model = RoleReader(_SEED).train()
    known = examples(abstracts)
    thin = [one for name, one in model.named_parameters() if name.endswith((".up", ".down"))]
    optimiser = torch.optim.AdamW(
        [{"params": thin, "lr": RATE}, {"params": model.head.parameters(), "lr": _HEAD_RATE}],
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    lengths = [len(window.pieces) for window, _ in known]
    plan = [
        batch
        for _ in range(EPOCHS)
        for batch in shuffled_batches(lengths, pool=_POOL, tokens=_TOKENS, rng=chance)
    ]
    warm, started = max(1, int(_WARM * len(plan))), time.monotonic()
    for step, batch in enumerate(plan):
        slope = min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * slope
        loss = _loss(model([known[at][0] for at in batch]), [known[at][1] for at in batch])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(thin, 1.0)
        optimiser.step()
        if step % _SAY_EVERY == 0:
            spent = time.monotonic() - started
            print(f"  {step}/{len(plan)} loss {loss.item():.3f}, {spent:.0f} s", flush=True)
    return model.eval()


def _loss(logits: Tensor, labels: Sequence[Sequence[int]]) -> Tensor:
    wanted = torch.full(logits.shape[:2], _UNKNOWN)
    for row, some in enumerate(labels):
        wanted[row, : len(some)] = torch.tensor(some)
    return nn.functional.cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), ignore_index=_UNKNOWN, label_smoothing=_SMOOTHING
    )
