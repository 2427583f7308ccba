"""A model of sequence classification that reads a passage and a claim. The only file that
loads one by transformers.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError

from litsynth.errors import ModelError
from litsynth.surrogates import without_surrogates
from litsynth.verify.memory import Room
from litsynth.verify.token_batches import by_length

LONGEST = 512
"""Word pieces of passage and claim together, where the model takes as many."""
TOKENS = 16_384
"""Word pieces, padding included, that are run at a time on a GPU."""
_TOKENS_ON_CPU = 4096
_UNLOADABLE = (ImportError, OSError, RuntimeError, ValueError, KeyError, TypeError)
_HINT = "Check the files, or leave --judge out to use the judge that is shipped."


class PairClassifier:
    """Loads tokenizer and model from a folder on first use. Asks no hub."""

    def __init__(self, folder: Path, *, device: str = "cpu", half: bool | None = None) -> None:
        """`half` says whether to run in half precision; None means on CUDA only."""
        self._folder = folder
        self._half = device == "cuda" if half is None else half
        self._room = Room(device, TOKENS, on_cpu=_TOKENS_ON_CPU, what=f"the judge in {folder}")

    @property
    def device(self) -> str:
        """Where it runs now: the one asked for, or the CPU if that had too little memory."""
        return self._room.device

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, outputs) for (claim, passage) pairs, in order; the passage is the premise.

        Only the passage is cut to the model's length, except that a claim may not take more than
        half of it. Raises ModelError if the model cannot be loaded or run, or gives no numbers.
        """
        if not pairs:
            return np.zeros((0, self._outputs), dtype=np.float32)
        encoded = self._encoded(pairs)
        try:
            found = self._run(encoded, list(range(len(pairs))))
            odd = np.flatnonzero(~np.isfinite(found).all(axis=1)).tolist()
            if odd and self._half:
                # Half precision overflows where some models are wide; full precision does not.
                self._half = False
                del self._model  # Numbers too large for half precision are lost in what is loaded.
                found[odd] = self._run(encoded, odd)[odd]
                odd = np.flatnonzero(~np.isfinite(found).all(axis=1)).tolist()
        except (RuntimeError, ValueError, IndexError) as error:
            raise ModelError(f"the judge in {self._folder} failed: {error}", hint=_HINT) from error
        if odd:
            raise ModelError(
                f"the judge in {self._folder} gave probabilities that are not numbers",
                hint="Its files are damaged. " + _HINT,
            )
        return found

    def _run(self, encoded: list[dict[str, list[int]]], rows: list[int]) -> NDArray[np.float32]:
        """(len(encoded), outputs), filled in for `rows`."""
        found = np.zeros((len(encoded), self._outputs), dtype=np.float32)

        def work(batch: list[int]) -> None:
            picked = [rows[at] for at in batch]
            top = self._model(**self._padded([encoded[row] for row in picked])).logits
            found[picked] = top.float().cpu().numpy()

        lengths = [len(encoded[row]["input_ids"]) for row in rows]
        with torch.inference_mode():
            self._room.run(by_length(lengths, self._room.size), work, move=self._to_cpu)
        return found

    def _to_cpu(self) -> None:
        self._half = False
        self._model.float().to("cpu")

    def _encoded(self, pairs: Sequence[tuple[str, str]]) -> list[dict[str, list[int]]]:
        """Each pair's word pieces and what else the model takes, without padding."""
        cut = {claim: self._cut(without_surrogates(claim)) for claim, _ in pairs}
        table = self._tokenizer(
            [without_surrogates(passage) for _, passage in pairs],
            [cut[claim] for claim, _ in pairs],
            truncation="only_first",
            max_length=self._longest,
        )
        return [{key: table[key][at] for key in table} for at in range(len(pairs))]

    def _cut(self, claim: str) -> str:
        """As much of the claim as takes half of the model's length."""
        most = self._longest // 2
        if len(claim) <= most:
            return claim
        found = self._tokenizer(claim, add_special_tokens=False, truncation=True, max_length=most)
        if len(found["input_ids"]) < most:
            return claim
        return str(self._tokenizer.decode(found["input_ids"], skip_special_tokens=True))

    def _padded(self, batch: list[dict[str, list[int]]]) -> dict[str, torch.Tensor]:
        longest = max(len(one["input_ids"]) for one in batch)
        filler = {"input_ids": self._tokenizer.pad_token_id or 0}
        return {
            key: torch.tensor(
                [one[key] + [filler.get(key, 0)] * (longest - len(one[key])) for one in batch]
            ).to(self.device)
            for key in batch[0]
        }

    @property
    def _outputs(self) -> int:
        return int(self._model.config.num_labels)

    @cached_property
    def _longest(self) -> int:
        takes = getattr(self._model.config, "max_position_embeddings", LONGEST)
        return min(LONGEST, int(takes), int(self._tokenizer.model_max_length))

    @cached_property
    def _tokenizer(self) -> Any:
        found = self._load("AutoTokenizer")
        if set(found.get_vocab()) <= set(found.all_special_tokens):
            # transformers makes one of special tokens only where the files are missing.
            raise ModelError(
                f"there are no word pieces in {self._folder}: it lacks the model's tokenizer",
                hint="Copy the whole folder of the model, with tokenizer.json or its vocabulary.",
            )
        return found

    @cached_property
    def _model(self) -> Any:
        dtype = torch.float16 if self._half else torch.float32
        model, told = self._load(
            "AutoModelForSequenceClassification", dtype=dtype, output_loading_info=True
        )
        if missing := sorted(told["missing_keys"]):
            # transformers would go on with random numbers in their place.
            raise ModelError(
                f"the model in {self._folder} lacks the weights {', '.join(missing[:3])}: it was "
                "not tuned to classify",
                hint="Name a model that was tuned on entailment.",
            )
        try:
            return model.eval().to(self.device)
        except torch.OutOfMemoryError as error:
            self._room.shrink(error, single=True)
            self._half = False
            return model.float()

    def _load(self, kind: str, **more: Any) -> Any:
        # A folder needs no hub; without this the libraries may still ask it.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            import transformers
            from transformers.utils import logging as loud

            loud.set_verbosity_error()  # type: ignore[no-untyped-call]
            loud.disable_progress_bar()  # type: ignore[no-untyped-call]
            maker = getattr(transformers, kind)
            return maker.from_pretrained(
                str(self._folder),
                local_files_only=True,
                trust_remote_code=False,  # Else it asks on the terminal whether to run it.
                **more,
            )
        except (*_UNLOADABLE, SafetensorError) as error:
            raise ModelError(
                f"cannot load the judge in {self._folder}: {error}", hint=_HINT
            ) from error
