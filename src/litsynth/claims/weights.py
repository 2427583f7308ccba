"""The shipped models, read from the package. The only file here that opens one."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.model import ClaimModels, Linear

WEIGHTS_FILE = "models.npz"


@lru_cache(maxsize=1)
def shipped_models() -> ClaimModels:
    """The models that came with this version of litsynth."""
    with (
        as_file(files("litsynth") / "data" / "claims" / WEIGHTS_FILE) as path,
        np.load(path, allow_pickle=False) as arrays,
    ):
        return models_from({name: arrays[name] for name in arrays.files})


def models_from(arrays: dict[str, NDArray[np.float16]]) -> ClaimModels:
    """The models in a set of named arrays, as `arrays_of` made them. Raises KeyError."""
    linear = {
        name: Linear(
            *(arrays[f"{name}.{part}"].astype(np.float32) for part in ("words", "dense", "bias"))
        )
        for name in ("roles", "claim", "own", "aim")
    }
    plain = {name: arrays[name].astype(np.float32) for name in ("roles_again", "listing")}
    return ClaimModels(**linear, **plain)


def arrays_of(models: ClaimModels) -> dict[str, NDArray[np.float16]]:
    """The arrays of `models` by name, at the precision that is shipped."""
    named = {name: getattr(models, name).astype(np.float16) for name in ("roles_again", "listing")}
    for name in ("roles", "claim", "own", "aim"):
        linear: Linear = getattr(models, name)
        for part in ("words", "dense", "bias"):
            named[f"{name}.{part}"] = getattr(linear, part).astype(np.float16)
    return named
