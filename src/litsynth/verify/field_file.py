"""A judge's field as `field.npz` in its folder. Reads and writes; decides nothing."""

import zipfile
from pathlib import Path

import numpy as np

from litsynth.errors import ModelError
from litsynth.verify.field import Field, unit

FILE = "field.npz"


def save_field(path: Path, field: Field) -> None:
    """Centres in half precision: below 50 kB."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            centres=field.centres.astype(np.float16),
            distances=np.array([field.usual, field.far]),
            encoder=np.array(field.encoder),
        )


def load_field(folder: Path) -> Field | None:
    """The field in a judge's folder; None where there is none. Raises ModelError if damaged."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        # Opened here: numpy would leave a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            usual, far = (float(value) for value in arrays["distances"])
            return Field(
                encoder=str(arrays["encoder"]),
                centres=unit(arrays["centres"]),
                usual=usual,
                far=far,
            )
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"cannot load {path}: {error}",
            hint="Reinstall litsynth, or delete the file: it serves a warning only.",
        ) from error
