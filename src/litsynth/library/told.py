"""What the databases of a library raise, in words for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from litsynth.errors import LibraryError

_FULL = ("No space left", "StorageFull", "Disk quota", "File too large")


@contextmanager
def told(root: str) -> Iterator[None]:
    """What the database raises, as an error with a way out."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        first = str(error).split("\n", maxsplit=1)[0][:300]
        if any(sign in str(error) for sign in _FULL):
            raise LibraryError(
                f"the disk is full: {root} cannot be written",
                hint="Make room and run the command again; what was added before is kept.",
            ) from error
        raise LibraryError(
            f"the library in {root} cannot be used: {first}",
            hint="Run the command again: another process may have changed it meanwhile. Check that "
            "the address can be reached and written. If a file of it is damaged, remove the "
            "library with `litsynth library remove` and add its files again.",
        ) from error
