"""What a fitted judge is made of on disk: `head.npz`, `idf.json`, `judge.json` in one folder."""

import hashlib
import json
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
_HINT = "Reinstall litsynth, or make the judge again with `python training/verification.py`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The part of a judge that is fitted last, on data that nothing else saw: `judge.json`."""

    features: tuple[str, ...]
    """The head's columns, in order."""
    calibrator: Calibrator
    policy: Policy
    card: JudgeCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    head: Head
    idf: Idf
    settled: Settled
    digest: str
    """sha256 over all files: part of the judge's name."""


SETTLED = TypeAdapter(Settled)


def shipped_folder() -> Path:
    """The folder of the judge that comes with the package."""
    return Path(str(files("litsynth"))) / "data" / "judge"


def load_weights(folder: Path, *, extra: tuple[str, ...] = ()) -> Weights:
    """The judge in `folder`. `extra` are columns that follow FEATURES.

    Raises ModelError if a file is missing, damaged or made for other features.
    """
    paths = [folder / name for name in ("head.npz", "idf.json", "judge.json")]
    try:
        contents = [path.read_bytes() for path in paths]
        with np.load(paths[0], allow_pickle=False) as arrays:
            head = Head(**{name: arrays[name].astype(np.float32) for name in _ARRAYS})
        table = json.loads(contents[1])
        idf = Idf(table["table"], float(table["unseen"]))
        settled = SETTLED.validate_json(contents[2])
    except (OSError, KeyError, ValueError, ValidationError) as error:
        raise ModelError(f"cannot load the judge in {folder}: {error}", hint=_HINT) from error
    if settled.features != (*FEATURES, *extra) or head.mean.shape != (len(settled.features),):
        raise ModelError(f"the judge in {folder} was made for other features", hint=_HINT)
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    return Weights(
        head=head,
        idf=idf,
        settled=settled,
        digest=digest,
    )


def save_head(path: Path, head: Head) -> None:
    """Write the network's arrays as float32."""
    with path.open("wb") as file:
        np.savez_compressed(file, **{name: getattr(head, name) for name in _ARRAYS})
