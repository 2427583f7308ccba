"""Files that are there whole or not at all, whoever else writes in their folder."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from secrets import token_hex

PARTIAL = ".partial-"
"""What the name of a file begins with until it is whole. A kill may leave one."""
_FOR_ALL = 0o666
_FOR_THE_USER = 0o600


def write_whole(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> None:
    """Put `data` at `path` at once: a reader sees the old file or the new, never a half.

    `mode` is the rights of the new file, less the umask. Raises OSError that names `path`, with the
    old file kept.
    """
    beside = path.with_name(PARTIAL + token_hex(8))
    try:
        with open(beside, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(data)
        beside.replace(path)
    except OSError as error:
        error.filename = str(path)  # A disk that is full names no file, a folder the one beside.
        raise
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def keep_whole(path: Path, data: bytes) -> None:
    """`write_whole` for a cache: the folder is made, and others may not read what the user read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data, mode=_FOR_THE_USER)
