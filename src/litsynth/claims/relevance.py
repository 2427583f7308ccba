"""How much a sentence bears on the question. Pure; the encoder is passed in."""

from collections.abc import Sequence

import numpy as np

from litsynth.lexical import stems
from litsynth.ports import Encoder, Vectors


class NoEncoder:
    """For when there is no question: nothing is ever encoded."""

    name = "none"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of no width. Raises ValueError if there is something to encode."""
        if texts:
            raise ValueError("there is no encoder to embed texts with")
        return np.zeros((0, 0), dtype=np.float32)


COSINE_SHARE = 0.7
"""Weight of the encoder's cosine; word overlap has the rest."""


def relevances(texts: Sequence[str], question: str, encoder: Encoder) -> tuple[float, ...]:
    """One relevance a text, from 0 to 1, in order; all 0 if the question has no words.

    It is 0.7 x cosine (negative counts as 0) + 0.3 x share of the question's stems in the text.
    """
    wanted = set(stems(question))
    if not wanted or not texts:
        return (0.0,) * len(texts)
    vectors = encoder.encode([question, *texts])
    cosines = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0)
    return tuple(
        round(
            COSINE_SHARE * float(cosine)
            + (1 - COSINE_SHARE) * len(wanted.intersection(stems(text))) / len(wanted),
            6,
        )
        for text, cosine in zip(texts, cosines, strict=True)
    )
