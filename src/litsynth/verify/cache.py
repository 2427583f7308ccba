"""Vectors kept on disk by (model, text), shared by runs and processes.

Vectors are stored as float16, and what a caller gets is always made of the float16 value: a cold
run and a warm run see the same numbers. The store is one SQLite file for each model: commits are
atomic, many processes may use it at once, and no more than one batch is in memory.
"""

import hashlib
import re
import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from litsynth.ports import Encoder, Vectors

_BATCH = 1024
"""Texts encoded between two commits: what a killed run can lose."""
_LOOKUP = 500
"""Keys in one query; SQLite allows at least 999."""
_WAIT_S = 60.0
"""How long to wait while another process writes."""
_KEY_BYTES = 16
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def text_key(text: str) -> bytes:
    """The key of a text: 16 bytes of its hash. Lone surrogates are allowed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


class CachedEncoder:
    """An `Encoder` that asks another one only for texts it has not seen."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder
        self._broken = False
        self._rough: CachedEncoder | None = None

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def device(self) -> str:
        """Where the encoder behind runs; "cpu" if it does not say."""
        return str(getattr(self._encoder, "device", "cpu"))

    @property
    def sha256(self) -> str:
        """Of the weights of the encoder behind; empty if it does not say."""
        return str(getattr(self._encoder, "sha256", ""))

    @property
    def rough(self) -> "CachedEncoder | None":
        """The quicker encoder behind, where there is one, with a store of its own."""
        inner = getattr(self._encoder, "rough", None)
        if inner is not None and self._rough is None:
            self._rough = CachedEncoder(inner, self._folder)
        return self._rough

    @property
    def path(self) -> Path:
        """The store of this model's vectors."""
        plain = re.sub(r"[^A-Za-z0-9@._-]+", "-", self._encoder.name)
        return self._folder / f"{plain}.sqlite"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in order, as unit rows. An empty input gives shape (0, d).

        A damaged store is made anew. One that cannot be used (a full disk, no permission) is done
        without: the texts are then encoded each time. Either is said once, by warning.
        """
        if not texts:
            return self._encoder.encode([])
        keys = [text_key(text) for text in texts]
        first_text = dict(zip(reversed(keys), reversed(texts), strict=True))
        known = self._look_up(list(first_text))
        missing = [key for key in first_text if key not in known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            made = self._encoder.encode([first_text[key] for key in batch]).astype(np.float16)
            fresh = dict(zip(batch, made, strict=True))
            self._keep(fresh)
            known.update(fresh)
        vectors = np.stack([known[key] for key in keys]).astype(np.float32)
        # Rounding to float16 moves a row's length by up to 0.05 %.
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _look_up(self, keys: list[bytes]) -> dict[bytes, NDArray[np.float16]]:
        try:
            with closing(self._open()) as store:
                return dict(_rows(store, keys))
        except (OSError, sqlite3.Error) as error:
            if not self._made_anew(error):
                self._say_once(error)
            return {}

    def _keep(self, fresh: dict[bytes, NDArray[np.float16]]) -> None:
        if self._broken:
            return
        try:
            self._write(fresh)
        except (OSError, sqlite3.Error) as error:
            if not self._made_anew(error):
                self._say_once(error)

    def _write(self, fresh: dict[bytes, NDArray[np.float16]]) -> None:
        with closing(self._open()) as store, store:
            store.executemany(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?)",
                ((key, vector.tobytes()) for key, vector in fresh.items()),
            )

    def _made_anew(self, error: Exception) -> bool:
        """Whether `error` speaks of damage, and the store could be replaced by an empty one."""
        if getattr(error, "sqlite_errorcode", None) not in _DAMAGE:
            return False
        try:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self._open().close()
        except (OSError, sqlite3.Error):
            return False
        warnings.warn(
            f"The store of embeddings {self.path} was damaged ({error}). It has been made anew; "
            "what was in it is computed again.",
            RuntimeWarning,
            stacklevel=4,
        )
        return True

    def _open(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self.path, timeout=_WAIT_S)
        try:
            store.execute("PRAGMA journal_mode=WAL")
            store.execute("PRAGMA synchronous=NORMAL")
            store.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
            )
        except sqlite3.Error:
            store.close()
            raise
        return store

    def _say_once(self, error: Exception) -> None:
        if not self._broken:
            warnings.warn(
                f"The store of embeddings {self.path} cannot be used ({error}). This run goes on "
                "without it; check free space and permissions.",
                RuntimeWarning,
                stacklevel=3,
            )
        self._broken = True


def _rows(
    store: sqlite3.Connection, keys: list[bytes]
) -> Iterator[tuple[bytes, NDArray[np.float16]]]:
    for start in range(0, len(keys), _LOOKUP):
        part = keys[start : start + _LOOKUP]
        marks = ",".join("?" * len(part))
        query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - marks only
        for key, vector in store.execute(query, part):
            yield key, np.frombuffer(vector, dtype=np.float16)
