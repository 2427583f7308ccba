"""What models computed, kept on disk by key, shared by runs and processes.

One SQLite file for each model: commits are atomic, and many processes may use it at once. A store
that cannot be used is done without: nothing is lost but time. What was put in first goes first when
there is too much.
"""

import hashlib
import re
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from filelock import FileLock

_LOOKUP = 500
"""Keys in one query; SQLite allows at least 999."""
_WAIT_S = 60.0
"""How long to wait while another process writes."""
_KEY_BYTES = 16
MOST = 1_000_000
"""Values kept for one model: of vectors with 384 dimensions, about one gigabyte."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def text_key(text: str) -> bytes:
    """The key of a text: 16 bytes of its hash. Lone surrogates are allowed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


class Store:
    """Values by key for one model.

    A damaged store is made anew. One that cannot be used (a full disk, no permission) is done
    without. Either is said once, by warning.
    """

    def __init__(self, folder: Path, model: str, *, of: str) -> None:
        """`of` says what is kept, in words."""
        self.path = folder / f"{re.sub(r'[^A-Za-z0-9@._-]+', '-', model)}.sqlite"
        self._of = of
        self._made = False
        self._broken = False

    def look_up(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are known."""
        try:
            with closing(self._open()) as store:
                return dict(_rows(store, keys))
        except (OSError, sqlite3.Error) as error:
            if not self._made_anew(error):
                self._say_once(error)
            return {}

    def keep(self, fresh: Mapping[bytes, bytes]) -> None:
        """Add values; a key that is known keeps the value it has."""
        if self._broken:
            return
        try:
            with closing(self._open()) as store, store:
                store.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", fresh.items())
                # Numbers of rows rise by one, since only the lowest ones are ever taken away.
                store.execute(
                    "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?",
                    (MOST,),
                )
        except (OSError, sqlite3.Error) as error:
            if not self._made_anew(error):
                self._say_once(error)

    def _open(self) -> sqlite3.Connection:
        if self._made:
            return sqlite3.connect(self.path, timeout=_WAIT_S)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite does not wait when two connections change the journal's mode at once.
        with FileLock(self.path.with_name(self.path.name + ".lock"), timeout=_WAIT_S):
            store = sqlite3.connect(self.path, timeout=_WAIT_S)
            try:
                store.execute("PRAGMA journal_mode=WAL")
                store.execute(
                    "CREATE TABLE IF NOT EXISTS vectors "
                    "(key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
                )
            except sqlite3.Error:
                store.close()
                raise
        self._made = True
        return store

    def _made_anew(self, error: Exception) -> bool:
        """Whether `error` speaks of damage, and the store could be replaced by an empty one."""
        if getattr(error, "sqlite_errorcode", None) not in _DAMAGE:
            return False
        self._made = False
        try:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self._open().close()
        except (OSError, sqlite3.Error):
            return False
        warnings.warn(
            f"The store of {self._of} {self.path} was damaged ({error}). It has been made anew; "
            "what was in it is computed again.",
            RuntimeWarning,
            stacklevel=4,
        )
        return True

    def _say_once(self, error: Exception) -> None:
        if not self._broken:
            warnings.warn(
                f"The store of {self._of} {self.path} cannot be used ({error}). This run goes on "
                "without it; check free space and permissions.",
                RuntimeWarning,
                stacklevel=4,
            )
        self._broken = True


def _rows(store: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _LOOKUP):
        part = keys[start : start + _LOOKUP]
        marks = ",".join("?" * len(part))
        query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - marks only
        yield from store.execute(query, part)
