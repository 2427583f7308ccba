"""Models that are asked only for what no run has asked before: vectors of texts, log-odds of pairs.

What a caller gets is always made of the value that is stored: a cold run and a warm run see the
same numbers.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from litsynth.ports import Encoder, Vectors
from litsynth.verify.store import Store, text_key

_BATCH = 4096
"""Texts encoded between two commits: what a killed run can lose."""
_PAIRS = 256
"""Pairs read between two commits."""


class CachedEncoder:
    """An `Encoder` that asks another one only for texts it has not seen.

    Vectors are stored as float16.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def device(self) -> str:
        """Where the encoder behind runs; "cpu" if it does not say."""
        return str(getattr(self._encoder, "device", "cpu"))

    @property
    def sha256(self) -> str:
        """Of the weights of the encoder behind; empty if it does not say."""
        return str(getattr(self._encoder, "sha256", ""))

    @cached_property
    def rough(self) -> "CachedEncoder | None":
        """The quicker encoder behind, where there is one, with a store of its own."""
        inner = getattr(self._encoder, "rough", None)
        return None if inner is None else CachedEncoder(inner, self._folder)

    @property
    def path(self) -> Path:
        """The store of this model's vectors."""
        return self._store.path

    @cached_property
    def _store(self) -> Store:
        return Store(self._folder, self._encoder.name, of="embeddings")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows. An empty input gives shape (0, d)."""
        if not texts:
            return self._encoder.encode([])
        keys = [text_key(text) for text in texts]
        first_text = dict(zip(reversed(keys), reversed(texts), strict=True))
        known = self._store.look_up(list(first_text))
        missing = [key for key in first_text if key not in known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            made = self._encoder.encode([first_text[key] for key in batch]).astype(np.float16)
            fresh = {key: row.tobytes() for key, row in zip(batch, made, strict=True)}
            self._store.keep(fresh)
            known.update(fresh)
        flat = np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float16)
        vectors = flat.reshape(len(keys), -1).astype(np.float32)
        # Rounding to float16 moves a row's length by up to 0.05 %.
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class PairReader(Protocol):
    """A model that reads two texts together."""

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, k) log-odds for (claim, passage) pairs, in order."""
        ...


class CachedPairReader:
    """A `PairReader` that asks another one only for pairs it has not seen.

    That one is made when a pair is missing: a run that knows all its pairs loads no model.
    """

    def __init__(self, reader: Callable[[], PairReader], folder: Path, name: str) -> None:
        self._reader = reader
        self._store = Store(folder, name, of="readings")

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, k) log-odds for (claim, passage) pairs, in order; n is at least 1."""
        keys = [text_key(f"{claim}\0{passage}") for claim, passage in pairs]
        first_pair = dict(zip(reversed(keys), reversed(pairs), strict=True))
        known = self._store.look_up(list(first_pair))
        missing = [key for key in first_pair if key not in known]
        # Of like length together, so that a batch pads little.
        missing.sort(key=lambda key: sum(map(len, first_pair[key])))
        for start in range(0, len(missing), _PAIRS):
            batch = missing[start : start + _PAIRS]
            made = self._reader().logits([first_pair[key] for key in batch]).astype(np.float32)
            fresh = {key: row.tobytes() for key, row in zip(batch, made, strict=True)}
            if np.isfinite(made).all():  # A model that failed may be mended by the next run.
                self._store.keep(fresh)
            known.update(fresh)
        flat = np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32)
        return flat.reshape(len(keys), -1)


def kept_readings(reader: Callable[[], PairReader], folder: Path | None, name: str) -> PairReader:
    """What `reader` makes, with its readings kept in `folder` where there is one."""
    return reader() if folder is None else CachedPairReader(reader, folder, name)
