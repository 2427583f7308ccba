"""Fit the head: a few small networks over the features, by one likelihood for all kinds of labels.

A pair labelled NOT_SUPPORTED (two-way sets) tells only that it is not supported: its likelihood is
one minus that of support, so two-way sets teach what they know and no more.
"""

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import logsigmoid
from training.rows import rows

from litsynth.lexical import stems
from litsynth.verify.features import Idf
from litsynth.verify.head import Head

_SEEN = 6
"""Texts a stem must stand in to be in the table; rarer ones count as unseen."""
_MEMBERS = 5
_STEPS = 400
_RATE = 0.01
_DECAY = 0.02

Rows = NDArray[np.float32]
Codes = NDArray[np.intp]
Weights = NDArray[np.float32]


def make_idf(texts: Iterable[str]) -> Idf:
    """How rare each stem is among `texts`, as a natural logarithm, from 0."""
    seen: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        seen.update(set(stems(text)))
    table = {
        stem: round(math.log((total + 1) / (count + 1)), 2)
        for stem, count in sorted(seen.items())
        if count >= _SEEN
    }
    return Idf(table, round(math.log((total + 1) / _SEEN), 2))


def read_abstracts(path: Path) -> list[str]:
    """Title and abstract of each line of the ACL Anthology file."""
    return [f"{record.get('title') or ''} {record.get('abstract') or ''}" for record in rows(path)]


def log_likelihood(logits: Tensor, codes: Tensor) -> Tensor:
    """(n,): log probability of each label. logits (n, 2): bearing on the claim, being for it."""
    yes, no = logsigmoid(logits), logsigmoid(-logits)
    supports, refutes, neither = yes[:, 0] + yes[:, 1], yes[:, 0] + no[:, 1], no[:, 0]
    table = torch.stack([supports, refutes, neither, torch.logaddexp(refutes, neither)], dim=1)
    return table.gather(1, codes[:, None])[:, 0]


class _Network(nn.Module):
    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, 2)
        self.skip = nn.Linear(width, 2, bias=False)

    def forward(self, rows: Tensor) -> Tensor:
        deep: Tensor = self.out(torch.tanh(self.hidden(rows)))
        straight: Tensor = self.skip(rows)
        return deep + straight


def fit_head(
    rows: Rows,
    codes: Codes,
    weights: Weights,
    *,
    seed: int,
    hidden: int = 12,
) -> Head:
    """Networks fitted on (n, f) `rows`, each on its own bootstrap of the pairs."""
    mean = rows.mean(axis=0)
    scale = np.maximum(rows.std(axis=0), 1e-3)
    inputs = torch.from_numpy(np.clip((rows - mean) / scale, -4, 4).astype(np.float32))
    labels = torch.from_numpy(codes.astype(np.int64))
    fitted = []
    for member in range(_MEMBERS):
        generator = torch.Generator().manual_seed(seed + member)
        torch.manual_seed(seed + member)
        network = _Network(rows.shape[1], hidden)
        # Bayesian bootstrap: no pair is lost, but the members see different weights.
        luck = -torch.log(torch.rand(len(rows), generator=generator).clamp_min(1e-9))
        weight = torch.from_numpy(weights.astype(np.float32)) * luck
        weight /= weight.sum()
        optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY / _RATE)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, _STEPS)
        for _ in range(_STEPS):
            optimiser.zero_grad()
            loss = -(log_likelihood(network(inputs), labels) * weight).sum()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
        fitted.append(
            {name: value.detach().numpy() for name, value in network.state_dict().items()}
        )
    return Head(
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        hidden=np.stack([part["hidden.weight"].T for part in fitted]),
        hidden_bias=np.stack([part["hidden.bias"] for part in fitted]),
        skip=np.stack([part["skip.weight"].T for part in fitted]),
        out=np.stack([part["out.weight"].T for part in fitted]),
        out_bias=np.stack([part["out.bias"] for part in fitted]),
    )
