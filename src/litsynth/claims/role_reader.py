"""Reads the sentences of an abstract together, by a transformer tuned for their roles.

What is shipped are the thin changes to a published model; both are put together when first asked.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.model import Scores, log_softmax
from litsynth.claims.published import published_weights, word_pieces
from litsynth.claims.transformer import Transformer, adapted
from litsynth.claims.windows import windows


class RoleReader:
    """`changes` are the arrays that `training/claims_adapter.py` makes, "head" and "bias" too."""

    def __init__(self, changes: Mapping[str, NDArray[np.float16]]) -> None:
        self.changes = changes

    def log_probabilities(self, texts: Sequence[str]) -> Scores:
        """Of each role for each of the sentences of one abstract, shape (n, 5).

        Raises ModelError if the published model is not installed.
        """
        head = self.changes["head"].astype(np.float64)
        rows = [
            states[part].mean(axis=0)
            for window in windows(word_pieces(texts))
            for states in [self._transformer.states(window.pieces)]
            for part in window.parts
        ]
        if not rows:
            return np.zeros((0, len(head)))
        return log_softmax(np.stack(rows) @ head.T + self.changes["bias"].astype(np.float64))

    @cached_property
    def _transformer(self) -> Transformer:
        return adapted(published_weights(), self.changes)
