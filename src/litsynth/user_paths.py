"""Paths as users write them."""

import os
from pathlib import Path

from litsynth.errors import ConfigError


def at_home(path: str | Path) -> Path:
    """`path` with "~" and "~user" as the folders they stand for.

    Raises ConfigError if there is no such user, or no home folder is known.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        first = os.fspath(path).replace("\\", "/").partition("/")[0]
        raise ConfigError(
            f"{path}: there is no home folder {first!r}",
            hint="Write the whole path, or put ./ before a name that begins with ~.",
        ) from error
