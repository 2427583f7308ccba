"""Linear models over `Features`, and the shipped set of them. Pure: arrays in, arrays out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.features import Features

WORD_SCALE = 2.0
"""A sentence's words weigh together as much as this many cues."""

Scores = NDArray[np.float64]
"""Whatever a model says, in double precision."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """One multinomial logistic regression, or one yes-or-no regression where k is 1."""

    words: NDArray[np.float32]
    """Shape (BUCKETS, k)."""
    dense: NDArray[np.float32]
    """Shape (len(DENSE), k)."""
    bias: NDArray[np.float32]
    """Shape (k,)."""

    def logits(self, features: Features) -> Scores:
        """Shape (n, k)."""
        rows = np.zeros((len(features.words), self.bias.shape[0]))
        for row, at in enumerate(features.words):
            if at.size:
                rows[row] = self.words[at].sum(axis=0, dtype=np.float64) / np.sqrt(at.size)
        return WORD_SCALE * rows + features.dense @ self.dense.astype(np.float64) + self.bias


class AbstractReader(Protocol):
    """What tells roles from the sentences of one abstract together."""

    def log_probabilities(self, texts: Sequence[str]) -> Scores:
        """Of each role for each sentence, shape (n, 5)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ClaimModels:
    """Everything that is trained. `training/claims.py` makes it; `weights.py` reads it."""

    roles: Linear
    """Five columns, in the order of `roles.ROLES`; knows no neighbours' roles."""
    roles_again: NDArray[np.float32]
    """Shape (5 x 5 + 1, 5): logits from own and neighbours' log-probabilities, bias last."""
    reader: AbstractReader
    """Reads abstracts as a whole; roles there are told by it and by the two above together."""
    claim: Linear
    """Whether a sentence of an abstract is a claim."""
    told: Linear
    """What a sentence tells: five columns, in the order of `telling.TELLS`."""
    told_by_role: NDArray[np.float32]
    """Shape (3, 5): what the numbers of `telling.BY_ROLE` add to it."""


def sigmoid(logits: Scores) -> Scores:
    """Between 0 and 1, element by element, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)), dtype=np.float64)


def log_softmax(logits: Scores) -> Scores:
    """Log-probabilities of each row."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
