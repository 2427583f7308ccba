"""Files that are there whole or not at all, whoever else writes in their folder."""

import os
import tempfile
from pathlib import Path

PARTIAL = ".partial-"
"""What the name of a file begins with until it is whole. A kill may leave one."""


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` at once, its folder made where it is missing. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PARTIAL)
    try:
        with os.fdopen(handle, "wb") as partial:
            partial.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
