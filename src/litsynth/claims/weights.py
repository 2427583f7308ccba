"""The shipped models, read from the package. The only file here that opens one."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from litsynth.claims.model import ClaimModels, Linear
from litsynth.claims.role_reader import RoleReader

WEIGHTS_FILE = "models.npz"
_PARTS = ("words", "dense", "bias")
_READER = "reader."


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

    def linear(name: str) -> Linear:
        words, dense, bias = (arrays[f"{name}.{part}"] for part in _PARTS)
        return Linear(
            words=words.astype(np.float32),
            dense=dense.astype(np.float32),
            bias=bias.astype(np.float32),
        )

    return ClaimModels(
        roles=linear("roles"),
        roles_again=arrays["roles_again"].astype(np.float32),
        reader=RoleReader(
            {
                name.removeprefix(_READER): array
                for name, array in arrays.items()
                if name.startswith(_READER)
            }
        ),
        claim=linear("claim"),
        told=linear("told"),
        told_by_role=arrays["told_by_role"].astype(np.float32),
    )


def arrays_of(models: ClaimModels) -> dict[str, NDArray[np.float16]]:
    """The arrays of `models` by name, at the precision that is shipped."""
    named = {
        name: getattr(models, name).astype(np.float16) for name in ("roles_again", "told_by_role")
    }
    if isinstance(models.reader, RoleReader):
        named |= {_READER + name: array for name, array in models.reader.changes.items()}
    for name in ("roles", "claim", "told"):
        linear: Linear = getattr(models, name)
        for part in _PARTS:
            named[f"{name}.{part}"] = getattr(linear, part).astype(np.float16)
    return named
