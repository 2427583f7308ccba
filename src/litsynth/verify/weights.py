"""What a fitted judge is made of on disk: the files of one folder.

`head.npz` and `idf.json` judge by features; `adapter.safetensors` is the entailment model's and
`stack.npz` puts both together (a judge may do without these two); `judge.json` holds what was
fitted last, and the card.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from litsynth.errors import ModelError
from litsynth.records import JudgeCard
from litsynth.verify.features import FEATURES, Idf
from litsynth.verify.head import Calibrator, Head
from litsynth.verify.policy import Policy

_ARRAYS = ("mean", "scale", "hidden", "hidden_bias", "skip", "out", "out_bias")
STACKED = (
    "head_bears",
    "head_favours",
    "entails_bears",
    "entails_favours",
    "whole_bears",
    "whole_favours",
)
"""The columns of `stack.npz`: the log-odds of the head, and of the entailment model on a passage in
its context and on all that the paper has on the claim. With the features beside them it was better
on sets it was fitted on, and worse on others."""
_SHIPPED_HINT = "Reinstall litsynth."
_OWN_HINT = (
    "Copy the whole folder of the judge again, or make it again with "
    "`python -m training.verification`; without --judge the shipped judge is used."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The part of a judge that is fitted last, on data that nothing else saw: `judge.json`."""

    features: tuple[str, ...]
    """The head's columns, in order: they must be this version's FEATURES."""
    calibrator: Calibrator
    policy: Policy
    card: JudgeCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    head: Head
    stack: Head | None
    """None for a judge without an entailment model."""
    adapter: Path | None
    idf: Idf
    settled: Settled
    digest: str
    """sha256 over all files: part of the judge's name."""


SETTLED = TypeAdapter(Settled)
IDF = TypeAdapter(Idf)


def judge_folder() -> Path:
    """The folder of the judge that comes with the package."""
    return Path(str(files("litsynth"))) / "data" / "judge"


def load_weights(folder: Path) -> Weights:
    """The judge in `folder`.

    Raises ModelError if a file is missing, damaged or made for other features.
    """
    paths = [folder / name for name in ("head.npz", "idf.json", "judge.json")]
    extra = [folder / name for name in ("stack.npz", "adapter.safetensors")]
    stacked = all(path.is_file() for path in extra)
    hint = _SHIPPED_HINT if folder == judge_folder() else _OWN_HINT
    missing = [path.name for path in paths if not path.is_file()]
    if any(path.is_file() for path in extra):  # Half an entailment model is none of its judge.
        missing += [path.name for path in extra if not path.is_file()]
    if missing:
        raise ModelError(f"the judge in {folder} lacks {', '.join(missing)}", hint=hint)
    try:
        contents = [path.read_bytes() for path in (*paths, *(extra if stacked else ()))]
        head = _load_head(paths[0])
        stack = _load_head(extra[0]) if stacked else None
        idf = IDF.validate_json(contents[1])
        settled = SETTLED.validate_json(contents[2])
    except (OSError, KeyError, ValueError, ValidationError, zipfile.BadZipFile) as error:
        raise ModelError(f"cannot load the judge in {folder}: {error}", hint=hint) from error
    fits = head.mean.shape == (len(FEATURES),) and settled.features == FEATURES
    if stack is not None:
        fits = fits and stack.mean.shape == (len(STACKED),)
    if not fits:
        raise ModelError(f"the judge in {folder} was made for other features", hint=hint)
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    return Weights(
        head=head,
        stack=stack,
        adapter=extra[1] if stacked else None,
        idf=idf,
        settled=settled,
        digest=digest,
    )


def _load_head(path: Path) -> Head:
    with np.load(path, allow_pickle=False) as arrays:
        return Head(**{name: arrays[name].astype(np.float32) for name in _ARRAYS})


def save_head(path: Path, head: Head) -> None:
    """Write the network's arrays as float32."""
    with path.open("wb") as file:
        np.savez_compressed(file, **{name: getattr(head, name) for name in _ARRAYS})
