"""Names of libraries, and where they are."""

import re
from collections.abc import Iterable
from pathlib import Path

from litsynth.errors import ConfigError, LibraryError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def checked_name(name: str) -> str:
    """`name` if it can be that of a library. Raises ConfigError."""
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} cannot be the name of a library",
            hint="Use up to 64 letters, digits, hyphens and underscores, a letter or digit first.",
        )
    return name


def is_made(root: str) -> bool:
    """Whether `root` is an address, or a folder that is there: asking must not make one."""
    return "://" in root or Path(root).is_dir()


def found_name(name: str, known: Iterable[str]) -> str | None:
    """`name` if a library has it, or None if none has.

    Raises LibraryError if one is called the same but for capitals: on many disks the two would be
    one, and a reader of a report could not tell them apart.
    """
    known = tuple(known)
    if name in known:
        return name
    for other in known:
        if other.casefold() == name.casefold():
            raise LibraryError(
                f"there is a library {other!r} already, and {name!r} differs in capitals alone",
                hint=f"Use --name {other}, or choose another name.",
            )
    return None


def not_there(name: str, known: Iterable[str], root: str) -> LibraryError:
    """That no library is called `name`, and which there are."""
    names = ", ".join(known)
    return LibraryError(
        f"there is no library {name!r} in {root}",
        hint=f"Name one of those that there are: {names}."
        if names
        else f"Make it: litsynth library add PATH --name {name}",
    )
