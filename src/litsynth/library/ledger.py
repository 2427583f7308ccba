"""What a library holds already, in some twenty bytes a record: who is there, and unchanged or not.

Pure. A database look-up a record would cost more than reading and storing it.
"""

import hashlib
from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_MIX = np.int64(-7046029254386353131)
_RECENT = 100_000
"""Records of this run kept in a dictionary before they join the sorted arrays."""


class Standing(Enum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "repeated"
    """The same paper as before in this run, with the same content."""
    VARIED = "varied"
    """The same paper as before in this run, with another content."""


def number_of(text: str) -> int:
    """64 bits of the hash of `text`, signed as databases have them."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def marks(keys: Numbers, digests: Numbers) -> Numbers:
    """One number for each record as it stands: equal where key and digest are. Shape (n,)."""
    return np.multiply(keys, _MIX) + digests


class Ledger:
    """Keys of all records with the digests of their contents, as of now.

    Two papers whose keys are equal by chance (one in 10 million for 2.5 million papers) are told
    apart where it counts: the store replaces by whole ids.
    """

    def __init__(self, keys: Numbers, digests: Numbers) -> None:
        """`keys` and `digests`: shape (n,), of the records that are stored."""
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._digests = digests[order]
        self._seen = np.zeros(len(keys), dtype=bool)
        self._recent: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._keys) + len(self._recent)

    def sort_out(self, keys: Sequence[int], digests: Sequence[int]) -> list[Standing]:
        """What each of the records is to the library, which then counts as holding them."""
        asked = np.asarray(keys, dtype=np.int64)
        places = np.searchsorted(self._keys, asked)
        inside = np.minimum(places, max(len(self._keys) - 1, 0))
        known = self._keys[inside] == asked if len(self._keys) else np.zeros(len(asked), dtype=bool)
        standings = [
            self._stored(int(place), digest) if is_known else self._new(key, digest)
            for key, digest, place, is_known in zip(
                keys, digests, inside.tolist(), known.tolist(), strict=True
            )
        ]
        if len(self._recent) > _RECENT:
            self._settle()
        return standings

    def _stored(self, place: int, digest: int) -> Standing:
        same = int(self._digests[place]) == digest
        if self._seen[place]:
            return Standing.REPEATED if same else Standing.VARIED
        self._seen[place] = True
        self._digests[place] = digest
        return Standing.SAME if same else Standing.CHANGED

    def _new(self, key: int, digest: int) -> Standing:
        before = self._recent.get(key)
        if before is None:
            self._recent[key] = digest
            return Standing.NEW
        return Standing.REPEATED if before == digest else Standing.VARIED

    def _settle(self) -> None:
        keys = np.fromiter(self._recent.keys(), dtype=np.int64, count=len(self._recent))
        digests = np.fromiter(self._recent.values(), dtype=np.int64, count=len(self._recent))
        all_keys = np.concatenate([self._keys, keys])
        order = np.argsort(all_keys, kind="stable")
        self._keys = all_keys[order]
        self._digests = np.concatenate([self._digests, digests])[order]
        self._seen = np.concatenate([self._seen, np.ones(len(keys), dtype=bool)])[order]
        self._recent.clear()
