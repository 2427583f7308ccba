"""Where a model of the hub lies on this machine, fetched if need be. The only file that asks the
hub for judges.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litsynth.errors import ModelError
from litsynth.user_paths import at_home
from litsynth.verify.hub_host import unknown_hub
from litsynth.verify.hub_judge_table import HubModel

_SMALL = ("config.json", "tokenizer*", "special_tokens_map.json", "added_tokens.json", "vocab*")
_MORE = ("merges.txt", "spm.model", "sentencepiece*", "*.tiktoken")
_WEIGHTS = ("model*.safetensors", "model.safetensors.index.json")
_OLD_WEIGHTS = ("pytorch_model*.bin", "pytorch_model.bin.index.json")


def model_folder(model: HubModel, *, offline: bool) -> Path:
    """The folder of the model's files: the user's own, or the hub's copy in its cache.

    Raises ModelError if the hub cannot be reached or does not have it; offline, if no copy is here.
    """
    folder = at_home(model.source)
    if (folder / "config.json").is_file():
        return folder
    if offline:
        # Some libraries below look at this instead of the argument.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from huggingface_hub import snapshot_download

    unknown = None if offline else unknown_hub()

    def fetch(patterns: tuple[str, ...]) -> Path:
        return Path(
            snapshot_download(
                model.source,
                revision=model.revision,
                allow_patterns=list(patterns),
                local_files_only=offline or unknown is not None,
            )
        )

    try:
        with _quiet():
            found = fetch((*_SMALL, *_MORE, *_WEIGHTS))
            if not weights_of(found):
                found = fetch((*_SMALL, *_MORE, *_OLD_WEIGHTS))
    except (OSError, ValueError, RuntimeError) as error:
        # Every error of the hub's library is one of these, being unreachable among them.
        missing = "no copy is here, and --offline forbids to fetch one" if offline else ""
        nowhere = f"{unknown} cannot be found, and no copy is here" if unknown else ""
        why = missing or nowhere or _first_line(error)
        raise ModelError(
            f"the judge {model.name} cannot be had: {why}", hint=_way_out(model, offline=offline)
        ) from error
    if not weights_of(found):
        raise ModelError(
            f"the judge {model.name} has no weights in {found}",
            hint=_way_out(model, offline=offline),
        )
    return found


def is_here(model: HubModel) -> bool:
    """Whether a copy lies on this machine. Asks no hub."""
    if (at_home(model.source) / "config.json").is_file():
        return True
    from huggingface_hub import try_to_load_from_cache

    return all(
        isinstance(try_to_load_from_cache(model.source, file, revision=model.revision), str)
        for file in ("config.json", "model.safetensors")
    )


def weights_of(folder: Path) -> tuple[Path, ...]:
    """The files of weights in `folder`, sorted; safetensors before the older kind."""
    for pattern in ("model*.safetensors", "pytorch_model*.bin"):
        if found := sorted(folder.glob(pattern)):
            return tuple(found)
    return ()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what the hub's library says of every try; what comes of it is told by us."""
    logger = logging.getLogger("huggingface_hub")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _way_out(model: HubModel, *, offline: bool) -> str:
    revision = f" --revision {model.revision}" if model.revision else ""
    first = "; leave --offline out the first time" if offline else ""
    return (
        f"Check the name and the connection{first}. Without a "
        f"connection: on another machine `hf download {model.source}{revision} --local-dir DIR`, "
        "copy DIR here and name it with --judge DIR. Without --judge the shipped judge is used."
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
