"""Vectors from hashed words: no model, the same on every machine. For tests and for a first try."""

import hashlib
from collections.abc import Sequence

import numpy as np

from litsynth.lexical import stems
from litsynth.ports import Vectors

WIDTH = 256


class HashingEncoder:
    """Texts that share stems are near each other; meaning beyond words is lost."""

    @property
    def name(self) -> str:
        return f"hashing-{WIDTH}@1"

    @property
    def device(self) -> str:
        return "cpu"

    @property
    def sha256(self) -> str:
        """Of the name, as there are no weights."""
        return hashlib.sha256(self.name.encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows. An empty input gives shape (0, d)."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            # A text without a word still needs a direction.
            for stem in stems(text) or [""]:
                digest = hashlib.blake2b(stem.encode("utf-8", "replace"), digest_size=8).digest()
                value = int.from_bytes(digest, "little")
                vectors[row, value % WIDTH] += 1.0 if value >> 63 else -1.0
            if not vectors[row].any():  # Two stems met in one place and cancelled.
                vectors[row, 0] = 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
