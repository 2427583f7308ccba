"""Downloaded files on disk, each stored once under the sha256 of its bytes.

files/<sha256>       the bytes
urls/<sha256>.json   which bytes an address gave; named by the sha256 of the address
"""

import hashlib
import json
import logging
from datetime import UTC, datetime
from pathlib import Path

from litsynth.whole_files import keep_whole

_log = logging.getLogger(__name__)


class Downloads:
    """A cache of files by address. Losing it, or any file in it, costs only a new download."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._urls = folder / "urls"

    def find(self, url: str) -> bytes | None:
        """What `url` gave when it was last asked, or None if it was not, or the copy is damaged."""
        try:
            known = json.loads(self._entry(url).read_bytes())
            wanted = str(known["sha256"])
            data = (self._files / wanted).read_bytes()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return data if hashlib.sha256(data).hexdigest() == wanted else None

    def keep(self, url: str, data: bytes) -> None:
        """Remember that `url` gave `data`. A full or read-only disk is no reason to fail."""
        sha256 = hashlib.sha256(data).hexdigest()
        fetched_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        entry = {"url": url, "sha256": sha256, "bytes": len(data), "fetched_at": fetched_at}
        try:
            # The file first: an entry must never name bytes that are not there.
            keep_whole(self._files / sha256, data)
            keep_whole(self._entry(url), json.dumps(entry, indent=1).encode())
        except OSError as error:
            _log.warning("%s was not kept for the next run: %s", url, error)

    def _entry(self, url: str) -> Path:
        digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._urls / f"{digest}.json"
