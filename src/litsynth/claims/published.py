"""The published all-MiniLM-L6-v2 for claims: word pieces and weights, without torch."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from litsynth.shipped_model import WEIGHTS, check_weights, model_folder
from litsynth.word_pieces import load_tokenizer


def word_pieces(texts: Sequence[str]) -> list[list[int]]:
    """The word pieces of each text, without opening and closing marks."""
    return [coded.ids for coded in _tokenizer().encode_batch(list(texts), add_special_tokens=False)]


def published_weights() -> dict[str, NDArray[np.float32]]:
    """All arrays by their published names. Raises ModelError unless they are the published ones."""
    folder = model_folder()
    check_weights(folder)
    arrays = load_file(folder / WEIGHTS)
    return {name: array for name, array in arrays.items() if array.dtype == np.float32}


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return load_tokenizer(model_folder())
