"""Embeddings by sentence-transformers. The only file that imports it.

The default model is the published all-MiniLM-L6-v2, shipped as a package so that no model hub is
needed; its weights are checked against their known hash each time they are loaded.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from litsynth.errors import ModelError
from litsynth.ports import Encoder, Vectors
from litsynth.shipped_model import MODEL, check_weights, file_sha256, model_folder
from litsynth.surrogates import without_surrogates
from litsynth.user_paths import at_home
from litsynth.verify.hub_host import unknown_hub
from litsynth.verify.memory import Room

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_BESIDE = ("*.json", "*.txt", "*.model", "*/config.json", *(f"*/{name}" for name in _WEIGHTS))
"""What else in a model's folder decides its vectors: word pieces, pooling, layers of their own."""
_BATCH = 32
_HUB_HINT = "Check the name, or leave --model out to use the model that is shipped."


def pick_device(asked: str) -> str:
    """The torch device for "auto", "cpu", "cuda" or "mps". Raises ModelError if it is not there."""
    if asked == "cpu" or (asked == "auto" and not _accelerator_possible()):
        return "cpu"
    import torch

    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.mps.is_available()}
    if asked == "auto":
        return next(name for name in ("cuda", "mps", "cpu") if there[name])
    if not there.get(asked, False):
        raise ModelError(
            f"there is no device {asked!r} on this machine",
            hint=f"Use --device auto, or one of: {', '.join(filter(there.get, there))}.",
        )
    return asked


def _accelerator_possible() -> bool:
    """False where there is surely no GPU: a run whose vectors are all kept needs no torch."""
    if sys.platform != "linux":
        return True
    return any(Path(node).exists() for node in ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg"))


class SentenceTransformerEncoder:
    """Loads its model on first use, so that `litsynth --help` never imports torch."""

    def __init__(
        self,
        model: str = MODEL,
        device: str = "auto",
        *,
        offline: bool = False,
    ) -> None:
        """`model` is the shipped model's name, a folder, or a name on the model hub, which
        `offline` forbids asking.
        """
        self._asked = model
        self._asked_device = device
        self._offline = offline

    @property
    def name(self) -> str:
        return f"{Path(self._asked).name if self._folder else self._asked}@{self.sha256[:12]}"

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda" or "mps"."""
        return self._room.device

    @cached_property
    def sha256(self) -> str:
        """Of the weights; for a folder of the user's own, of all that decides its vectors."""
        if self._folder is None or self._asked == MODEL:
            return self._weights_sha256
        digest = hashlib.sha256(self._weights_sha256.encode())
        beside = {file for pattern in _BESIDE for file in self._folder.glob(pattern)}
        for file in sorted(filter(Path.is_file, beside)):
            name = file.relative_to(self._folder).as_posix()
            digest.update(f"{name} {file_sha256(file)}".encode())
        return digest.hexdigest()

    @property
    def _weights_sha256(self) -> str:
        """The file's where there is one, else of the loaded parameters."""
        for file in _WEIGHTS:
            if self._folder and (self._folder / file).is_file():
                return file_sha256(self._folder / file)
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.detach().float().cpu().numpy().tobytes())
        return digest.hexdigest()

    @cached_property
    def rough(self) -> Encoder | None:
        """A quicker encoder whose vectors come near, where there is one; else None."""
        if self._asked != MODEL or self.device not in {"cpu", "cuda"}:
            return None
        from litsynth.verify.rough import RoughEncoder, worth_it

        if self.device == "cpu" and not worth_it():
            return None
        return RoughEncoder(model_folder(), exact=self.name, device=self.device)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows of float32. An empty input gives shape (0, d).

        Raises ModelError if the model cannot be loaded or run, or gives no numbers.
        """
        width = self._model.get_embedding_dimension() or 0
        if not texts:  # The library would return shape (0,), in float64.
            return np.zeros((0, width), dtype=np.float32)
        # An empty text has no direction.
        clean = [without_surrogates(text) or " " for text in texts]
        vectors = self._encode_within_memory(clean)
        if not np.isfinite(vectors).all():
            raise ModelError(
                f"{self._asked} gave vectors that are not numbers",
                hint="The model's files are damaged, or it cannot run in this precision; "
                + _HUB_HINT,
            )
        return vectors

    def _encode_within_memory(self, texts: list[str]) -> Vectors:
        import torch

        while True:
            try:
                # The library sorts by length itself, so a batch pads little.
                found = self._model.encode(
                    texts,
                    batch_size=self._room.size,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
                return np.asarray(found, dtype=np.float32)
            except torch.OutOfMemoryError as error:
                if self._room.shrink(error, single=self._room.size == 1):
                    self._model.to("cpu")
            except (RuntimeError, ValueError, IndexError) as error:
                raise ModelError(f"{self._asked} failed: {error}", hint=_HUB_HINT) from error

    @cached_property
    def _folder(self) -> Path | None:
        if self._asked == MODEL:
            return model_folder()
        path = at_home(self._asked)
        return path if path.is_dir() else None

    @cached_property
    def _room(self) -> Room:
        """Its size is in texts."""
        return Room(self._device, _BATCH, on_cpu=_BATCH, what=self._asked)

    @cached_property
    def _device(self) -> str:
        return pick_device(self._asked_device)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        if self._asked == MODEL:
            check_weights(model_folder())
        local = self._folder is not None or self._offline or unknown_hub() is not None
        if local:
            # A folder needs no hub; without this the libraries may still ask it.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from safetensors import SafetensorError

        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as loud

            loud.disable_progress_bar()  # type: ignore[no-untyped-call]
            return SentenceTransformer(
                str(self._folder or self._asked),
                device=self._device,
                local_files_only=local,
            )
        except (ImportError, OSError, RuntimeError, ValueError, SafetensorError) as error:
            unreachable = isinstance(error, OSError) and "connect" in str(error)
            why = (
                "its files are not here, and the hub cannot be reached"
                if unreachable
                else str(error).partition("\n")[0]
            )
            raise ModelError(f"cannot load {self._asked}: {why}", hint=_HUB_HINT) from error
