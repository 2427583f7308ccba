"""Replies of databases on disk, each with the time when the database was asked.

<folder>/<sha256 of the address>.json.gz: a line that says what was asked and when, then the
reply as it came. A run that is repeated soon asks nothing again, and the report still states when
the databases were asked. Losing any file costs only a new request.
"""

import gzip
import hashlib
import json
import logging
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from litsynth.whole_files import PARTIAL, keep_whole

_log = logging.getLogger(__name__)

_SUFFIX = ".json.gz"
_LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reply as it came."""

    body: bytes
    sent_at: datetime
    """UTC."""


class Replies:
    """Replies of one database, by the address that was asked, without keys or mail addresses."""

    def __init__(self, folder: Path, *, ttl_h: float, refresh: bool = False) -> None:
        """`ttl_h`: hours that a reply may be used; 0 keeps none. `refresh`: use none, keep all."""
        self._folder = folder
        self._ttl = timedelta(hours=ttl_h)
        self._refresh = refresh
        self._swept = False

    def find(self, address: str) -> Kept | None:
        """What `address` gave, if that is not too long ago and the file is whole; else None."""
        if self._refresh or not self._ttl:
            return None
        try:
            head, _, body = gzip.decompress(self._path(address).read_bytes()).partition(b"\n")
            entry = json.loads(head)
            sent_at = datetime.fromisoformat(entry["sent_at"])
            whole = entry["address"] == address and sent_at.tzinfo is not None
        except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
            return None
        # A time in the future means that the clock was set back; the age is not known then.
        fresh = whole and timedelta(0) <= datetime.now(UTC) - sent_at <= self._ttl
        return Kept(body=body, sent_at=sent_at) if fresh else None

    def keep(self, address: str, body: bytes, *, sent_at: datetime) -> None:
        """Remember the reply. A full or read-only disk is no reason to fail."""
        if not self._ttl:
            return
        head = json.dumps({"address": address, "sent_at": sent_at.isoformat()}).encode()
        data = gzip.compress(head + b"\n" + body, compresslevel=_LEVEL, mtime=0)
        try:
            keep_whole(self._path(address), data)
            self._sweep()
        except OSError as error:
            _log.warning("a reply was not kept in %s: %s", self._folder, error)

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()}{_SUFFIX}"

    def _sweep(self) -> None:
        """Once a process, delete what is too old to be used, so that the folder does not grow."""
        if self._swept:
            return
        self._swept = True
        oldest_s = (datetime.now(UTC) - self._ttl).timestamp()
        for path in self._folder.iterdir():
            ours = path.name.endswith(_SUFFIX) or path.name.startswith(PARTIAL)
            with suppress(FileNotFoundError):  # Another process sweeps at the same time.
                if ours and path.stat().st_mtime < oldest_s:
                    path.unlink()
