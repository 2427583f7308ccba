"""Paths as users write them, and the files below them that are meant."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from litsynth.errors import ConfigError

_RUN = re.compile(r"-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}(-\d+)?$")


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


def visible_files(
    folder: Path,
    *,
    left_out: Callable[[Path], bool] = lambda _: False,
    cannot_list: Callable[[OSError], None] | None = None,
) -> Iterator[Path]:
    """Regular files below `folder`, without hidden ones and those of hidden folders.

    Links to folders are not followed, nor are folders entered that are to be `left_out`;
    `cannot_list` is told of those that cannot be listed.
    """
    for here, folders, names in os.walk(folder, onerror=cannot_list):
        folders[:] = [one for one in folders if _is_visible(one) and not left_out(Path(here, one))]
        for name in filter(_is_visible, names):
            path = Path(here, name)
            if path.is_file():
                yield path


def is_run(folder: Path) -> bool:
    """Whether a report of litsynth's own is in `folder`: what it holds are no papers."""
    return _RUN.search(folder.name) is not None and (folder / "run.json").is_file()


def _is_visible(name: str) -> bool:
    """False of a desktop's .Trash, and of "._paper.pdf", a Mac's note on paper.pdf."""
    return not name.startswith(".")
