"""The transformer of all-MiniLM-L6-v2 in numpy, with what training changed in it. Pure.

Reads one abstract in a tenth of a second; torch would take ten times as long to import.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

WIDTH = 384
HEADS = 12
LAYERS = 6
CHANGED = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "dense": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}
"""The matrices of a layer that an adapter changes, and their published names."""
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Transformer:
    weights: Mapping[str, Array]
    """By published name."""

    def states(self, pieces: Sequence[int]) -> Array:
        """Shape (n, 384): what the last layer makes of each of `pieces`, at most 512."""
        own = self.weights
        hidden = own["embeddings.word_embeddings.weight"][list(pieces)]
        hidden = hidden + own["embeddings.position_embeddings.weight"][: len(pieces)]
        hidden = hidden + own["embeddings.token_type_embeddings.weight"][0]
        hidden = self._normal(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        return hidden

    def _layer(self, hidden: Array, at: str) -> Array:
        query, key, value = (
            self._dense(hidden, at + CHANGED[name]).reshape(len(hidden), HEADS, -1).swapaxes(0, 1)
            for name in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(WIDTH / HEADS))
        scores = np.exp(scores - scores.max(axis=2, keepdims=True))
        mixed = (scores / scores.sum(axis=2, keepdims=True)) @ value
        mixed = mixed.swapaxes(0, 1).reshape(len(hidden), WIDTH)
        hidden = self._normal(
            hidden + self._dense(mixed, at + CHANGED["dense"]), at + "attention.output.LayerNorm"
        )
        wide = gelu(self._dense(hidden, at + CHANGED["widen"]))
        return self._normal(
            hidden + self._dense(wide, at + CHANGED["narrow"]), at + "output.LayerNorm"
        )

    def _dense(self, hidden: Array, name: str) -> Array:
        return hidden @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def _normal(self, hidden: Array, name: str) -> Array:
        middle = hidden - hidden.mean(axis=1, keepdims=True)
        spread = np.sqrt((middle**2).mean(axis=1, keepdims=True) + np.float32(_EPSILON))
        scaled = middle / spread * self.weights[name + ".weight"] + self.weights[name + ".bias"]
        return np.asarray(scaled, dtype=np.float32)


def gelu(values: Array) -> Array:
    """Each x times the normal distribution function at x, to about 1e-6.

    By Abramowitz and Stegun's 7.1.26, as numpy has no error function.
    """
    size = np.abs(values) * np.float32(np.sqrt(0.5))
    step = 1 / (1 + np.float32(0.3275911) * size)
    tail = step * np.float32(1.061405429) - np.float32(1.453152027)
    for factor in (1.421413741, -0.284496736, 0.254829592):
        tail = step * tail + np.float32(factor)
    error = 1 - step * tail * np.exp(-size * size)
    return np.asarray(values * (1 + np.copysign(error, values)) / 2, dtype=np.float32)


def adapted(
    published: Mapping[str, Array], changes: Mapping[str, NDArray[np.float16]]
) -> Transformer:
    """The published transformer with thin changes added to its matrices.

    `changes` holds two factors a matrix: "0.query.down", shape (rank, in), and "0.query.up",
    shape (out, rank), whose product is added. Raises KeyError if one is missing.
    """
    weights = dict(published)
    for layer in range(LAYERS):
        for short, long in CHANGED.items():
            name = f"encoder.layer.{layer}.{long}.weight"
            up, down = (changes[f"{layer}.{short}.{part}"] for part in ("up", "down"))
            weights[name] = weights[name] + up.astype(np.float32) @ down.astype(np.float32)
    return Transformer(weights)
