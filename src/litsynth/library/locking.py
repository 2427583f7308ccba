"""One process at a time changes a library."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from litsynth.errors import LibraryError
from litsynth.library.place import checked_name
from litsynth.library.told import told


@contextmanager
def locked(root: str, name: str, *, locks: Path) -> Iterator[None]:
    """Hold the library's lock: a file beside a local library, else one in the folder `locks`.

    The latter keeps the processes of this machine apart, and nobody else's. Raises LibraryError
    if another process holds it or it cannot be made; the lock of a process that was killed is free.
    """
    path = _lock_path(root, checked_name(name), locks)
    lock = FileLock(path, timeout=0)
    with told(root):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as error:
            raise LibraryError(
                f"another litsynth process is changing the library {name!r}",
                hint="Wait until it has finished; searching it is possible meanwhile.",
            ) from error
    try:
        yield
    finally:
        lock.release()


def _lock_path(root: str, name: str, locks: Path) -> Path:
    if "://" in root:
        digest = hashlib.sha256(f"{root}\n{name}".encode()).hexdigest()[:16]
        return locks / f"library-{digest}.lock"
    return Path(root) / f".{name.casefold()}.lock"
